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
import java.util.Optional;
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
 * results.md}, its values as {@code results.json}, the chart, and the table of the guide; a partial
 * run writes them to {@code target}. {@code mvn -Pbenchmarks -pl src/benchmarks -am verify} runs it
 * in over an hour on two cores.
 *
 * <p>Arguments, in {@code -Djmh.arguments}: {@code --quick} for a run of some minutes with
 * imprecise figures; {@code --last=FILE} to fail if a value is over 10 % worse than in the {@code
 * results.json} of an earlier run; {@code --report} to write the pages of the last run again; the
 * measurements to run ({@code signing}, {@code call}, {@code reconnect}, {@code parsing}, {@code
 * heap}, {@code concurrency}, {@code startup}, {@code idle}, {@code sizes}), by default all.
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
    boolean reportOnly = names.remove("--report");
    Optional<String> last = names.stream().filter(name -> name.startsWith("--last=")).findFirst();
    last.ifPresent(names::remove);
    Files.createDirectories(RESULTS);
    if (!reportOnly) {
      if (names.isEmpty()) {
        deleteResults();
      }
      new Main(quick, names).run();
    }
    Report report = new Report(RESULTS, quick);
    System.out.println(report.page());
    // Only a complete run replaces the published results.
    boolean publishes = !quick && names.isEmpty();
    Path directory = publishes ? Path.of("") : BUILD;
    Files.writeString(directory.resolve("results.md"), report.page());
    Files.writeString(directory.resolve("results.svg"), report.chart());
    if (publishes) {
      Path guide = Path.of("../docs/benchmarks.md");
      Files.writeString(guide, withSummary(Files.readString(guide), report.summary()));
    }
    Comparison comparison = new Comparison(report.targets());
    comparison.write(directory.resolve("results.json"));
    System.out.println("Written to " + directory.resolve("results.md"));
    if (last.isPresent()) {
      List<String> worse = comparison.worseThan(Path.of(last.get().substring(7)));
      worse.forEach(System.out::println);
      if (!worse.isEmpty()) {
        System.exit(1);
      }
    }
  }

  /** Results of an earlier run are not part of this one. */
  private static void deleteResults() throws IOException {
    try (DirectoryStream<Path> old = Files.newDirectoryStream(RESULTS)) {
      for (Path file : old) {
        Files.delete(file);
      }
    }
  }

  /** Replaces what stands between the two markers of the guide. */
  private static String withSummary(String guide, String summary) {
    String begin = "<!-- results -->\n";
    String end = "<!-- end of results -->";
    return guide.substring(0, guide.indexOf(begin) + begin.length())
        + "\n"
        + summary
        + "\n"
        + guide.substring(guide.indexOf(end));
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
                .jvmArgsAppend("-Djmh.executor=VIRTUAL"));
      }
    }
    if (wants("call")) {
      call(version, home, Wire.TLS, ".*");
      call(version, home, Wire.H2, "freedom-card|okhttp-baseline|square|openai");
      call(version, home, Wire.CLEAR, "freedom-card|okhttp-baseline");
    }
    if (wants("reconnect")) {
      jmh(version, home, "reconnect", options("ReconnectBenchmark", 3, 3));
    }
    if (wants("parsing")) {
      jmh(version, home, "parsing", options("StatementBenchmark|RequestStateBenchmark", 2, 2));
    }
    if (wants("heap")) {
      write(version + "-statement-heap", StatementHeap.measure(home));
    }
    if (wants("concurrency")) {
      for (Concurrency.Setting setting : Concurrency.Setting.ALL) {
        if (virtualThreads || setting.kind() != Concurrency.Kind.VIRTUAL) {
          concurrency(version, home, setting);
        }
      }
    }
    if (wants("startup")) {
      write(version + "-startup", new StartUp(home).measure(quick ? 3 : 12));
    }
    if (wants("idle")) {
      for (IdleCost.Variant variant : IdleCost.Variant.values()) {
        child(
            home,
            IdleCost.class,
            variant.name(),
            quick ? "2" : "10",
            result(version + "-idle-" + variant));
      }
    }
  }

  private void call(String version, Path home, Wire wire, String callers) throws RunnerException {
    jmh(
        version,
        home,
        "call-" + wire,
        options("CallBenchmark", 1, 2)
            .param("wire", wire.name())
            .param(
                "caller",
                Stream.concat(Stream.of(Caller.BASELINE, Caller.OURS), Caller.PEERS.stream())
                    .filter(caller -> caller.matches(callers))
                    .toArray(String[]::new)));
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
                .jvmArgs(jvmArguments().toArray(String[]::new))
                .output(RESULTS.resolve(version + "-" + name + ".log").toString())
                .resultFormat(ResultFormatType.JSON)
                .result(RESULTS.resolve(version + "-" + name + ".json").toString())
                .build())
        .run();
  }

  private void concurrency(String version, Path home, Concurrency.Setting setting)
      throws IOException, InterruptedException {
    for (int fork = 0; fork < (quick ? 1 : 3); fork++) {
      child(
          home,
          Concurrency.class,
          setting.kind().name(),
          Integer.toString(setting.callers()),
          setting.wire().name(),
          quick ? "1" : "3",
          quick ? "500" : "1000",
          result(version + "-" + setting.file() + "-" + fork));
    }
  }

  private static List<String> jvmArguments() {
    // Code is compiled in the foreground: on two cores, the compiler would lag behind the calls,
    // and its CPU time would count as that of the calls.
    return Stream.concat(Stream.of("-Xmx2g", "-Xbatch"), Wire.jvmArguments().stream()).toList();
  }

  private static String result(String name) {
    System.out.println(name);
    return RESULTS.resolve(name + ".json").toString();
  }

  private static void child(Path home, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/java").toString());
    command.addAll(jvmArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IOException("failed: " + command);
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
