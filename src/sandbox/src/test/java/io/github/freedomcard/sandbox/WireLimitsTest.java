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
import java.net.Socket;
import java.net.SocketException;
import java.security.SecureRandom;
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
