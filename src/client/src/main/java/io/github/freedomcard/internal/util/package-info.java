/**
 * Argument checks and collections that several packages use.
 *
 * <p>Not exported; may change at any time. Depends on no other package of the library.
 */
@NullMarked
package io.github.freedomcard.internal.util;

import org.jspecify.annotations.NullMarked;
