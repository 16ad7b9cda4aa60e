package io.github.freedomcard.wire;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.FreedomCardClientBuilder;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.testing.RawServer;
import io.github.freedomcard.testing.TlsCertificate;
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
    return builder(server, http).retryPolicy(RetryPolicy.none()).build();
  }

  static FreedomCardClientBuilder builder(RawServer server, OkHttpClient http) {
    return FreedomCardClient.builder()
        .baseUrl(server.baseUrl())
        .credentials("id", "key")
        .httpClient(http);
  }
}
