package io.github.freedomcard.jmh;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks on the current JDK, and on JDK 25 if it is installed, and writes {@code
 * results.md} and its chart; a partial run writes them to {@code target}. {@code mvn -Pbenchmarks
 * -pl src/benchmarks -am verify} runs it in half an hour on two cores.
 *
 * <p>Arguments, in {@code -Djmh.arguments}: {@code --quick} for a run of some minutes with
 * imprecise figures; the measurements to run ({@code signing}, {@code call}, {@code parsing},
 * {@code concurrency}, {@code startup}, {@code sizes}), by default all.
 */
final class Main {

  /** Maven's build directory. */
  private static final Path BUILD = Path.of("target");

  private static final Path RESULTS = BUILD.resolve("results");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final boolean quick;
  private final List<String> chosen;

  private Main(boolean quick, List<String> chosen) {
    this.quick = quick;
    this.chosen = chosen;
  }

  /** Measures and writes the report. */
  public static void main(String[] args) throws Exception {
    // Without an SLF4J provider neither this client nor its peers write a log.
    System.setProperty(
        "java.class.path",
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(element -> !element.contains("slf4j-simple"))
            .collect(Collectors.joining(File.pathSeparator)));
    List<String> names = new ArrayList<>(Arrays.asList(args));
    boolean quick = names.remove("--quick");
    Files.createDirectories(RESULTS);
    if (names.isEmpty()) {
      // Results of an earlier run are not part of this one.
      try (DirectoryStream<Path> old = Files.newDirectoryStream(RESULTS)) {
        for (Path file : old) {
          Files.delete(file);
        }
      }
    }
    new Main(quick, names).run();
    Report report = new Report(RESULTS, quick);
    System.out.println(report.page());
    // Only a complete run replaces the published results.
    Path directory = quick || !names.isEmpty() ? BUILD : Path.of("");
    Files.writeString(directory.resolve("results.md"), report.page());
    Files.writeString(directory.resolve("results.svg"), report.chart());
    System.out.println("Written to " + directory.resolve("results.md") + " and results.svg");
  }

  private void run() throws Exception {
    Map<String, Path> jdks = jdks();
    write("machine", machine(jdks));
    if (wants("sizes")) {
      write("sizes", sizes());
    }
    for (Map.Entry<String, Path> jdk : jdks.entrySet()) {
      run(jdk.getKey(), jdk.getValue());
    }
  }

  private void run(String version, Path home) throws Exception {
    boolean virtualThreads = Integer.parseInt(version) >= 21;
    if (wants("signing")) {
      jmh(version, home, "signing", options("SigningBenchmark", 2, 3));
      if (virtualThreads) {
        jmh(
            version,
            home,
            "signing-virtual",
            options("jmh.SigningBenchmark.(freedomCard|macReused)", 2, 3)
                .param("bytes", "1024")
                .jvmArgsAppend("-Djmh.executor=VIRTUAL"));
      }
    }
    if (wants("call")) {
      // A call needs a long warm-up until all of it is compiled.
      jmh(version, home, "call", options("CallBenchmark", 10, 5));
    }
    if (wants("parsing")) {
      jmh(version, home, "parsing", options("StatementBenchmark|RequestStateBenchmark", 3, 3));
    }
    if (wants("concurrency")) {
      concurrency(version, home, "async");
      if (virtualThreads) {
        concurrency(version, home, "virtual");
      }
    }
    if (wants("startup")) {
      write(version + "-startup", new StartUp(home).measure(quick ? 3 : 20));
    }
  }

  private boolean wants(String name) {
    return chosen.isEmpty() || chosen.contains(name);
  }

  private ChainedOptionsBuilder options(String include, int warmups, int measurements) {
    TimeValue time = TimeValue.milliseconds(quick ? 500 : 1000);
    return new OptionsBuilder()
        .include(include)
        .forks(quick ? 1 : 3)
        .warmupIterations(quick ? 1 : warmups)
        .warmupTime(time)
        .measurementIterations(quick ? 1 : measurements)
        .measurementTime(time)
        .addProfiler(GCProfiler.class)
        .addProfiler(CpuProfiler.class)
        .shouldFailOnError(true);
  }

