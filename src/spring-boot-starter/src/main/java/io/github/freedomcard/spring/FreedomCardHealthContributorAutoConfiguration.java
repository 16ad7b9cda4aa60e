package io.github.freedomcard.spring;

import io.github.freedomcard.FreedomCardClient;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Adds the Card API to the application's health if {@code management.health.freedom-card.enabled}
 * is true. It is off by default, because each check is a call of the vendor's host.
 */
@AutoConfiguration(after = FreedomCardAutoConfiguration.class)
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnBean(FreedomCardClient.class)
@ConditionalOnBooleanProperty("management.health.freedom-card.enabled")
public final class FreedomCardHealthContributorAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean(name = "freedomCardHealthIndicator")
  HealthIndicator freedomCardHealthIndicator(FreedomCardClient client) {
    return new FreedomCardHealthIndicator(client);
  }
}
