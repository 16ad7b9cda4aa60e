/**
 * What a failed call means. {@link io.github.freedomcard.error.FreedomCardException#outcome} comes
 * first: whether a command was processed is what a caller has to know; the subclasses say why the
 * call failed.
 *
 * <p>No message here holds a secret, person data, or text of the vendor's.
 */
@NullMarked
package io.github.freedomcard.error;

import org.jspecify.annotations.NullMarked;
