package io.github.freedomcard.spring.observation;

import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.Resolution;
import io.micrometer.observation.Observation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known of a call; response and error are null until the call ends. */
public final class FreedomCardCallContext extends Observation.Context {

  private final String operation;
  private final Effect effect;
  private final @Nullable UUID requestId;
  private volatile @Nullable RequestState state;
  private volatile @Nullable Resolution resolution;

  FreedomCardCallContext(String operation, Effect effect, @Nullable UUID requestId) {
    this.operation = operation;
    this.effect = effect;
    this.requestId = requestId;
  }

  /** Returns the operation's name, or {@code awaitCompletion}. */
  public String operation() {
    return operation;
  }

  /** Returns the effect of the operation. */
  public Effect effect() {
    return effect;
  }

  /** Returns the {@code request_id} of the command; null if the request has none. */
  public @Nullable UUID requestId() {
    return requestId;
  }

  /** Returns the state that a command or {@code awaitCompletion} returned; else null. */
  public @Nullable RequestState state() {
    return state;
  }

  /** Returns where the response comes from; null without a response. */
  public @Nullable Resolution resolution() {
    return resolution;
  }

  /** Returns the exception of the call; null if it has none. */
  public @Nullable FreedomCardException exception() {
    return getError() instanceof FreedomCardException e ? e : null;
  }

  void returned(@Nullable RequestState state, @Nullable Resolution resolution) {
    this.state = state;
    this.resolution = resolution;
  }
}
