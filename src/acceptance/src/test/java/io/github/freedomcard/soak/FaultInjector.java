package io.github.freedomcard.soak;

import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.RequestOperations;
import io.github.freedomcard.sandbox.Fault;
import io.github.freedomcard.sandbox.Faults;
import io.github.freedomcard.sandbox.UnknownIdResponse;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Injects random faults.
 *
 * <p>After processing, the server never responds with a status that means "not processed", 429 or
 * any other 4xx but 408: a client cannot detect a false status.
 */
public final class FaultInjector {

  /** Slightly longer than the timeout of one attempt. */
  private final Duration overTimeout;

  private final Faults faults;

  /** Injects into this sandbox, whose clients have this timeout of one attempt. */
  public FaultInjector(Faults faults, Duration attemptTimeout) {
    this.faults = faults;
    this.overTimeout = attemptTimeout.plusMillis(100);
  }

  /** Sets how the server responds to duplicates and status queries in this round. */
  void configureRound(int round) {
    faults
        .duplicateStatus(List.of(200, 400, 403, 409, 422).get(round % 5))
        .unknownIdResponse(List.of(UnknownIdResponse.values()).get(round % 3))
        .statusLag(List.of(0, 0, 1, 2).get(round % 4));
  }

  /**
   * Injects a fault into the operation's next request, and sometimes into the next status query.
   */
  void inject(Operation<?, ?> operation, Random random) {
    if (random.nextInt(20) == 0) {
      faults.resetConnections(1);
      return;
    }
    faults.next(operation, fault(operation, random));
    if (random.nextInt(4) == 0) {
      faults.next(RequestOperations.GET_REQUEST_STATUS, fault(random));
    }
  }

  /** Returns a random fault that the operation can have. */
  public Fault fault(Operation<?, ?> operation, Random random) {
    boolean delayed = operation.effect() == Effect.IDEMPOTENT_COMMAND && random.nextInt(6) == 0;
    return delayed ? delayed(random) : fault(random);
  }

  private static Fault delayed(Random random) {
    return random.nextBoolean()
        ? Fault.requestDelayed(1 + random.nextInt(3))
        : Fault.requestDelayedUntilResend();
  }

  private Fault fault(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> Fault.requestReset();
      case 1 -> random.nextInt(4) == 0 ? Fault.requestTimeout() : Fault.requestReset();
      case 2, 3 -> Fault.responseLost();
      case 4 -> Fault.responseTruncated();
      case 5 -> Fault.responseMalformed();
      case 6 -> random.nextInt(4) == 0 ? Fault.responseTimeout() : Fault.responseLost();
      case 7 -> Fault.responseDelayed(random.nextInt(4) == 0 ? overTimeout : Duration.ofMillis(20));
      case 8 ->
          random.nextBoolean()
              ? Fault.responseUnexpectedValues()
              : Fault.responseUnknownRequestStatus();
      case 9 -> Fault.httpStatus(oneOf(random, 307, 408, 500, 502, 503, 504)).afterProcessing();
      case 10 -> Fault.httpStatus(oneOf(random, 307, 408, 500, 502, 503, 504));
      default ->
          Fault.httpStatus(oneOf(random, 400, 401, 403, 404, 409, 422, 429))
              .retryAfter(Duration.ZERO);
    };
  }

  private static int oneOf(Random random, int... values) {
    return values[random.nextInt(values.length)];
  }
}
