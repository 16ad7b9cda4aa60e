package io.github.freedomcard.gateway;

import io.github.freedomcard.testing.TlsCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An nginx of its own on the loopback address: it terminates TLS and forwards to one server. */
final class Nginx implements AutoCloseable {

  private final Path folder;
  private final Process process;
  private final int port;

  private Nginx(Path folder, Process process, int port) {
    this.folder = folder;
    this.process = process;
    this.port = port;
  }

  /** The program, if it is installed. */
  static Optional<Path> program() {
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin";
    return Stream.of(path.split(":"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "nginx"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts nginx in front of a server of this machine. */
  static Nginx start(Path program, int upstreamPort) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("nginx");
    TlsCertificate.get().writePem(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
    int port = freePort();
    Path configuration = folder.resolve("nginx.conf");
    Files.writeString(configuration, configuration(folder, port, upstreamPort));
    Process process =
        new ProcessBuilder(
                List.of(
                    program.toString(),
                    "-p",
                    folder.toString(),
                    "-e",
                    folder.resolve("error.log").toString(),
                    "-c",
                    configuration.toString()))
            .inheritIO()
            .start();
    Nginx nginx = new Nginx(folder, process, port);
    nginx.awaitStart();
    return nginx;
  }

  /** The defaults of the Debian package, with HTTP/2 and connections kept to the server. */
  private static String configuration(Path folder, int port, int upstreamPort) {
    return """
        daemon off;
        %1$s
        worker_processes 2;
        pid %2$s/nginx.pid;
        events { worker_connections 1024; }
        http {
          access_log off;
          client_body_temp_path %2$s/body;
          proxy_temp_path %2$s/proxy;
          fastcgi_temp_path %2$s/fastcgi;
          uwsgi_temp_path %2$s/uwsgi;
          scgi_temp_path %2$s/scgi;
          upstream api { server 127.0.0.1:%4$d; keepalive 64; }
          server {
            listen 127.0.0.1:%3$d ssl http2;
            ssl_certificate %2$s/certificate.pem;
            ssl_certificate_key %2$s/key.pem;
            location / {
              proxy_pass http://api;
              proxy_http_version 1.1;
              proxy_set_header Connection "";
            }
          }
        }
        """
        .formatted(
            "root".equals(System.getProperty("user.name")) ? "user root;" : "",
            folder,
            port,
            upstreamPort);
  }

  String baseUrl() {
    return "https://127.0.0.1:" + port;
  }

  /** Replaces the workers; the old ones end their connections. */
  void reload() {
    signal("HUP");
  }

  @Override
  public void close() throws IOException {
    signal("TERM");
    process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join().destroyForcibly();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private void signal(String name) {
    try {
      int status =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
      if (status != 0) {
        throw new IllegalStateException("nginx has ended");
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitStart() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (System.nanoTime() < deadline && process.isAlive()) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
        return;
      } catch (IOException notYet) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    }
    throw new IllegalStateException("nginx did not start; see " + folder.resolve("error.log"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
