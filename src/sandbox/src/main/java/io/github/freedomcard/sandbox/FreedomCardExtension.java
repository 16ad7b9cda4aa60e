package io.github.freedomcard.sandbox;

import io.github.freedomcard.FreedomCardAsyncClient;
import io.github.freedomcard.FreedomCardClient;
import java.lang.reflect.Constructor;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test class a sandbox and a client; {@link FreedomCardTest} is the short way to it.
 *
 * <p>Registered with {@code @RegisterExtension} on a static field, it takes the sandbox's options.
 * What it does to each test, {@link FreedomCardTest} tells.
 */
public final class FreedomCardExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(FreedomCardExtension.class);

  private final SandboxOptions options;

  /** An extension whose sandbox has the default options. */
  public FreedomCardExtension() {
    this(SandboxOptions.defaults());
  }

  /** An extension whose sandbox has these options. */
  public FreedomCardExtension(SandboxOptions options) {
    this.options = options;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    // Here, and not at first use, so that nested classes find the one of the outermost class.
    kit(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    kit(context).sandbox.reset();
  }

  /** Fails a test that was to see a fault which did not happen, unless it has failed already. */
  @Override
  public void afterEach(ExtensionContext context) {
    Kit kit = kit(context);
    kit.closeClientOfTheTest();
    List<String> pending = kit.sandbox.faults().pending();
    if (!pending.isEmpty() && context.getExecutionException().isEmpty()) {
      throw new AssertionError(
          "armed faults that never happened: "
              + pending
              + "; if that is as it should be, end the test with faults().clear()");
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == FreedomCardSandbox.class
        || type == FreedomCardClient.class
        || type == FreedomCardAsyncClient.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Kit kit = kit(context);
    Class<?> type = parameter.getParameter().getType();
    if (type == FreedomCardSandbox.class) {
      return kit.sandbox;
    }
    FreedomCardClient client =
        isForOneTest(parameter, context) ? kit.clientOfTheTest() : kit.clientOfTheClass();
    return type == FreedomCardClient.class ? client : client.async();
  }

  private static boolean isForOneTest(ParameterContext parameter, ExtensionContext context) {
    return context.getTestMethod().isPresent()
        || (parameter.getDeclaringExecutable() instanceof Constructor<?>
            && context.getTestInstanceLifecycle().orElse(null) != Lifecycle.PER_CLASS);
  }

  private Kit kit(ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Kit.class, type -> new Kit(options), Kit.class);
  }

  /** Closed by JUnit with the test class that it was made for. */
  @SuppressWarnings(
      "deprecation") // the successor came with JUnit 5.13; users may have an older one
  private static final class Kit
      implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    final FreedomCardSandbox sandbox;
    private @Nullable FreedomCardClient clientOfTheTest;
    private @Nullable FreedomCardClient clientOfTheClass;

    Kit(SandboxOptions options) {
      sandbox = FreedomCardSandbox.start(options);
    }

    /** A new one for each test, so that none finds the connections of another. */
    synchronized FreedomCardClient clientOfTheTest() {
      if (clientOfTheTest == null) {
        clientOfTheTest = sandbox.newClient();
      }
      return clientOfTheTest;
    }

    synchronized FreedomCardClient clientOfTheClass() {
      if (clientOfTheClass == null) {
        clientOfTheClass = sandbox.newClient();
      }
      return clientOfTheClass;
    }

    synchronized void closeClientOfTheTest() {
      if (clientOfTheTest != null) {
        clientOfTheTest.close();
        clientOfTheTest = null;
      }
    }

    @Override
    public synchronized void close() {
      closeClientOfTheTest();
      if (clientOfTheClass != null) {
        clientOfTheClass.close();
      }
      sandbox.close();
    }
  }
}
