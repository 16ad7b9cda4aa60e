import io.github.freedomcard.sandbox.FreedomCardSandbox;
import io.github.freedomcard.sandbox.SandboxOptions;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The application in a JVM of its own. */
final class Application implements AutoCloseable {

  private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final URI url;

  private Application(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /** Starts it with the jars that match, and waits until it serves. */
  static Application start(FreedomCardSandbox sandbox, Predicate<String> jars, List<String> options)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath(jars)));
    command.addAll(options);
    command.add("application.CardService");
    command.add("--freedom-card.base-url=" + sandbox.baseUrl());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // Not arguments, which the agent exports.
    builder.environment().put("FREEDOM_CARD_AUTH_ID", SandboxOptions.DEFAULT_AUTH_ID);
    builder.environment().put("FREEDOM_CARD_SECRET_KEY", SandboxOptions.DEFAULT_SECRET_KEY);
    Process process = builder.start();
    BufferedReader output = process.inputReader();
    StringBuilder log = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      log.append(line).append('\n');
      Matcher started = STARTED.matcher(line);
      if (started.find()) {
        Thread rest = new Thread(() -> output.lines().forEach(System.out::println));
        rest.setDaemon(true);
        rest.start();
        return new Application(process, URI.create("http://127.0.0.1:" + started.group(1)));
      }
    }
    throw new IllegalStateException("not started:\n" + log);
  }

  private static String classPath(Predicate<String> jars) throws IOException {
    String resolved = Files.readString(Path.of("target", "class-path.txt")).strip();
    return Stream.concat(
            Stream.of(Path.of("target", "classes").toString()),
            Stream.of(resolved.split(File.pathSeparator))
                .filter(jar -> jars.test(Path.of(jar).getFileName().toString())))
        .collect(Collectors.joining(File.pathSeparator));
  }

  String post(String path, Map<String, String> form) throws IOException, InterruptedException {
    String body =
        form.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(url.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  String scrape() throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(url.resolve("/actuator/prometheus")));
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
  }

  /** Stops it as a deployment does, which exports the spans that are left. */
  @Override
  public void close() throws InterruptedException {
    process.toHandle().destroy(); // unlike Process.destroy, leaves its output open
    process.waitFor();
  }
}
