package io.github.freedomcard.spring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/** Name and keys of the observation of an HTTP request. */
public interface FreedomCardRequestObservationConvention
    extends ObservationConvention<FreedomCardRequestContext> {

  @Override
  default boolean supportsContext(Observation.Context context) {
    return context instanceof FreedomCardRequestContext;
  }
}
