/**
 * What a failed call means. {@link io.github.freedomcard.error.FreedomCardException#outcome} comes
 * first: whether a command was processed is what a caller has to know; the subclasses say why the
 * call failed.
 *
 * <p>No message here holds a secret, person data, or text of the vendor's.
 *
 * <p>To be caught, not thrown or extended: an exception may be added below {@code
 * FreedomCardException} in a minor version, so let a handler end with that type.
 */
@NullMarked
package io.github.freedomcard.error;

import org.jspecify.annotations.NullMarked;
