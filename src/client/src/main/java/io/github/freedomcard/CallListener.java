package io.github.freedomcard;

/**
 * Receives one event for each call, when it ends: for metrics, alarms and audit logs.
 *
 * <pre>{@code
 * FreedomCardClientBuilder builder =
 *     FreedomCardClient.builder()
 *         .listener(
 *             call -> {
 *               String end = call.outcome() == null ? "success" : call.outcome().name();
 *               log(call.operation().name() + ": " + end + " after " + call.duration());
 *             });
 * }</pre>
 *
 * <p>A call is one invocation of a typed method, {@code execute} or {@code awaitCompletion}, with
 * all its attempts and status queries. Successful, failed, interrupted and cancelled calls have an
 * event each, and so have requests that the client rejects before it sends anything.
 */
@FunctionalInterface
public interface CallListener {

  /**
   * A call has ended. The call waits for this method, so it must be quick and must not block: on
   * the client's timer it would delay other calls past their time-outs. It runs on the thread that
   * ended the call: the caller's for a blocking call, and before the future completes for an
   * asynchronous one. Several threads may call it at the same time.
   *
   * <p>What this method throws is logged at DEBUG and changes nothing.
   */
  void callFinished(CallEvent event);
}
