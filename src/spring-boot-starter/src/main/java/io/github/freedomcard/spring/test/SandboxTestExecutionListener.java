package io.github.freedomcard.spring.test;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.sandbox.FreedomCardSandbox;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;

/** Resets the sandbox before each test, and checks its faults after each test. */
final class SandboxTestExecutionListener implements TestExecutionListener {

  @Override
  public void beforeTestMethod(TestContext test) {
    if (isAnnotated(test)) {
      rejectOtherClients(test.getApplicationContext());
      sandbox(test).reset();
    }
  }

  @Override
  public void afterTestMethod(TestContext test) {
    if (!isAnnotated(test) || test.getTestException() != null) {
      return;
    }
    List<String> pending = sandbox(test).faults().pending();
    if (!pending.isEmpty()) {
      throw new AssertionError(
          "armed faults that were not triggered: "
              + pending
              + "; if this is expected, call faults().clear() at the end of the test");
    }
  }

  /** A client that is not built for the sandbox would call its own host, perhaps a real one. */
  private static void rejectOtherClients(ApplicationContext context) {
    if (!(context instanceof ConfigurableApplicationContext configurable)) {
      return;
    }
    for (String name : context.getBeanNamesForType(FreedomCardClient.class)) {
      boolean built =
          List.of(configurable.getBeanFactory().getDependenciesForBean(name))
              .contains("freedomCardClientBuilder");
      boolean mock = context.getBean(name).getClass().getName().contains("$MockitoMock$");
      if (!built && !mock) {
        throw new IllegalStateException(
            "@FreedomCardSandboxTest: the bean "
                + name
                + " does not call the sandbox; remove it, or build it with the FreedomCardClientBuilder"
                + " bean");
      }
    }
  }

  private static boolean isAnnotated(TestContext test) {
    return TestContextAnnotationUtils.hasAnnotation(
        test.getTestClass(), FreedomCardSandboxTest.class);
  }

  private static FreedomCardSandbox sandbox(TestContext test) {
    return test.getApplicationContext().getBean(FreedomCardSandbox.class);
  }
}
