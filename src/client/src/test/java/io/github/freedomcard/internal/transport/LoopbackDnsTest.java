package io.github.freedomcard.internal.transport;

import static io.github.freedomcard.testing.RawServer.http;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.freedomcard.testing.RawServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clear text never leaves this machine. */
@Timeout(60)
class LoopbackDnsTest {

  private static OkHttpClient client(Dns dns) {
    return LoopbackDns.confine(new OkHttpClient.Builder().dns(dns).build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "10.0.0.1", "0.0.0.0", "::", "fe80::1", "::ffff:192.0.2.1"})
  void lookup_whenAnyAddressIsNotLoopback_failsBeforeConnecting(String address) throws IOException {
    InetAddress elsewhere = InetAddress.getByName(address);
    List<String> lookups = new ArrayList<>();
    Dns poisoned =
        host -> {
          lookups.add(host);
          return List.of(InetAddress.getLoopbackAddress(), elsewhere);
        };
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", "{}"))) {
      HttpUrl url = HttpUrl.get("http://localhost:" + URI.create(server.baseUrl()).getPort() + "/");
      assertThatThrownBy(() -> get(client(poisoned), url))
          .isInstanceOf(UnknownHostException.class)
          .hasMessage("localhost: not a loopback address; use https");
      assertThat(lookups).containsExactly("localhost");
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void lookup_whenAllAddressesAreLoopback_connects() throws IOException {
    Dns both =
        host -> List.of(InetAddress.getLoopbackAddress(), InetAddress.getByName("127.8.9.10"));
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", "{}"))) {
      HttpUrl url = HttpUrl.get("http://localhost:" + URI.create(server.baseUrl()).getPort() + "/");
      get(client(both), url);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void confine_whenTheClientHasAProxy_connectsDirectly() throws IOException {
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", "{}"));
        RawServer proxy = RawServer.start((n, request) -> http("200 OK", "{}"))) {
      Proxy through =
          new Proxy(
              Proxy.Type.HTTP,
              new InetSocketAddress(
                  InetAddress.getLoopbackAddress(), URI.create(proxy.baseUrl()).getPort()));
      OkHttpClient own = new OkHttpClient.Builder().proxy(through).build();
      OkHttpClient selecting = new OkHttpClient.Builder().proxySelector(always(through)).build();
      for (OkHttpClient client : List.of(own, selecting)) {
        get(LoopbackDns.confine(client), HttpUrl.get(server.baseUrl()));
      }
      assertThat(proxy.connections()).isZero();
      assertThat(server.requests()).hasSize(2);
    }
  }

  private static ProxySelector always(Proxy proxy) {
    return new ProxySelector() {
      @Override
      public List<Proxy> select(URI uri) {
        return List.of(proxy);
      }

      @Override
      public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
    };
  }

  @Test
  void confine_always_keepsPoolAndDispatcher() {
    OkHttpClient own = new OkHttpClient();
    OkHttpClient confined = LoopbackDns.confine(own);
    assertThat(confined.connectionPool()).isSameAs(own.connectionPool());
    assertThat(confined.dispatcher()).isSameAs(own.dispatcher());
  }

  private static void get(OkHttpClient client, HttpUrl url) throws IOException {
    try (var response = client.newCall(new Request.Builder().url(url).build()).execute()) {
      assertThat(response.code()).isEqualTo(200);
    }
  }
}
