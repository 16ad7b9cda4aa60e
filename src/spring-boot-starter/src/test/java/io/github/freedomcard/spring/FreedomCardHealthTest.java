package io.github.freedomcard.spring;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.notFound;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.operation.RequestOperations;
import io.github.freedomcard.sandbox.Fault;
import io.github.freedomcard.sandbox.FreedomCardSandbox;
import io.github.freedomcard.sandbox.SandboxOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The health indicator. */
class FreedomCardHealthTest {

  private final FreedomCardSandbox sandbox = FreedomCardSandbox.start();

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  FreedomCardAutoConfiguration.class,
                  FreedomCardHealthContributorAutoConfiguration.class))
          .withPropertyValues(
              "freedom-card.base-url=" + sandbox.baseUrl(),
              "freedom-card.auth-id=" + SandboxOptions.DEFAULT_AUTH_ID,
              "freedom-card.secret-key=" + SandboxOptions.DEFAULT_SECRET_KEY);

  @AfterEach
  void close() {
    sandbox.close();
  }

  private Health health(String... properties) {
    Health[] health = new Health[1];
    application
        .withPropertyValues("management.health.freedom-card.enabled=true")
        .withPropertyValues(properties)
        .run(context -> health[0] = context.getBean(HealthIndicator.class).health());
    return health[0];
  }

  @Test
  void health_byDefault_isOff() {
    application.run(context -> assertThat(context).doesNotHaveBean(HealthIndicator.class));
  }

  @Test
  void health_whenTheSandboxResponds_isUpAndHasNoEffect() {
    assertThat(health().getStatus()).isEqualTo(Status.UP);
    assertThat(sandbox.wireMock().getAllServeEvents()).hasSize(1);
    assertThat(sandbox.ledger().entries()).isEmpty();
  }

  @Test
  void health_withRefusedCredentials_isDown() {
    assertThat(health("freedom-card.secret-key=wrong").getStatus()).isEqualTo(Status.DOWN);
  }

  @Test
  void health_withoutConnection_isDown() {
    sandbox.faults().refuseConnections();
    assertThat(health().getStatus()).isEqualTo(Status.DOWN);
  }

  @Test
  void health_whenAnotherServerResponds_isDown() {
    sandbox.wireMock().stubFor(post(anyUrl()).willReturn(notFound()));
    assertThat(health().getStatus()).isEqualTo(Status.DOWN);
  }

  @Test
  void health_whenTheRateIsLimited_isUnknown() {
    sandbox.faults().next(RequestOperations.GET_REQUEST_STATUS, Fault.httpStatus(429));
    assertThat(health().getStatus()).isEqualTo(Status.UNKNOWN);
  }
}
