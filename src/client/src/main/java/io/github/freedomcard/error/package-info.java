/**
 * Exceptions. Every exception states whether the command took effect: {@link
 * io.github.freedomcard.error.FreedomCardException#outcome}. The subclass says why the call failed.
 *
 * <p>No message contains a secret, personal data, or text of the vendor.
 *
 * <p>Catch these exceptions; do not extend them. A minor version may add a subclass of {@code
 * FreedomCardException}, so the last handler should catch that type.
 */
@NullMarked
package io.github.freedomcard.error;

import org.jspecify.annotations.NullMarked;
