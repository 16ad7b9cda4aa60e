package io.github.freedomcard.spring;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.FreedomCardClientBuilder;
import io.github.freedomcard.spring.observation.FreedomCardCallObservationConvention;
import io.github.freedomcard.spring.observation.FreedomCardObservations;
import io.github.freedomcard.spring.observation.FreedomCardRequestObservationConvention;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.concurrent.Executor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Observes the client's calls if the application has an {@link ObservationRegistry}. */
@AutoConfiguration(
    before = FreedomCardAutoConfiguration.class,
    afterName =
        "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
public final class FreedomCardObservationAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  FreedomCardObservations freedomCardObservations(
      ObservationRegistry registry,
      ObjectProvider<FreedomCardCallObservationConvention> callConvention,
      ObjectProvider<FreedomCardRequestObservationConvention> requestConvention) {
    return new FreedomCardObservations(
        registry,
        callConvention.getIfAvailable(),
        requestConvention.getIfAvailable(),
        ContextPropagation.isPresent()
            ? new ContextPropagation()
            : executor -> inCurrentObservation(registry, executor));
  }

  @Bean
  @ConditionalOnMissingBean
  FreedomCardClient freedomCardClient(
      FreedomCardClientBuilder builder, FreedomCardObservations observations) {
    return observations.observe(builder.build());
  }

  /** Of the caller's context, Micrometer alone knows the observation. */
  private static Executor inCurrentObservation(ObservationRegistry registry, Executor executor) {
    Observation current = registry.getCurrentObservation();
    return current == null ? executor : task -> executor.execute(() -> current.scoped(task));
  }
}
