package io.github.freedomcard.wire;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.testing.RawServer;
import io.github.freedomcard.testing.TlsCertificate;
import java.time.Duration;
import okhttp3.OkHttpClient;

/** HTTP/1.1 in clear text, or over TLS 1.3. */
enum HttpTransport {
  CLEAR,
  TLS;

  RawServer serve(RawServer.Script script) {
    return RawServer.start(this == TLS, script);
  }

  RawServer serveConnections(RawServer.ConnectionScript script) {
    return RawServer.startConnections(this == TLS, script);
  }

  /** An HTTP client that trusts the server. */
  static OkHttpClient.Builder http() {
    return TlsCertificate.get().trust(new OkHttpClient.Builder());
  }

  /** A client that makes one attempt and queries no status. */
  static FreedomCardClient client(RawServer server, OkHttpClient http) {
    return FreedomCardClient.builder()
        .baseUrl(server.baseUrl())
        .credentials("id", "key")
        // Long enough for the first handshake of a JVM.
        .attemptTimeout(Duration.ofSeconds(3))
        .retryPolicy(RetryPolicy.none())
        .httpClient(http)
        .build();
  }
}