  private static void jmh(String version, Path home, String name, ChainedOptionsBuilder options)
      throws RunnerException {
    System.out.println(RESULTS.resolve(version + "-" + name + ".json"));
    new Runner(
            options
                .jvm(home.resolve("bin/java").toString())
                .jvmArgs("-Xmx2g", "-Dslf4j.internal.verbosity=ERROR")
                .output(RESULTS.resolve(version + "-" + name + ".log").toString())
                .resultFormat(ResultFormatType.JSON)
                .result(RESULTS.resolve(version + "-" + name + ".json").toString())
                .build())
        .run();
  }

  private void concurrency(String version, Path home, String kind)
      throws IOException, InterruptedException {
    for (int fork = 0; fork < (quick ? 1 : 3); fork++) {
      Path result = RESULTS.resolve(version + "-concurrency-" + kind + "-" + fork + ".json");
      System.out.println(result);
      List<String> command =
          List.of(
              home.resolve("bin/java").toString(),
              "-Xmx2g",
              "-Dslf4j.internal.verbosity=ERROR",
              "-cp",
              System.getProperty("java.class.path"),
              Concurrency.class.getName(),
              kind,
              quick ? "1" : "4",
              quick ? "500" : "3000",
              result.toString());
      if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
        throw new IOException("failed: " + kind);
      }
    }
  }

  /** The JDK of this process, and JDK 25 if it is another one and is installed. */
  private static Map<String, Path> jdks() throws IOException {
    Map<String, Path> jdks = new TreeMap<>();
    jdks.put(
        Integer.toString(Runtime.version().feature()), Path.of(System.getProperty("java.home")));
    List<Path> candidates = new ArrayList<>();
    String configured = System.getenv("JAVA_25_HOME");
    if (configured != null) {
      candidates.add(Path.of(configured));
    }
    Path defaultFolder = Path.of("/usr/lib/jvm");
    if (Files.isDirectory(defaultFolder)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(defaultFolder, "*25*")) {
        found.forEach(candidates::add);
      }
    }
    for (Path candidate : candidates) {
      if (Files.isExecutable(candidate.resolve("bin/java"))) {
        jdks.putIfAbsent("25", candidate);
      }
    }
    return jdks;
  }

  private static Map<String, Object> machine(Map<String, Path> jdks) throws IOException {
    Map<String, Object> machine = new LinkedHashMap<>();
    machine.put("cores", Runtime.getRuntime().availableProcessors());
    Path cpus = Path.of("/proc/cpuinfo");
    if (Files.isReadable(cpus)) {
      try (Stream<String> lines = Files.lines(cpus)) {
        lines
            .filter(line -> line.startsWith("model name"))
            .findFirst()
            .ifPresent(line -> machine.put("cpu", line.substring(line.indexOf(':') + 1).strip()));
      }
    }
    machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    Map<String, String> versions = new LinkedHashMap<>();
    for (Map.Entry<String, Path> jdk : jdks.entrySet()) {
      Properties release = new Properties();
      try (var reader = Files.newBufferedReader(jdk.getValue().resolve("release"))) {
        release.load(reader);
      }
      versions.put(
          jdk.getKey(), release.getProperty("JAVA_VERSION", jdk.getKey()).replace("\"", ""));
    }
    machine.put("jdks", versions);
    return machine;
  }

  private static Map<String, Object> sizes() throws IOException {
    Path client = Path.of(System.getProperty("client"));
    long own =
        Files.size(client.resolve("freedom-card-client-" + System.getProperty("version") + ".jar"));
    Map<String, Object> sizes = new LinkedHashMap<>();
    sizes.put("own", own);
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(client.resolve("closure"), "*.jar")) {
      sizes.put("closure", own + sum(jars));
    }
    return sizes;
  }

  private static long sum(Iterable<Path> files) throws IOException {
    long sum = 0;
    for (Path file : files) {
      sum += Files.size(file);
    }
    return sum;
  }

  private static void write(String name, Object result) throws IOException {
    MAPPER
        .writerWithDefaultPrettyPrinter()
        .writeValue(RESULTS.resolve(name + ".json").toFile(), result);
  }
}
