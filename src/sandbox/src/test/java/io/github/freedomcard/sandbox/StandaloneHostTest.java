package io.github.freedomcard.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.model.gift.ListGiftCardProductsRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses, names and the certificate of the standalone sandbox. */
class StandaloneHostTest {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  private FreedomCardSandbox start(String... arguments) {
    return Standalone.start(
        StandaloneOptions.of(
            Stream.concat(Stream.of("--port=0"), Stream.of(arguments)).toArray(String[]::new),
            Map.of()),
        new PrintStream(written, true, UTF_8));
  }

  private static void assertServes(FreedomCardSandbox sandbox) {
    try (FreedomCardClient client = sandbox.newClient()) {
      assertThat(
              client
                  .listGiftCardProducts(ListGiftCardProductsRequest.builder().build())
                  .productList())
          .isNotEmpty();
    }
  }

  private static boolean hasIpv6() throws IOException {
    return NetworkInterface.getByInetAddress(InetAddress.getAllByName("::1")[0]) != null;
  }

  private static void connect(String address, int port) throws IOException {
    new Socket(InetAddress.getByName(address), port).close();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, http://127.0.0.1:",
    "localhost, http://localhost:",
    "0.0.0.0, http://127.0.0.1:",
    "::, http://127.0.0.1:",
    "::1, http://[::1]:"
  })
  void host_always_isServedAtBaseUrlAlsoAfterRefusing(String host, String baseUrl)
      throws IOException {
    assumeThat(host.equals("::1") && !hasIpv6()).isFalse();
    try (FreedomCardSandbox sandbox = start("--host", host)) {
      assertThat(sandbox.baseUrl().toString()).startsWith(baseUrl);
      assertServes(sandbox);
      sandbox.faults().refuseConnections();
      assertThatThrownBy(() -> connect(sandbox.baseUrl().getHost(), sandbox.baseUrl().getPort()))
          .isInstanceOf(ConnectException.class);
      sandbox.faults().clear();
      assertServes(sandbox);
    }
  }

  /** On Linux, all of 127.0.0.0/8 are addresses of the machine. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void host_whenAllAddresses_wireMockStaysOnLoopback() throws IOException {
    try (FreedomCardSandbox sandbox = start("--host", "0.0.0.0")) {
      connect("127.0.0.2", sandbox.baseUrl().getPort());
      assertThatThrownBy(() -> connect("127.0.0.2", sandbox.wireMock().port()))
          .isInstanceOf(ConnectException.class);
    }
    try (FreedomCardSandbox sandbox = start("--host", "127.0.0.2")) {
      assertServes(sandbox);
      assertThatThrownBy(() -> connect("127.0.0.1", sandbox.baseUrl().getPort()))
          .isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void start_whenLoopback_noWarningAndNoToken() {
    start().close();
    assertThat(written.toString(UTF_8)).doesNotContain("WARNING", "Control token", "Certificate");
  }

  @Test
  void start_whenOtherHost_warnsAndPrintsRandomToken() {
    start("--host", "0.0.0.0").close();
    assertThat(written.toString(UTF_8))
        .containsPattern("(?m)^Control token [0-9a-f]{32}$")
        .contains(
            "WARNING: listens on 0.0.0.0; other machines may reach it, in clear text; use --tls.\n");
  }

  @Test
  void start_whenTokenIsGiven_notPrinted() {
    start("--host=0.0.0.0", "--control-token=hush-hush").close();
    assertThat(written.toString(UTF_8))
        .contains("Control token given, not printed\n")
        .doesNotContain("hush-hush");
  }

  @Test
  void tls_always_certificateInFileNamesAllHosts(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("sandbox.pem");
    try (FreedomCardSandbox sandbox =
        start(
            "--tls=" + file,
            "--host=0.0.0.0",
            "--allow-host=sandbox,3d.Example.com,10.0.0.7,fe80::7")) {
      X509Certificate certificate;
      try (InputStream pem = Files.newInputStream(file)) {
        certificate =
            (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
      }
      assertThat(certificate).isEqualTo(sandbox.certificate());
      assertThat(certificate.getSubjectAlternativeNames())
          .extracting(name -> name.get(1))
          .isEqualTo(
              List.of(
                  "localhost",
                  "127.0.0.1",
                  "0:0:0:0:0:0:0:1",
                  "sandbox",
                  "3d.example.com",
                  "10.0.0.7",
                  "fe80:0:0:0:0:0:0:7"));
      assertServes(sandbox);
      assertThat(written.toString(UTF_8))
          .contains("Certificate " + file + "\n", "curl -sS --cacert '" + file + "' https://")
          .contains("WARNING: listens on 0.0.0.0; other machines may reach it.\n");
    }
  }

  /** As Python 3.13 and newer do by default. */
  @Test
  void tls_whenPythonIsStrict_certificateIsTrusted(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("sandbox.pem");
    try (FreedomCardSandbox sandbox = start("--tls=" + file)) {
      String program =
          """
          import ssl, sys, urllib.error, urllib.request
          context = ssl.create_default_context(cafile=sys.argv[1])
          context.verify_flags |= ssl.VERIFY_X509_STRICT
          try:
              urllib.request.urlopen(sys.argv[2], context=context)
          except urllib.error.HTTPError as response:
              print("HTTP", response.code)
          """;
      Process python;
      try {
        python =
            new ProcessBuilder(
                    "python3", "-c", program, file.toString(), sandbox.baseUrl() + "/none")
                .redirectErrorStream(true)
                .start();
      } catch (IOException absent) {
        assumeThat(absent).isNull();
        return;
      }
      assertThat(new String(python.getInputStream().readAllBytes(), UTF_8)).startsWith("HTTP 404");
    }
  }

  @Test
  void tls_whenFileCannotBeWritten_saysSoAndStops(@TempDir Path directory) {
    assertThatThrownBy(() -> start("--tls=" + directory))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("--tls: cannot write the certificate: ")
        .hasMessageContaining(directory.toString());
  }
}
