package io.github.freedomcard.spring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;

/** A handler that fails at each point. */
final class FailingHandler implements ObservationHandler<Observation.Context> {

  @Override
  public void onStart(Observation.Context context) {
    throw new IllegalStateException("start");
  }

  @Override
  public void onScopeOpened(Observation.Context context) {
    throw new IllegalStateException("scope opened");
  }

  @Override
  public void onScopeClosed(Observation.Context context) {
    throw new IllegalStateException("scope closed");
  }

  @Override
  public void onError(Observation.Context context) {
    throw new AssertionError("error");
  }

  @Override
  public void onStop(Observation.Context context) {
    throw new IllegalStateException("stop");
  }

  @Override
  public boolean supportsContext(Observation.Context context) {
    return true;
  }
}
