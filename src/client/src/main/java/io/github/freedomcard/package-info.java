/**
 * The client: {@link io.github.freedomcard.FreedomCardClient}, its asynchronous twin, and the
 * builder of both.
 *
 * <p>One client per application, made once, shared by its threads, closed at its end. Mock the
 * facades as they are: a method may be added to them in a minor version.
 */
@NullMarked
package io.github.freedomcard;

import org.jspecify.annotations.NullMarked;
