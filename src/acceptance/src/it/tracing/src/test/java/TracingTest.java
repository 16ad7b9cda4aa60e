import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.model.card.SecretDataRequest;
import io.github.freedomcard.sandbox.Fault;
import io.github.freedomcard.sandbox.FreedomCardSandbox;
import io.github.freedomcard.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a collector receives of the application, and what a scrape of it returns. */
class TracingTest {

  private static final Path GUIDES = Path.of(System.getProperty("guides"));

  private static final String SECRET_KEY = SandboxOptions.DEFAULT_SECRET_KEY;

  private static final String SCRAPE =
      """
      freedom_card_call_seconds_count{error="ApiErrorException",error_code="insufficient_funds",operation="createTransaction",outcome="NOT_PROCESSED",resolution="none"} 1
      freedom_card_call_seconds_count{error="none",error_code="none",operation="createTransaction",outcome="SUCCESS",resolution="DIRECT"} 1
      freedom_card_call_seconds_count{error="none",error_code="none",operation="createTransaction",outcome="SUCCESS",resolution="RECOVERED"} 2
      freedom_card_request_seconds_count{error="IOException",kind="attempt",operation="createTransaction",status="none"} 2
      freedom_card_request_seconds_count{error="none",kind="attempt",operation="createTransaction",status="200"} 2
      freedom_card_request_seconds_count{error="none",kind="status query",operation="getRequestStatus",status="200"} 3
      """;

  @Test
  void guides_always_showWhatIsExported() {
    assertThat(GUIDES.resolve("spring-boot.md"))
        .content()
        .contains(Setup.AGENT_WITH_BOOT.lost, SCRAPE);
    assertThat(GUIDES.resolve("observability.md")).content().contains(Setup.AGENT.lost);
  }

  @ParameterizedTest
  @EnumSource
  void application_whenTraced_exportsATreeForEachCall(Setup setup) throws Exception {
    try (FreedomCardSandbox sandbox = FreedomCardSandbox.start();
        FreedomCardClient client = sandbox.newClient();
        Collector collector = new Collector()) {
      String cardId = sandbox.arrange().activeCard().balance("1000.00", "KZT").add();
      Map<String, String> secrets =
          Map.of(
              "firstName", "Canaryname",
              "lastName", "Canaryfamily",
              "phone", "77011234567",
              "personId", "900101300123");
      String pan =
          client.getSecretData(SecretDataRequest.builder().cardId(cardId).build()).pan().value();

      String scrape;
      try (Application application =
          Application.start(sandbox, setup.jars, options(setup, collector))) {
        Map<String, String> charge = Map.of("cardId", cardId, "amount", "10.50");
        sandbox.faults().next("createTransaction", Fault.responseLost());
        assertThat(application.post("/charge", charge)).isEqualTo("success");
        sandbox.faults().next("createTransaction", Fault.responseLost());
        assertThat(application.post("/charge-async", charge)).isEqualTo("success");
        assertThat(application.post("/charge", charge)).isEqualTo("success");
        assertThat(application.post("/charge", Map.of("cardId", cardId, "amount", "5000.00")))
            .isEqualTo("NOT_PROCESSED");
        Map<String, String> issue = new HashMap<>(secrets);
        issue.put("cardId", cardId);
        assertThat(application.post("/issue", issue)).isEqualTo(pan);
        scrape = application.scrape();
      }
      String counts =
          scrape
              .lines()
              .filter(line -> line.startsWith("freedom_card_") && line.contains("seconds_count{"))
              .filter(line -> !line.contains("active"))
              .map(line -> line + "\n")
              .collect(Collectors.joining());
      List<String> traces =
          collector.traces().stream().filter(trace -> !trace.contains("/actuator")).toList();
      System.out.println(setup + "\n" + String.join("", traces) + counts);

      assertThat(traces).hasSize(5);
      assertThat(traces.get(0)).isEqualTo(setup.lost);
      assertThat(traces.get(1)).isEqualTo(setup.lost.replace("/charge", "/charge-async"));
      assertThat(traces.get(3)).isEqualTo(setup.declined);
      assertThat(counts.lines().filter(line -> !line.contains("issueCard")))
          .filteredOn(line -> !line.contains("getSecretData"))
          .containsExactlyElementsOf(SCRAPE.lines().toList());
      assertThat(Stream.concat(secrets.values().stream(), Stream.of(pan, cardId, SECRET_KEY)))
          .filteredOn((collector.received() + scrape)::contains)
          .isEmpty();
    }
  }

  private static List<String> options(Setup setup, Collector collector) {
    List<String> options = new ArrayList<>(setup.options);
    options.add(
        "-Dmanagement.opentelemetry.tracing.export.otlp.endpoint="
            + collector.url()
            + "/v1/traces");
    if (setup.hasAgent()) {
      options.add("-javaagent:" + System.getProperty("agent"));
      options.add("-Dotel.exporter.otlp.endpoint=" + collector.url());
      options.add("-Dotel.metrics.exporter=none");
      options.add("-Dotel.logs.exporter=none");
    }
    return options;
  }
}
