package io.github.freedomcard.sandbox;

import io.github.freedomcard.FreedomCardAsyncClient;
import io.github.freedomcard.FreedomCardClient;
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
 */
public final class FreedomCardExtension
    implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {

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
    return type == FreedomCardClient.class ? kit.client : kit.client.async();
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
    final FreedomCardClient client;

    Kit(SandboxOptions options) {
      sandbox = FreedomCardSandbox.start(options);
      client = sandbox.newClient();
    }

    @Override
    public void close() {
      client.close();
      sandbox.close();
    }
  }
}
