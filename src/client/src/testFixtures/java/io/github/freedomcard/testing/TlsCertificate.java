package io.github.freedomcard.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/**
 * A self-signed certificate for {@code localhost}, {@code 127.0.0.1} and {@code 127.0.0.2}, made
 * once per JVM by the JDK's {@code keytool}. Only the contexts and clients made here trust it;
 * nothing JVM-wide changes.
 */
public final class TlsCertificate {

  private static final class Holder {
    static final TlsCertificate CERTIFICATE = new TlsCertificate();
  }

  private static final String PASSWORD = "password";

  private final KeyStore keys;
  private final SSLContext context;
  private final X509TrustManager trustManager;

  private TlsCertificate() {
    try {
      keys = keyStore();
      KeyManagerFactory own =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      own.init(keys, PASSWORD.toCharArray());
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("server", keys.getCertificate("server"));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      trustManager = (X509TrustManager) trust.getTrustManagers()[0];
      context = SSLContext.getInstance("TLS");
      context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the certificate of this JVM. */
  public static TlsCertificate get() {
    return Holder.CERTIFICATE;
  }

  /** The context for a server that presents the certificate. */
  public SSLContext context() {
    return context;
  }

  /** Writes certificate and key as a server in another process reads them. */
  public void writePem(Path certificate, Path key) throws IOException {
    try {
      Files.writeString(
          certificate, pem("CERTIFICATE", keys.getCertificate("server").getEncoded()));
      Files.writeString(
          key, pem("PRIVATE KEY", keys.getKey("server", PASSWORD.toCharArray()).getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String type, byte[] bytes) {
    return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
        .formatted(type, Base64.getMimeEncoder().encodeToString(bytes));
  }

  /** Lets an HTTP client trust the certificate. */
  public OkHttpClient.Builder trust(OkHttpClient.Builder builder) {
    return builder.sslSocketFactory(context.getSocketFactory(), trustManager);
  }

  private static KeyStore keyStore() throws IOException, GeneralSecurityException {
    Path folder = Files.createTempDirectory("tls-certificate");
    Path file = folder.resolve("keys.p12");
    try {
      keytool(file);
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(file)) {
        keys.load(in, PASSWORD.toCharArray());
      }
      return keys;
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  private static void keytool(Path file) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
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
                    "SAN=dns:localhost,ip:127.0.0.1,ip:127.0.0.2",
                    "-ext",
                    "BC:critical=ca:true",
                    // A day back, in case the clock is set back.
                    "-startdate",
                    "-1d",
                    "-validity",
                    "30",
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    PASSWORD,
                    "-keystore",
                    file.toString()))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException("keytool failed: " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
