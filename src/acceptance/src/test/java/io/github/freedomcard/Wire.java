package io.github.freedomcard;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.sandbox.FreedomCardSandbox;
import io.github.freedomcard.sandbox.SandboxOptions;
import java.util.List;
import java.util.Set;
import okhttp3.Connection;
import okhttp3.ConnectionSpec;
import okhttp3.Handshake;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** What a client and the sandbox speak with each other. */
public enum Wire {
  HTTP_1_1("http/1.1"),
  TLS_HTTP_1_1("http/1.1 over TLSv1.3"),
  TLS_HTTP_2("h2 over TLSv1.3");

  private final String spoken;

  Wire(String spoken) {
    this.spoken = spoken;
  }

  /** Returns what {@link #http} notes when a request is sent. */
  String spoken() {
    return spoken;
  }

  /** Starts a sandbox that speaks this among others. */
  FreedomCardSandbox start() {
    return FreedomCardSandbox.start(sandbox().build());
  }

  /** Returns the options of a sandbox that speaks this among others. */
  public SandboxOptions.Builder sandbox() {
    return SandboxOptions.builder().tls(this != HTTP_1_1);
  }

  /** Returns a client that trusts the sandbox, and speaks this if the sandbox agrees. */
  public OkHttpClient.Builder http(FreedomCardSandbox sandbox) {
    if (this == HTTP_1_1) {
      return new OkHttpClient.Builder();
    }
    return new OkHttpClient.Builder()
        .sslSocketFactory(sandbox.sslContext().getSocketFactory(), sandbox.trustManager())
        .connectionSpecs(List.of(ConnectionSpec.RESTRICTED_TLS))
        .protocols(
            this == TLS_HTTP_2
                ? List.of(Protocol.HTTP_2, Protocol.HTTP_1_1)
                : List.of(Protocol.HTTP_1_1));
  }

  /** Returns {@link #http}, which notes what it speaks at each request. */
  OkHttpClient.Builder http(FreedomCardSandbox sandbox, Set<String> spoken) {
    return http(sandbox)
        .addNetworkInterceptor(
            chain -> {
              Connection connection = requireNonNull(chain.connection());
              Handshake handshake = connection.handshake();
              spoken.add(
                  connection.protocol()
                      + (handshake == null ? "" : " over " + handshake.tlsVersion().javaName()));
              return chain.proceed(chain.request());
            });
  }
}
