package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.SandboxCaller.bytes;
import static io.github.freedomcard.sandbox.SandboxCaller.newId;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.signing.JwsAlgorithm;
import io.github.freedomcard.signing.JwsRequestSigner;
import io.github.freedomcard.signing.JwsRequestVerifier;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DispatcherTest {

  private static final String PATH = "/v5/x";

  private final Credentials credentials = Credentials.of("a", "k");
  private final Ledger ledger = new Ledger();
  private final Processor processor =
      new Processor(
          new SandboxStore(ledger, BigDecimal.ZERO),
          ledger,
          ProcessingMode.immediate(),
          Clock.systemUTC());

  @Test
  void handle_whenAnOperationFailsWithAnError_500AndTheCommandHasEnded() {
    OperationRoute route =
        OperationRoute.idempotentCommand(
            "x",
            PATH,
            Fields.of(),
            call -> {
              throw new StackOverflowError("broken on purpose");
            });
    Dispatcher dispatcher =
        new Dispatcher(
            List.of(route),
            JwsRequestVerifier.of(credentials, JwsAlgorithm.HS512),
            new SignatureExplainer(credentials, JwsAlgorithm.HS512),
            processor);
    String id = newId();
    byte[] body = bytes("{'request_id':'%s'}".formatted(id));
    String signature =
        JwsRequestSigner.of(credentials, JwsAlgorithm.HS512).sign("POST", PATH, body);
    OperationResult result =
        dispatcher.handle(
            new SandboxRequest("POST", PATH, "application/json", id, signature, body), null);
    assertThat(result.status()).isEqualTo(500);
    assertThat(result.signatureVerdict()).isEqualTo("accepted");
    assertThat(result.body().path("error_code").textValue()).isEqualTo("sandbox_failure");
    assertThat(processor.queryStatus(UUID.fromString(id)).path("request_status").textValue())
        .isEqualTo("error");
    assertThat(ledger.inProcess()).isEmpty();
  }
}
