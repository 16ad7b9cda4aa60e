package io.github.freedomcard.campaign;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real PostgreSQL server that can be killed and restarted on its data. */
final class PostgresServer implements AutoCloseable {

  private final Path folder;
  private final String program;
  private final int port;
  private Process process;

  private PostgresServer(Path folder, String program, int port) throws IOException {
    this.folder = folder;
    this.program = program;
    this.port = port;
    this.process = start();
  }

  /**
   * Creates a database and starts its server. The library unpacks the program and creates the data;
   * it would start the server without fsync.
   */
  static PostgresServer create(Path folder) throws IOException, InterruptedException {
    ProcessBuilder.Redirect log = log(folder);
    int port;
    String program;
    try (EmbeddedPostgres first =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.resolve("data"))
            .setCleanDataDirectory(false)
            .setOutputRedirector(log)
            .setErrorRedirector(log)
            .start()) {
      port = first.getPort();
      long pid =
          Long.parseLong(Files.readAllLines(folder.resolve("data/postmaster.pid")).get(0).trim());
      program = ProcessHandle.of(pid).flatMap(each -> each.info().command()).orElseThrow();
    }
    PostgresServer server = new PostgresServer(folder, program, port);
    // It would outlive a campaign that is interrupted.
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    server.awaitStart();
    return server;
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres&socketTimeout=20";
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url());
  }

  /** Kills the server and all its processes with SIGKILL. */
  void kill() throws InterruptedException {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    process.waitFor();
  }

  /** Starts the killed server again, which recovers its data, and waits until it is ready. */
  void restart() throws IOException, InterruptedException {
    process = start();
    awaitStart();
  }

  private Process start() throws IOException {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      // The server refuses to run as root; in a namespace of its own it has no such user.
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(
        List.of(
            program,
            "-D",
            folder.resolve("data").toString(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "max_connections=60"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    return builder.redirectOutput(log(folder)).start();
  }

  private static ProcessBuilder.Redirect log(Path folder) {
    return ProcessBuilder.Redirect.appendTo(folder.resolve("postgres.log").toFile());
  }

  /** A start fails while a process of the killed server still has its shared memory. */
  private void awaitStart() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      try (Connection connection = connect()) {
        connection.isValid(5);
        return;
      } catch (SQLException e) {
        if (System.nanoTime() > deadline) {
          throw new IOException("PostgreSQL does not start; see " + folder, e);
        }
        if (!process.isAlive()) {
          process = start();
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
