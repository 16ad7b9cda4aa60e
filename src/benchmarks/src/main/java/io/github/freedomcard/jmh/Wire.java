package io.github.freedomcard.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** How a call travels. */
public enum Wire {
  /** HTTP/1.1 in clear text. */
  CLEAR,
  /** HTTP/1.1 over TLS 1.3; the server offers no HTTP/2. */
  TLS,
  /** HTTP/2 over TLS 1.3, to clients that speak it. */
  H2;

  /** The key store of the server is also the trust store of every client. */
  private static final Path KEY_STORE = Path.of("target", "server.p12").toAbsolutePath();

  static final String PASSWORD = "changeit";

  String label() {
    return switch (this) {
      case CLEAR -> "clear text";
      case TLS -> "TLS";
      case H2 -> "HTTP/2";
    };
  }

  boolean isTls() {
    return this != CLEAR;
  }

  List<Protocol> protocols() {
    return this == H2 ? List.of(Protocol.HTTP_2, Protocol.HTTP_1_1) : List.of(Protocol.HTTP_1_1);
  }

  /** An OkHttp client for calls of many threads at a time. */
  OkHttpClient.Builder http(int concurrentCalls) {
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(concurrentCalls);
    dispatcher.setMaxRequestsPerHost(concurrentCalls);
    return new OkHttpClient.Builder()
        .dispatcher(dispatcher)
        .connectionPool(new ConnectionPool(concurrentCalls, 5, TimeUnit.MINUTES))
        .protocols(protocols());
  }

  /** The options of each measured JVM, so that it trusts the server. */
  static List<String> jvmArguments() {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + KEY_STORE,
        "-Djavax.net.ssl.trustStorePassword=" + PASSWORD,
        "-Dslf4j.internal.verbosity=ERROR");
  }

  /** Returns the key store; creates it if there is none. */
  static Path keyStore() throws IOException, InterruptedException {
    if (!Files.exists(KEY_STORE)) {
      Process keytool =
          new ProcessBuilder(
                  System.getProperty("java.home") + "/bin/keytool",
                  "-genkeypair",
                  "-alias",
                  "server",
                  "-keyalg",
                  "EC",
                  "-groupname",
                  "secp256r1",
                  "-dname",
                  "CN=localhost",
                  "-ext",
                  "san=ip:127.0.0.1",
                  "-validity",
                  "3650",
                  "-storetype",
                  "PKCS12",
                  "-keystore",
                  KEY_STORE.toString(),
                  "-storepass",
                  PASSWORD)
              .inheritIO()
              .start();
      if (keytool.waitFor() != 0) {
        throw new IOException("keytool failed");
      }
    }
    return KEY_STORE;
  }
}
