/**
 * The client: {@link io.github.freedomcard.FreedomCardClient}, its asynchronous twin, and the
 * builder of both.
 */
@NullMarked
package io.github.freedomcard;

import org.jspecify.annotations.NullMarked;
