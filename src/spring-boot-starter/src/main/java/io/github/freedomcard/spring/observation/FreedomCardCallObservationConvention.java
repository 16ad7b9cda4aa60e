package io.github.freedomcard.spring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/** Name and keys of a call's observation. */
public interface FreedomCardCallObservationConvention
    extends ObservationConvention<FreedomCardCallContext> {

  @Override
  default boolean supportsContext(Observation.Context context) {
    return context instanceof FreedomCardCallContext;
  }
}
