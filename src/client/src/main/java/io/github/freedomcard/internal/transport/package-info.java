/**
 * How a call is made: one exchange over HTTP ({@code Exchange}), what its reply means ({@code
 * AttemptResult}, {@code StatusQueryResult}), what follows from that ({@code CallStateMachine}),
 * the exceptions ({@code FailureFactory}), and the two ways to drive a call, blocking ({@code
 * Transport}) and asynchronous ({@code AsyncCallExecution}).
 *
 * <p>Not exported, so it may change at any time. One rule stays: each place that may send a request
 * a second time has a comment that says why it is safe. Run the schedule tests and the soak test
 * after a change.
 */
@NullMarked
package io.github.freedomcard.internal.transport;

import org.jspecify.annotations.NullMarked;
