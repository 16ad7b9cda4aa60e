package io.github.freedomcard.spring.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.FreedomCardClientBuilder;
import io.github.freedomcard.model.card.BalanceRequest;
import io.github.freedomcard.sandbox.FreedomCardSandbox;
import io.micrometer.observation.tck.TestObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** OpenTelemetry's agent adds interceptors before anyone else can. */
class InterceptorOrderTest {

  private final TestObservationRegistry registry = TestObservationRegistry.create();
  private final FreedomCardObservations observations =
      new FreedomCardObservations(registry, null, null, executor -> executor);

  @Test
  void interceptor_thatWasAddedBefore_runsInTheObservationOfTheRequest() {
    List<String> seen = new ArrayList<>();
    try (FreedomCardSandbox sandbox = FreedomCardSandbox.start()) {
      FreedomCardClientBuilder builder =
          sandbox
              .newClientBuilder()
              .configureHttp(
                  http ->
                      http.addInterceptor(
                          chain -> {
                            seen.add(String.valueOf(registry.getCurrentObservation()));
                            return chain.proceed(chain.request());
                          }));
      observations.customize(builder);
      try (FreedomCardClient client = observations.observe(builder.build())) {
        String cardId = sandbox.arrange().activeCard().add();
        client.getBalance(BalanceRequest.builder().cardId(cardId).build());
      }
    }
    assertThat(seen).singleElement().asString().contains("name='freedom.card.request'");
  }
}
