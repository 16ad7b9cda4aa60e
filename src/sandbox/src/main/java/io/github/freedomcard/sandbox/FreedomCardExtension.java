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
 * Provides a test class with a sandbox and a client. {@link FreedomCardTest} registers it with
 * default options.
 *
 * <p>To set options, register the extension with {@code @RegisterExtension} on a static field.
 * {@link FreedomCardTest} describes the life cycle.
 */
public final class FreedomCardExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(FreedomCardExtension.class);

  private final SandboxOptions options;

  /** Creates an extension whose sandbox has the default options. */
  public FreedomCardExtension() {
    this(SandboxOptions.defaults());
  }

  /** Creates an extension whose sandbox has these options. */
  public FreedomCardExtension(SandboxOptions options) {
    this.options = options;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    // Created here so that nested classes find the sandbox of the outermost class.
    resources(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    resources(context).sandbox.reset();
  }

  /** Fails a test that passed while an armed fault was not triggered. */
  @Override
  public void afterEach(ExtensionContext context) {
    Resources resources = resources(context);
    resources.closeTestClient();
    List<String> pending = resources.sandbox.faults().pending();
    if (!pending.isEmpty() && context.getExecutionException().isEmpty()) {
      throw new AssertionError(
          "armed faults that were not triggered: "
              + pending
              + "; if this is expected, call faults().clear() at the end of the test");
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
    Resources resources = resources(context);
    Class<?> type = parameter.getParameter().getType();
    if (type == FreedomCardSandbox.class) {
      return resources.sandbox;
    }
    FreedomCardClient client =
        isForOneTest(parameter, context) ? resources.testClient() : resources.classClient();
    return type == FreedomCardClient.class ? client : client.async();
  }

  private static boolean isForOneTest(ParameterContext parameter, ExtensionContext context) {
    return context.getTestMethod().isPresent()
        || (parameter.getDeclaringExecutable() instanceof Constructor<?>
            && context.getTestInstanceLifecycle().orElse(null) != Lifecycle.PER_CLASS);
  }

  private Resources resources(ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Resources.class, type -> new Resources(options), Resources.class);
  }

  /** JUnit closes it with the test class that created it. */
  @SuppressWarnings(
      "deprecation") // The successor needs JUnit 5.13; users may have an older version.
  private static final class Resources
      implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    final FreedomCardSandbox sandbox;
    private @Nullable FreedomCardClient testClient;
    private @Nullable FreedomCardClient classClient;

    Resources(SandboxOptions options) {
      sandbox = FreedomCardSandbox.start(options);
    }

    /** Each test gets a new client, so that no test reuses connections of another. */
    synchronized FreedomCardClient testClient() {
      if (testClient == null) {
        testClient = sandbox.newClient();
      }
      return testClient;
    }

    synchronized FreedomCardClient classClient() {
      if (classClient == null) {
        classClient = sandbox.newClient();
      }
      return classClient;
    }

    synchronized void closeTestClient() {
      if (testClient != null) {
        testClient.close();
        testClient = null;
      }
    }

    @Override
    public synchronized void close() {
      closeTestClient();
      if (classClient != null) {
        classClient.close();
      }
      sandbox.close();
    }
  }
}
