package io.github.freedomcard.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.model.gift.ListGiftCardProductsRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTlsTest {

  private static final SandboxOptions TLS = SandboxOptions.builder().tls(true).build();

  @Test
  void start_withTls_ownClientsTrustItAndOthersDoNot() throws Exception {
    try (FreedomCardSandbox sandbox = FreedomCardSandbox.start(TLS);
        FreedomCardClient client = sandbox.newClient()) {
      assertThat(sandbox.baseUrl().toString()).matches("https://127\\.0\\.0\\.1:\\d+");
      assertThat(
              client
                  .listGiftCardProducts(ListGiftCardProductsRequest.builder().build())
                  .productList())
          .isNotEmpty();
      HttpRequest request = HttpRequest.newBuilder(sandbox.baseUrl()).build();
      assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, BodyHandlers.discarding()))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void certificate_always_namesEveryLoopbackHost() throws Exception {
    try (FreedomCardSandbox sandbox = FreedomCardSandbox.start(TLS)) {
      sandbox.certificate().checkValidity();
      assertThat(sandbox.certificate().getSubjectAlternativeNames())
          .extracting(name -> name.get(1))
          .isEqualTo(List.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"));
      assertThat(sandbox.trustManager().getAcceptedIssuers())
          .containsExactly(sandbox.certificate());
      HttpClient http = HttpClient.newBuilder().sslContext(sandbox.sslContext()).build();
      URI byName = URI.create("https://localhost:" + sandbox.baseUrl().getPort() + "/none");
      assertThat(
              http.send(HttpRequest.newBuilder(byName).build(), BodyHandlers.discarding())
                  .statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void trust_whenClearText_rejectedWithNextStep() {
    try (FreedomCardSandbox sandbox = FreedomCardSandbox.start()) {
      assertThatThrownBy(sandbox::trustManager)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("tls: off; set SandboxOptions.Builder.tls(true)");
    }
  }

  @Test
  void create_whenNoKeytool_saysSo(@TempDir Path directory) {
    Path missing = directory.resolve("keytool");
    assertThatThrownBy(() -> SandboxCertificate.create(missing, SandboxCertificate.LOOPBACK))
        .isInstanceOf(IOException.class)
        .hasMessage("this Java has no keytool: " + missing + "; use one that has, or clear text");
  }
}
