/**
 * How a call is made: one exchange over HTTP ({@code Exchange}), what its reply says ({@code
 * Verdict}), what follows from that ({@code Course}), and the two ways to drive it, blocking and
 * asynchronous ({@code Transport}). Not exported.
 */
@NullMarked
package io.github.freedomcard.internal.transport;

import org.jspecify.annotations.NullMarked;
