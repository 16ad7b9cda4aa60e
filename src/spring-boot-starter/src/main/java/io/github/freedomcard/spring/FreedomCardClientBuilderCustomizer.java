package io.github.freedomcard.spring;

import io.github.freedomcard.FreedomCardClientBuilder;

/**
 * Customizes the builder of the auto-configured client. Define beans of this type for what has no
 * property.
 *
 * <p>Each bean is called once, in the order of {@code @Order}, after the properties were applied.
 */
@FunctionalInterface
public interface FreedomCardClientBuilderCustomizer {

  /** Changes the builder, which the caller then builds. */
  void customize(FreedomCardClientBuilder builder);
}
