/**
 * How a call is made: one exchange over HTTP ({@code Exchange}), what its reply says ({@code
 * Verdict}), what follows from that ({@code CallStateMachine}), and the two ways to drive it,
 * blocking and asynchronous ({@code Transport}).
 *
 * <p>Not exported, and free to change, but for one thing: a send that may be a second one has its
 * reason written beside it. The schedules and the soak are to be run after a change.
 */
@NullMarked
package io.github.freedomcard.internal.transport;

import org.jspecify.annotations.NullMarked;
