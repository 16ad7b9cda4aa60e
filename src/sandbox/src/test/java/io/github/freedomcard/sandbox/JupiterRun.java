package io.github.freedomcard.sandbox;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test classes on JUnit Jupiter from within a test. */
final class JupiterRun {

  private static final String PARALLEL = "junit.jupiter.execution.parallel.";

  /** Concurrent methods on eight threads. */
  static final Map<String, String> CONCURRENT_METHODS =
      Map.of(
          PARALLEL + "enabled", "true",
          PARALLEL + "mode.default", "concurrent",
          PARALLEL + "config.strategy", "fixed",
          PARALLEL + "config.fixed.parallelism", "8");

  private JupiterRun() {}

  /** Returns the name of each test with its failure or {@code passed}. */
  static Map<String, String> run(Class<?> tests) {
    return run(tests, Map.of());
  }

  /** Runs with configuration parameters of JUnit. */
  static Map<String, String> run(Class<?> tests, Map<String, String> parameters) {
    Map<String, String> results = new ConcurrentSkipListMap<>();
    LauncherFactory.create(
            LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .addTestEngines(new JupiterTestEngine())
                .enableTestExecutionListenerAutoRegistration(false)
                .build())
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .configurationParameters(parameters)
                .build(),
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest() || result.getThrowable().isPresent()) {
                  results.put(
                      test.getDisplayName().replaceAll("\\(FreedomCard.*\\)", ""),
                      result.getThrowable().map(Throwable::getMessage).orElse("passed"));
                }
              }
            });
    return results;
  }
}
