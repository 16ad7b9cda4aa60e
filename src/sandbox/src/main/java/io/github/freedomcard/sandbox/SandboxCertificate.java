package io.github.freedomcard.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * The self-signed certificate of the sandboxes that serve TLS.
 *
 * @param serverContext has the private key
 * @param clientContext trusts the certificate alone
 */
record SandboxCertificate(
    X509Certificate certificate,
    X509TrustManager trustManager,
    SSLContext serverContext,
    SSLContext clientContext) {

  /** The names of every certificate, in the syntax of keytool. */
  static final Set<String> LOOPBACK =
      Collections.unmodifiableSet(
          new LinkedHashSet<>(List.of("dns:localhost", "ip:127.0.0.1", "ip:0:0:0:0:0:0:0:1")));

  private static final Path KEYTOOL = Path.of(System.getProperty("java.home"), "bin", "keytool");
  private static final String ALIAS = "sandbox";

  /** Of a file that is deleted at once. */
  private static final String PASSWORD = "sandbox";

  /**
   * Returns the certificate for a sandbox: the shared one, or one of its own if it is called by
   * other names than those of the loopback address.
   *
   * @throws IllegalStateException if it can't be created
   */
  static SandboxCertificate of(SandboxOptions options) {
    Set<String> names = new LinkedHashSet<>(LOOPBACK);
    if (!options.address().isAnyLocalAddress()) {
      names.add(HostNames.alternativeName(options.host()));
    }
    options.allowedHosts().forEach(host -> names.add(HostNames.alternativeName(host)));
    if (names.size() == LOOPBACK.size()) {
      return shared();
    }
    try {
      return create(KEYTOOL, names);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("tls: no certificate: " + e, e);
    }
  }

  /**
   * Returns the certificate of this JVM; its sandboxes on the loopback address share one, because
   * keytool takes most of a second.
   */
  private static SandboxCertificate shared() {
    if (Created.CERTIFICATE == null) {
      throw new IllegalStateException("tls: no certificate: " + Created.FAILURE, Created.FAILURE);
    }
    return Created.CERTIFICATE;
  }

  /** The result of the only attempt. */
  private static final class Created {

    static final @Nullable SandboxCertificate CERTIFICATE;
    static final @Nullable Exception FAILURE;

    static {
      SandboxCertificate certificate = null;
      Exception failure = null;
      try {
        certificate = create(KEYTOOL, LOOPBACK);
      } catch (IOException | GeneralSecurityException | RuntimeException e) {
        // Thrown from here, it would hide behind a NoClassDefFoundError from the second use on.
        failure = e;
      }
      CERTIFICATE = certificate;
      FAILURE = failure;
    }
  }

  /**
   * Creates a key and its certificate, which is valid for ten years.
   *
   * @param names in the syntax of keytool
   */
  static SandboxCertificate create(Path keytool, Set<String> names)
      throws IOException, GeneralSecurityException {
    KeyStore keys = generate(keytool, names);
    X509Certificate certificate = (X509Certificate) keys.getCertificate(ALIAS);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(ALIAS, certificate);
    KeyManagerFactory keyManagers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keyManagers.init(keys, PASSWORD.toCharArray());
    TrustManagerFactory trustManagers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trustManagers.init(trusted);
    return new SandboxCertificate(
        certificate,
        (X509TrustManager) trustManagers.getTrustManagers()[0],
        context(keyManagers.getKeyManagers(), null),
        context(null, trustManagers.getTrustManagers()));
  }

  private static SSLContext context(KeyManager @Nullable [] keys, TrustManager @Nullable [] trusted)
      throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, trusted, null);
    return context;
  }

  private static KeyStore generate(Path keytool, Set<String> names)
      throws IOException, GeneralSecurityException {
    Path directory = Files.createTempDirectory("freedom-card-sandbox");
    Path file = directory.resolve("keys.p12");
    try {
      run(keytool, names, file);
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(file)) {
        keys.load(in, PASSWORD.toCharArray());
      }
      return keys;
    } finally {
      Files.deleteIfExists(file);
      Files.delete(directory);
    }
  }

  private static void run(Path keytool, Set<String> names, Path file) throws IOException {
    ProcessBuilder command =
        new ProcessBuilder(
                List.of(
                    keytool.toString(),
                    // Compiling it would take longer than running it.
                    "-J-XX:TieredStopAtLevel=1",
                    "-genkeypair",
                    "-alias",
                    ALIAS,
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-dname",
                    "CN=Freedom Card sandbox",
                    "-ext",
                    "san=" + String.join(",", names),
                    // With it, clients in any language accept the certificate as its own issuer.
                    "-ext",
                    "bc:c",
                    "-validity",
                    "3650",
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    PASSWORD,
                    "-keystore",
                    file.toString()))
            .redirectErrorStream(true);
    // An agent of this JVM, such as a debugger, is not meant for keytool.
    command.environment().remove("JAVA_TOOL_OPTIONS");
    Process process;
    try {
      process = command.start();
    } catch (IOException e) {
      throw new IOException(
          "this Java has no keytool: " + keytool + "; use one that has, or clear text", e);
    }
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    // Not waitFor: an interrupt would be the result of the only attempt.
    int exitCode = process.onExit().join().exitValue();
    if (exitCode != 0) {
      throw new IOException("keytool: exit code " + exitCode + ": " + output.strip());
    }
  }

  /**
   * Writes it to a file, for clients in any language. The port is bound before, so that a second
   * sandbox does not replace the file of the first.
   *
   * @param file null for none
   * @param proxy closed if the file can't be written
   */
  void write(@Nullable Path file, FaultProxy proxy) {
    try {
      if (file != null) {
        Files.writeString(file, pem());
      }
    } catch (IOException e) {
      proxy.close();
      throw new UncheckedIOException("--tls: cannot write the certificate: " + e, e);
    }
  }

  private String pem() {
    try {
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * An HTTP client that the caller may replace by one of its own. The card client does not close
   * it, so it has no thread that keeps the JVM alive, and few connections.
   */
  OkHttpClient newHttpClient() {
    okhttp3.Dispatcher dispatcher =
        new okhttp3.Dispatcher(
            Executors.newCachedThreadPool(
                task -> {
                  Thread thread = new Thread(task, "sandbox-client");
                  thread.setDaemon(true);
                  return thread;
                }));
    dispatcher.setMaxRequestsPerHost(dispatcher.getMaxRequests());
    return new OkHttpClient.Builder()
        .dispatcher(dispatcher)
        .connectionPool(new ConnectionPool(5, 4, TimeUnit.SECONDS))
        .sslSocketFactory(clientContext().getSocketFactory(), trustManager())
        .protocols(List.of(Protocol.HTTP_1_1))
        .build();
  }
}
