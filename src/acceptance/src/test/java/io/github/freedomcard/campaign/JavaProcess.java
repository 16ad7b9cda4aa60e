package io.github.freedomcard.campaign;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM of the campaign, which can be killed and paused. It ends when its standard input ends. */
final class JavaProcess implements AutoCloseable {

  private final Process process;

  private JavaProcess(Process process) {
    this.process = process;
  }

  /** Starts a small JVM; its output is appended to a log in the folder. */
  static JavaProcess start(Path folder, String log, Class<?> main, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            // The sandbox keeps all requests.
            main == SandboxProcess.class ? "-Xmx512m" : "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel="
                + System.getProperty("campaign.log", "error"),
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-D" + Settings.WITHOUT + "=" + System.getProperty(Settings.WITHOUT, ""),
            "-cp",
            classPath(),
            main.getName(),
            folder.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve(log + ".log").toFile()));
    return new JavaProcess(builder.start());
  }

  /** Under exec:java the classes come from a class loader of Maven. */
  private static String classPath() {
    return JavaProcess.class.getClassLoader() instanceof URLClassLoader loader
        ? Stream.of(loader.getURLs())
            .map(url -> Path.of(URI.create(url.toString())).toString())
            .collect(Collectors.joining(File.pathSeparator))
        : System.getProperty("java.class.path");
  }

  /** Acts on each line from the campaign, and ends with it, however that ends. */
  static void exitWithParent(Runnable onLine) throws IOException {
    while (true) {
      int read = System.in.read();
      if (read < 0) {
        Runtime.getRuntime().halt(0);
      }
      if (read == '\n') {
        onLine.run();
      }
    }
  }

  /** Sends an empty line. */
  void sendLine() throws IOException {
    process.getOutputStream().write("\n".getBytes(StandardCharsets.US_ASCII));
    process.getOutputStream().flush();
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Asks a worker to close, and waits until it has ended. */
  void end() throws IOException, InterruptedException {
    sendLine();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      throw new IOException("the process does not end: " + pid());
    }
  }

  /** Kills with SIGKILL and waits for the end. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void pause() throws IOException, InterruptedException {
    signal("-STOP");
  }

  void resume() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    int status = new ProcessBuilder("kill", signal, Long.toString(pid())).start().waitFor();
    if (status != 0) {
      throw new IOException("kill " + signal + " " + pid() + ": " + status);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
