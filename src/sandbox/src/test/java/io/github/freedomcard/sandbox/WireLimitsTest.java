package io.github.freedomcard.sandbox;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a broken or hostile client can't do to the others. */
class WireLimitsTest {

  private final FreedomCardSandbox sandbox = FreedomCardSandbox.start();

  @AfterEach
  void close() {
    sandbox.close();
  }

  private Socket connect() throws IOException {
    return connect(sandbox.baseUrl().getPort());
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.replace("\n", "\r\n").getBytes(ISO_8859_1));
  }

  @Test
  @SuppressWarnings("NullAway") // No request is read.
  void connection_whenMemoryRunsOut_closedAndLaterOnesAccepted() throws IOException {
    SSLContext exhausted = new SSLContext(new ExhaustedTls(), null, "TLS") {};
    try (FaultProxy proxy =
        new FaultProxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), exhausted)) {
      proxy.start(1, null);
      for (int i = 0; i < 2; i++) {
        try (Socket socket = connect(proxy.port())) {
          assertThat(socket.getInputStream().read()).isNegative();
        }
      }
      assertThat(proxy.openConnections()).isZero();
    }
  }

  @Test
  void connection_whenServingFails_reset() throws IOException {
    sandbox
        .wireMock()
        .stubFor(
            any(anyUrl())
                .willReturn(okJson("{}").withHeader(FaultProxy.DELIVERY, "delay of no number")));
    try (Socket socket = connect()) {
      send(socket, "GET /v5/x HTTP/1.1\nHost: localhost\n\n");
      assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void request_whenItsBodyIsLate_delaysNoOther() throws IOException {
    List<Socket> late = new ArrayList<>();
    try {
      // More than WireMock has threads.
      for (int i = 0; i < 150; i++) {
        late.add(connect());
        send(late.get(i), "POST /v5/x HTTP/1.1\nHost: localhost\nContent-Length: 2\n\n1");
      }
      try (Socket socket = connect()) {
        for (int i = 0; i < 150; i++) {
          send(socket, "HEAD /v5/x HTTP/1.1\nHost: localhost\n\n");
          assertThat(HttpHead.read(socket.getInputStream()).status()).isEqualTo("404");
        }
      }
    } finally {
      for (Socket socket : late) {
        socket.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x\n", "1\naX\n", "ffffffffff\n"})
  void request_whenItsChunksAreMalformed_closedUnprocessed(String chunk) throws IOException {
    try (Socket socket = connect()) {
      send(socket, "POST /v5/x HTTP/1.1\nHost: localhost\nTransfer-Encoding: chunked\n\n" + chunk);
      assertThat(socket.getInputStream().read()).isNegative();
    }
    assertThat(sandbox.wireMock().getAllServeEvents()).isEmpty();
  }

  @Test
  void client_whenItTakesTooLong_isCut() throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket = connect(listener.getLocalPort())) {
      ClientSocket client = new ClientSocket(listener.accept(), null);
      CompletableFuture<Void> limit = client.cutAfter(Duration.ofMillis(1));
      assertThat(socket.getInputStream().read()).isNegative();
      assertThat(limit).isCompletedExceptionally();
    }
  }

  /** Fails as if no memory were left. */
  private static final class ExhaustedTls extends SSLContextSpi {

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
      throw new OutOfMemoryError("unable to create native thread");
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {}

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
      throw new UnsupportedOperationException();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
      throw new UnsupportedOperationException();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
      throw new UnsupportedOperationException();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
      throw new UnsupportedOperationException();
    }
  }
}
