package io.github.freedomcard.sandbox;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static io.github.freedomcard.sandbox.SandboxCaller.CARD;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a web page of another origin, or another machine, can't do. */
class ControlSiteTest {

  private static final FreedomCardSandbox SANDBOX = FreedomCardSandbox.start();
  private static final FreedomCardSandbox WITH_TOKEN =
      FreedomCardSandbox.start(SandboxOptions.builder().controlToken("s3cret").build());

  @AfterAll
  static void close() {
    SANDBOX.close();
    WITH_TOKEN.close();
  }

  private static String exchange(FreedomCardSandbox sandbox, String request) throws IOException {
    int port = sandbox.baseUrl().getPort();
    SocketFactory sockets =
        sandbox.baseUrl().getScheme().equals("https")
            ? sandbox.sslContext().getSocketFactory()
            : SocketFactory.getDefault();
    try (Socket socket = sockets.createSocket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(60_000);
      String text = request.replace("{port}", Integer.toString(port)).replace("\n", "\r\n");
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  /** Returns the status of the response to a request with these header fields. */
  private static String status(FreedomCardSandbox sandbox, String line, String... fields)
      throws IOException {
    String all = Stream.of(fields).map(field -> field + "\n").collect(Collectors.joining());
    String host = all.contains("Host:") ? "" : "Host: 127.0.0.1:{port}\n";
    String response =
        exchange(sandbox, line + " HTTP/1.1\n" + host + all + "Connection: close\n\n");
    return response.split(" ", 3)[1];
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/__admin",
        "/__admin/",
        "/__admin/mappings",
        "//__admin/mappings",
        "/./__admin/mappings",
        "/v5/../__admin/mappings",
        "/v5/__admin/mappings",
        "/%5F%5Fadmin/mappings",
        "/__%61dmin/mappings",
        "/__ADMIN/mappings",
        "/__admin;a=b/mappings",
        "/__admin%2Fmappings",
        "/%u005F%u005Fadmin/mappings",
        "/%255F%255Fadmin/mappings",
        "/__admin?x=1",
        "/__admin/webapp/index.html",
      })
  void administration_inAnySpelling_isNotFound(String path) throws IOException {
    for (String method : new String[] {"GET", "POST", "DELETE", "OPTIONS"}) {
      assertThat(status(SANDBOX, method + " " + path)).isIn("404", "400", "405");
    }
  }

  @Test
  void administration_onWireMocksOwnPort_isNotFound() throws IOException {
    assertThat(ownPort("GET /__admin/mappings HTTP/1.1\r\nHost: localhost\r\n"))
        .startsWith("HTTP/1.1 404");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:{port}, 200",
    "127.0.0.1, 200",
    "127.8.8.8, 200",
    "localhost:{port}, 200",
    "LOCALHOST, 200",
    "[::1]:{port}, 200",
    "evil.example, 403",
    "evil.example:{port}, 403",
    "127.0.0.1.evil.example, 403",
    "localhost.evil.example, 403",
    "localhost@evil.example, 403",
    "[127.0.0.1], 403",
    "127.0.0.1 evil.example, 403",
    "10.0.0.1, 403",
    "2130706433, 403",
    "'', 403",
  })
  void host_whenNotOfLoopback_isRefused(String host, String status) throws IOException {
    for (String path : new String[] {"/", "/_sandbox", "/_sandbox/cards"}) {
      assertThat(status(SANDBOX, "GET " + path, "Host: " + host)).isEqualTo(status);
    }
    // Signed requests need no such check.
    assertThat(status(SANDBOX, "POST " + CARD + "block", "Host: " + host, "Content-Length: 0"))
        .isIn("415", "400");
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:{port}, 204",
    "http://evil.example, 403",
    "https://127.0.0.1:{port}, 403",
    "http://127.0.0.1:1, 403",
    "http://localhost:{port}, 403",
    "null, 403",
  })
  void origin_whenOther_isRefused(String origin, String status) throws IOException {
    assertThat(status(SANDBOX, "POST /_sandbox/reset", "Origin: " + origin)).isEqualTo(status);
  }

  /** A page can send them without asking first. */
  @Test
  void cardApi_whenCalledByAPageOfAnotherOrigin_isRefused() throws IOException {
    SANDBOX.faults().next("createClient", Fault.httpStatus(503));
    String line = "POST /v5/card-api/client/add";
    assertThat(status(SANDBOX, line, "Origin: http://evil.example", "Content-Length: 0"))
        .isEqualTo("403");
    assertThat(SANDBOX.faults().triggered()).isEmpty();
    assertThat(status(SANDBOX, line, "Content-Length: 0")).isEqualTo("503");
  }

  /** Stubs may respond with them, WireMock alone would serve them to anyone. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/__files/{file}",
        "/%5F%5Ffiles/{file}",
        "/v5/..;/__files/{file}",
        "/v5/../__files/{file}",
        "/v5/%2e%2e/__files/{file}"
      })
  void stubFile_inAnySpelling_isNotServed(String path) throws IOException {
    Path folder = Files.createDirectories(Path.of("src/test/resources/__files"));
    Path file = Files.createTempFile(folder, "secret", ".txt");
    try {
      Files.writeString(file, "canary");
      String name = file.getFileName().toString();
      assertThat(status(SANDBOX, "GET " + path.replace("{file}", name))).isEqualTo("404");
      assertThat(status(SANDBOX, "GET " + path.replace("{file}", name), "Host: evil.example"))
          .isIn("403", "404");
      String own = "GET " + path.replace("{file}", name) + " HTTP/1.1\r\nHost: a\r\n";
      assertThat(ownPort(own)).doesNotContain("canary");
      SANDBOX.wireMock().stubFor(get("/stub").willReturn(aResponse().withBodyFile(name)));
      assertThat(exchange(SANDBOX, "GET /stub HTTP/1.1\nHost: localhost\nConnection: close\n\n"))
          .contains("canary");
    } finally {
      SANDBOX.reset();
      Files.delete(file);
      Files.delete(folder);
    }
  }

  private static String ownPort(String head) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SANDBOX.wireMock().port())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write((head + "Connection: close\r\n\r\n").getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, 415",
    "application/x-www-form-urlencoded, 415",
    "'multipart/form-data; boundary=application/json', 415",
    "application/json, 201",
    "application/json; charset=utf-8, 201",
  })
  void post_whenNotJson_isRefused(String type, String status) throws IOException {
    String response =
        exchange(
            SANDBOX,
            "POST /_sandbox/cards HTTP/1.1\nHost: localhost\nConnection: close\nContent-Length: 2\n"
                + ("Content-Type: " + type + "\n\n{}"));
    assertThat(response).startsWith("HTTP/1.1 " + status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET http://evil.example/",
        "GET http://127.0.0.1/_sandbox",
        "CONNECT evil.example:443",
        "OPTIONS *",
        "GET ../../../etc/passwd",
      })
  void target_whenNotAPath_isRefused(String line) throws IOException {
    assertThat(status(SANDBOX, line)).isEqualTo("400");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/_sandbox/page/../SandboxOptions.class",
        "/_sandbox/page/..%2fcontrol.openapi.json",
        "/_sandbox/page/%2e%2e/control.openapi.json",
        "/_sandbox/page//etc/passwd",
        "/_sandbox/page/",
        "/_sandbox/page/index.html",
        "/_sandbox/page/x.js",
        "/_sandbox/../__files/x",
      })
  void file_whenNotOfThePage_isNotFound(String path) throws IOException {
    assertThat(status(SANDBOX, "GET " + path)).isEqualTo("404");
  }

  @Test
  void page_always_hasSecurityHeadersAndNoSecret() throws IOException {
    for (String path : new String[] {"/", "/_sandbox/page/page.js", "/_sandbox/page/page.css"}) {
      assertThat(
              exchange(
                  SANDBOX, "GET " + path + " HTTP/1.1\nHost: localhost\nConnection: close\n\n"))
          .startsWith("HTTP/1.1 200")
          .contains("Content-Security-Policy: default-src 'none';", "nosniff", "no-store")
          .doesNotContain(SandboxOptions.DEFAULT_SECRET_KEY);
    }
    assertThat(status(SANDBOX, "POST /")).isEqualTo("405");
    assertThat(exchange(SANDBOX, "HEAD / HTTP/1.1\nHost: localhost\nConnection: close\n\n"))
        .startsWith("HTTP/1.1 200")
        .endsWith("\r\n\r\n");
  }

  @Test
  void body_whenTooLong_isRefusedUnread() throws IOException {
    for (String path : new String[] {"/_sandbox/cards", CARD + "block"}) {
      assertThat(status(SANDBOX, "POST " + path, "Content-Length: 9000000")).isEqualTo("413");
      assertThat(status(SANDBOX, "POST " + path, "Content-Length: -1")).isEqualTo("413");
    }
    assertThat(exchange(SANDBOX, "GET /" + "a".repeat(70_000) + " HTTP/1.1\nHost: localhost\n\n"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 401",
    "Authorization: Bearer wrong, 401",
    "Authorization: Bearer s3cret2, 401",
    "Authorization: s3cret, 401",
    "Authorization: Bearer s3cret, 200",
  })
  void controlApi_whenTokenIsSet_requiresIt(String field, String status) throws IOException {
    String[] fields = field.isEmpty() ? new String[0] : new String[] {field};
    assertThat(status(WITH_TOKEN, "GET /_sandbox", fields)).isEqualTo(status);
    assertThat(status(WITH_TOKEN, "GET /_sandbox/openapi.json", fields)).isEqualTo(status);
    assertThat(status(WITH_TOKEN, "GET /", fields)).isEqualTo("200");
  }

  @Test
  void standalone_whenOnAnotherAddress_requiresAToken() {
    StandaloneOptions options =
        StandaloneOptions.of(new String[] {"--host", "0.0.0.0", "--port", "0"}, Map.of());
    assertThat(options.sandbox().controlToken()).hasSizeGreaterThanOrEqualTo(32);
  }

  /** WireMock might read such a head in another way than the check of its fields. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: localhost\nHost: localhost",
        "Host: localhost\nhost: example.org",
        "Host: localhost\nOrigin: http://localhost\nOrigin: http://example.org",
        "Host: localhost\nContent-Length: 0\nContent-Length: 0",
        "Host: localhost\nContent-Length: 0\nTransfer-Encoding: chunked",
        "Host: localhost\nTransfer-Encoding: gzip, chunked",
        "Host : localhost",
        "Host: localhost\n folded",
        "A: b\rHost: localhost",
        "Host: localhost\nno colon",
        "Host: localhost\nA: \0",
      })
  void head_whenAmbiguous_isRefused(String fields) throws IOException {
    for (String path : new String[] {"/_sandbox", CARD + "block"}) {
      assertThat(exchange(SANDBOX, "POST " + path + " HTTP/1.1\n" + fields + "\n\n"))
          .startsWith("HTTP/1.1 400 ")
          .contains("Connection: close", "application/problem+json");
    }
  }

  /** The byte 0x85 is a part of many letters in UTF-8. */
  @Test
  void field_whenAnotherContainsByte85_isNotHiddenInIt() throws IOException {
    assertThat(status(SANDBOX, "GET /_sandbox", "A: b\u0085Host: localhost", "Host: example.org"))
        .isEqualTo("403");
  }
}
