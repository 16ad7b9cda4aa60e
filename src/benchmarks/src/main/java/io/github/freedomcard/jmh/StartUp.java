package io.github.freedomcard.jmh;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Measures the time from the start of a JVM to its first completed call; the callers alternate. */
final class StartUp {

  private static final Pattern SOURCE = Pattern.compile(" source: (?:jar:)?file:([^!]+)");

  private final String java;
  private final Map<String, String> classPaths = new LinkedHashMap<>();

  StartUp(Path jdk) {
    java = jdk.resolve("bin/java").toString();
  }

  /** Milliseconds by caller: the baseline, this client, and the two fastest peers. */
  Map<String, List<Double>> measure(int runs) throws IOException, InterruptedException {
    try (ResponseServer.Running server = ResponseServer.start(Wire.TLS)) {
      Map<String, List<Double>> times = new LinkedHashMap<>();
      for (String caller : chosen(server)) {
        times.put(caller, new ArrayList<>());
      }
      for (int run = 0; run < runs; run++) {
        for (Map.Entry<String, List<Double>> entry : times.entrySet()) {
          entry.getValue().add(time(entry.getKey(), server));
        }
      }
      return times;
    }
  }

  private List<String> chosen(ResponseServer.Running server)
      throws IOException, InterruptedException {
    Map<String, Double> best = new LinkedHashMap<>();
    for (String peer : ALL) {
      classPaths.put(peer, classPath(peer, server));
      List<Double> samples = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        samples.add(time(peer, server));
      }
      best.put(peer, Collections.min(samples));
    }
    Stream<String> fastest = Caller.PEERS.stream().sorted(Comparator.comparing(best::get)).limit(2);
    return Stream.concat(Stream.of(Caller.BASELINE, Caller.OURS), fastest).toList();
  }

  private static final List<String> ALL =
      Stream.concat(Stream.of(Caller.BASELINE, Caller.OURS), Caller.PEERS.stream()).toList();

  /**
   * Returns only the jars from which a caller loads classes: with one class path for all, each
   * caller would search the jars of the others.
   */
  private String classPath(String caller, ResponseServer.Running server)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile("classes", ".log");
    String all = System.getProperty("java.class.path");
    run(
        server,
        List.of(
            java,
            "-Xlog:class+load=info:file=" + log,
            "-cp",
            all,
            FirstCall.class.getName(),
            caller));
    Set<Path> used = new LinkedHashSet<>();
    try (Stream<String> lines = Files.lines(log)) {
      lines
          .map(SOURCE::matcher)
          .filter(Matcher::find)
          .forEach(source -> used.add(Path.of(source.group(1)).normalize()));
    }
    Files.delete(log);
    return Stream.of(all.split(File.pathSeparator))
        .filter(element -> used.contains(Path.of(element).normalize()))
        // The Kotlin library loads it if it is there; of these callers, only one depends on it.
        .filter(element -> caller.equals("openai") || !element.contains("kotlin-reflect"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private double time(String caller, ResponseServer.Running server)
      throws IOException, InterruptedException {
    return run(
        server, List.of(java, "-cp", classPaths.get(caller), FirstCall.class.getName(), caller));
  }

  private static double run(ResponseServer.Running server, List<String> command)
      throws IOException, InterruptedException {
    List<String> whole = new ArrayList<>(command);
    whole.addAll(1, Wire.jvmArguments());
    whole.add(server.baseUrl());
    long started = System.nanoTime();
    Process process =
        new ProcessBuilder(whole).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String line =
        new BufferedReader(new InputStreamReader(process.getInputStream(), ISO_8859_1)).readLine();
    double millis = (System.nanoTime() - started) / 1e6;
    process.waitFor();
    if (!SampleMessages.ID.equals(line)) {
      throw new IOException("no response: " + String.join(" ", whole));
    }
    return millis;
  }
}
