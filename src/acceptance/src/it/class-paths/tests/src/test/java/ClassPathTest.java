import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.freedomcard.sandbox.Fault;
import io.github.freedomcard.sandbox.FreedomCardSandbox;
import io.github.freedomcard.sandbox.SandboxOptions;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs the application on the class path and on the module path of each module, as Maven resolved
 * them: a charge over TLS whose response is lost. Each has a class loader of its own, which sees
 * nothing else but the JDK and searches in the same order as the JVM; a JVM for each takes three
 * times as long.
 */
class ClassPathTest {

  private static final String PASSWORD = "changeit";
  private static final Path APPLICATION = Path.of("../application/target/classes");
  private static final Pattern PRINTED =
      Pattern.compile(
          "((?:okhttp|okhttp-jvm|okio|okio-jvm|kotlin-stdlib|jackson-annotations|jackson-databind"
              + "|nimbus-jose-jwt)-\\d.*)\\.jar");

  @BeforeAll
  static void trustSandboxes(@TempDir Path directory) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (FreedomCardSandbox sandbox = start()) {
      store.setCertificateEntry("sandbox", sandbox.certificate());
    }
    Path file = directory.resolve("trust.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
    System.setProperty("javax.net.ssl.trustStore", file.toString());
    System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
  }

  private static FreedomCardSandbox start() {
    return FreedomCardSandbox.start(SandboxOptions.builder().tls(true).build());
  }

  @AfterEach
  void restoreContextClassLoader() {
    Thread.currentThread().setContextClassLoader(ClassPathTest.class.getClassLoader());
  }

  /** The columns: the module, the jar that is first, the jar that OkHttp is loaded from. */
  @ParameterizedTest
  @CsvSource({
    "client-alone, freedom-card-client, okhttp-jvm-5",
    "otlp-first, opentelemetry-exporter-otlp, okhttp-jvm-5",
    "otlp-last, freedom-card-client, okhttp-jvm-5",
    "logging-interceptor-first, logging-interceptor, okhttp-jvm-5",
    "okhttp-bom, retrofit, okhttp-jvm-5",
    "retrofit-first, retrofit, okhttp-4",
    "retrofit-excluded, retrofit, okhttp-jvm-5",
    "anthropic-first, anthropic-java, okhttp-4",
    "okhttp-4.9.3-last, freedom-card-client, okhttp-jvm-5",
    "okhttp-4.12.0-first, okhttp, okhttp-4",
    "okhttp-4.12.0-last, freedom-card-client, okhttp-jvm-5",
    "okhttp4-first, okhttp, okhttp-4",
    "sandbox-first, freedom-card-sandbox, okhttp-4",
    "tests, freedom-card-client, okhttp-4",
  })
  void charge_onClassPath_takesEffectOnce(String module, String first, String okhttp)
      throws Exception {
    List<Path> jars = jars(module, "class-path");
    System.out.println(module + ": " + printed(jars));
    assertTrue(name(jars.get(0)).startsWith(first), name(jars.get(0)));
    List<URL> urls = new ArrayList<>(List.of(APPLICATION.toUri().toURL()));
    for (Path jar : jars) {
      urls.add(jar.toUri().toURL());
    }
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      assertCharge(loader, "success on " + okhttp, 1);
    }
  }

  /**
   * Of two jars with the same module name the JVM takes the first. OkHttp's artifact {@code okhttp}
   * brings {@code okio}, which has the module name of {@code okio-jvm} and no classes.
   */
  @ParameterizedTest
  @CsvSource({
    "client-alone, success on okhttp-jvm-5, 1",
    "okhttp-bom, java.lang.NoClassDefFoundError: okio/, 0",
    "retrofit-excluded, success on okhttp-jvm-5, 1",
    "okhttp-4.9.3-last, success on okhttp-jvm-5, 1",
    "okhttp-4.12.0-first, java.lang.NoClassDefFoundError: okio/, 0",
    "okhttp-4.12.0-last, success on okhttp-jvm-5, 1",
    "okhttp4-first, success on okhttp-4, 1",
    "tests, success on okhttp-4, 1",
  })
  void charge_onModulePath_takesEffectOnceUnlessOkioIsEmpty(
      String module, String result, int effects) throws Exception {
    List<Path> path = new ArrayList<>(List.of(APPLICATION));
    path.addAll(jars(module, "module-path"));
    ModuleLayer boot = ModuleLayer.boot();
    Configuration configuration =
        boot.configuration()
            .resolveAndBind(
                ModuleFinder.of(path.toArray(Path[]::new)),
                ModuleFinder.of(),
                Set.of("application"));
    assertCharge(
        boot.defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader())
            .findLoader("application"),
        result,
        effects);
  }

  private static void assertCharge(ClassLoader loader, String result, int effects)
      throws Exception {
    try (FreedomCardSandbox sandbox = start()) {
      String cardId = sandbox.arrange().activeCard().balance("1000.00", "KZT").add();
      sandbox.faults().next("createTransaction", Fault.responseLost());
      String actual = charge(loader, sandbox.baseUrl().toString(), cardId);
      assertTrue(actual.startsWith(result), actual);
      assertEquals(effects, sandbox.ledger().entries("createTransaction", cardId).size());
      assertEquals(effects, sandbox.faults().triggered().size());
    }
  }

  private static String charge(ClassLoader loader, String baseUrl, String cardId)
      throws ReflectiveOperationException {
    Thread.currentThread().setContextClassLoader(loader);
    try {
      return (String)
          loader
              .loadClass("application.Charge")
              .getMethod("charge", String.class, String.class, String.class, String.class)
              .invoke(
                  null,
                  baseUrl,
                  SandboxOptions.DEFAULT_AUTH_ID,
                  SandboxOptions.DEFAULT_SECRET_KEY,
                  cardId);
    } catch (InvocationTargetException e) {
      return e.getCause().toString();
    }
  }

  private static List<Path> jars(String module, String kind) throws IOException {
    String path = Files.readString(Path.of("..", module, "target", kind + ".txt")).strip();
    return Stream.of(path.split(File.pathSeparator)).map(Path::of).toList();
  }

  private static String printed(List<Path> jars) {
    return jars.stream()
        .map(jar -> PRINTED.matcher(name(jar)))
        .filter(matcher -> matcher.matches())
        .map(matcher -> matcher.group(1))
        .collect(Collectors.joining(" "));
  }

  private static String name(Path jar) {
    return jar.getFileName().toString();
  }
}
