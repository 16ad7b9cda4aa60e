package io.github.freedomcard.internal.transport;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.Operation;
import java.io.InterruptedIOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call under way: what is sent, its course, and what the log says of it. */
final class CallExecution<R> {

  private static final Logger LOG = LoggerFactory.getLogger("io.github.freedomcard");

  private final Operation<?, R> operation;
  private final RequestFactory outgoing;
  private final CallStateMachine<R> course;
  private final Scheduler time;
  private final long started;

  CallExecution(
      Operation<?, R> operation,
      RequestFactory outgoing,
      CallStateMachine<R> course,
      Scheduler time) {
    this.operation = operation;
    this.outgoing = outgoing;
    this.course = course;
    this.time = time;
    this.started = time.nanos();
  }

  CallStateMachine<R> course() {
    return course;
  }

  /** How long to wait before a step, in nanoseconds; not positive if it is due. */
  long wait(CallStateMachine.Step<R> step) {
    return step.at() - elapsed();
  }

  /** The exchange of a step; null if its time was over before it began. */
  @Nullable Exchange exchange(CallStateMachine.Step<R> step) {
    long left = step.until() - elapsed();
    if (left <= 0) {
      return null;
    }
    return step.action() == CallStateMachine.Action.ASK
        ? outgoing.ask(requestId(), left)
        : outgoing.send(left);
  }

  /** What follows where a step could not begin. */
  CallStateMachine.Step<R> notBegun(CallStateMachine.Step<R> step, String reason) {
    return next(step, HttpReply.none(operation.path(), new InterruptedIOException(reason), false));
  }

  /** What follows from the reply to a step's exchange. */
  CallStateMachine.Step<R> next(CallStateMachine.Step<R> step, HttpReply reply) {
    long now = elapsed();
    boolean question = step.action() == CallStateMachine.Action.ASK;
    if (LOG.isDebugEnabled()) {
      LOG.debug(
          "{}{} request_id={}: {} after {} ms",
          question ? "question about " : "",
          operation.name(),
          outgoing.requestId(),
          reply.inWords(),
          (now - step.at()) / 1_000_000);
    }
    return question ? course.asked(reply, now) : course.sent(reply, now);
  }

  /** Warns if the failure leaves a command's outcome unknown. */
  FreedomCardException failed(FreedomCardException failure) {
    if (failure.outcome() == Outcome.UNKNOWN) {
      warnUnknown(failure.getClass().getSimpleName());
    }
    return failure;
  }

  void warnUnknown(String reason) {
    LOG.warn(
        "{} request_id={}: outcome unknown ({})", operation.name(), outgoing.requestId(), reason);
  }

  boolean isCommand() {
    return operation.effect() != Effect.READ;
  }

  private UUID requestId() {
    return requireNonNull(outgoing.requestId(), "requestId");
  }

  private long elapsed() {
    return time.nanos() - started;
  }
}
