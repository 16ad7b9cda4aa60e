package io.github.freedomcard.sandbox;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.FreedomCardAsyncClient;
import io.github.freedomcard.FreedomCardClient;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Provides a test class with a sandbox and a client. {@link FreedomCardTest} registers it with
 * default options.
 *
 * <p>To set options, register the extension with {@code @RegisterExtension} on a static field.
 * {@link FreedomCardTest} describes the life cycle. On an instance field, each test has its own
 * sandbox.
 */
public final class FreedomCardExtension
    implements BeforeAllCallback,
        TestInstancePreConstructCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        ParameterResolver {

  private static final String OUTERMOST_CLASS = "outermost class";

  private final SandboxOptions options;
  private final Namespace namespace = Namespace.create(FreedomCardExtension.class, this);

  /** The tests and classes that run on this thread, innermost first: a test may wait for others. */
  private final ThreadLocal<Deque<ExtensionContext>> running =
      ThreadLocal.withInitial(ArrayDeque::new);

  private final Set<StartedSandbox> started = ConcurrentHashMap.newKeySet();

  /** Creates an extension whose sandbox has the default options. */
  public FreedomCardExtension() {
    this(SandboxOptions.defaults());
  }

  /** Creates an extension whose sandbox has these options. */
  public FreedomCardExtension(SandboxOptions options) {
    this.options = requireNonNull(options, "options");
  }

  /**
   * Returns the sandbox of the running test; in a {@code @BeforeAll} or {@code @AfterAll} method,
   * the sandbox of the class. Call it on the test's thread, or on any thread where tests run one
   * after the other.
   *
   * @throws IllegalStateException if it is unclear which sandbox is meant: no test of this
   *     extension runs, or tests run concurrently and none of them on this thread
   */
  public FreedomCardSandbox sandbox() {
    ExtensionContext context = running.get().peek();
    if (context != null) {
      return sandbox(context);
    }
    List<StartedSandbox> all = List.copyOf(started);
    if (all.size() == 1 && !all.get(0).concurrent) {
      return all.get(0).sandbox;
    }
    throw new IllegalStateException(
        "no test of this extension runs on this thread; call sandbox() on the test's thread and"
            + " pass the sandbox on");
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    // Inherited: a nested class finds its outermost class.
    getOrCompute(context, OUTERMOST_CLASS, String.class, context::getUniqueId);
    enter(context);
  }

  @Override
  public void preConstructTestInstance(
      TestInstanceFactoryContext factory, ExtensionContext context) {
    enter(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    enter(context);
    sandbox(context);
  }

  /** Fails a test that passed while an armed fault was not triggered. */
  @Override
  public void afterEach(ExtensionContext context) {
    running.get().remove(context);
    List<String> pending = sandbox(context).faults().pending();
    if (!pending.isEmpty() && context.getExecutionException().isEmpty()) {
      throw new AssertionError(
          "armed faults that were not triggered: "
              + pending
              + "; if this is expected, call faults().clear() at the end of the test");
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    running.get().remove(context);
  }

  /** Lets the constructor of a test class receive the sandbox and the client of its test. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  private void enter(ExtensionContext context) {
    Deque<ExtensionContext> contexts = running.get();
    if (contexts.peek() != context) {
      contexts.push(context);
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
    FreedomCardSandbox sandbox = sandbox(context);
    Class<?> type = parameter.getParameter().getType();
    if (type == FreedomCardSandbox.class) {
      return sandbox;
    }
    // Each test gets a new client, so that no test reuses connections of another.
    FreedomCardClient client =
        getOrCompute(
                context,
                "client of " + context.getUniqueId(),
                StartedClient.class,
                () -> new StartedClient(sandbox.newClient()))
            .client;
    return type == FreedomCardClient.class ? client : client.async();
  }

  /** Returns the sandbox of a test, clean when the test first sees it, or of a class. */
  private FreedomCardSandbox sandbox(ExtensionContext context) {
    ExtensionContext owner = owner(context);
    StartedSandbox found =
        getOrCompute(
            owner,
            "sandbox of " + owner.getUniqueId(),
            StartedSandbox.class,
            () -> new StartedSandbox(context, isBelowOutermostClass(owner)));
    if (context.getTestMethod().isPresent()) {
      found.cleanFor(context.getUniqueId());
    }
    return found.sandbox;
  }

  /**
   * Returns the innermost test or class that JUnit may run concurrently with its siblings, which
   * therefore needs its own sandbox; else the outermost class. For an extension in an instance
   * field, which sees no class, it is the test.
   */
  private ExtensionContext owner(ExtensionContext context) {
    ExtensionContext owner = context;
    while (isBelowOutermostClass(owner) && !isConcurrent(owner)) {
      owner = owner.getParent().orElseThrow();
    }
    return owner;
  }

  private boolean isBelowOutermostClass(ExtensionContext context) {
    String outermost = context.getStore(namespace).get(OUTERMOST_CLASS, String.class);
    return outermost != null && !outermost.equals(context.getUniqueId());
  }

  private static boolean isConcurrent(ExtensionContext context) {
    return context.getExecutionMode() == ExecutionMode.CONCURRENT
        && context
            .getConfigurationParameter("junit.jupiter.execution.parallel.enabled")
            .map(Boolean::parseBoolean)
            .orElse(false);
  }

  @SuppressWarnings("NullAway") // The factory never returns null.
  private <T> T getOrCompute(
      ExtensionContext context, String key, Class<T> type, Supplier<T> factory) {
    return context.getStore(namespace).getOrComputeIfAbsent(key, absent -> factory.get(), type);
  }

  /** JUnit closes it with the test or class that owns it. */
  @SuppressWarnings("deprecation") // JUnit before 5.13 closes nothing else.
  private final class StartedSandbox implements Store.CloseableResource, AutoCloseable {

    final FreedomCardSandbox sandbox = FreedomCardSandbox.start(options);

    /** Whether tests with other sandboxes may run at the same time. */
    final boolean concurrent;

    /** The test or class that saw it last. */
    private String lastUser;

    StartedSandbox(ExtensionContext context, boolean concurrent) {
      this.lastUser = context.getUniqueId();
      this.concurrent = concurrent;
      started.add(this);
    }

    synchronized void cleanFor(String test) {
      if (!test.equals(lastUser)) {
        sandbox.reset();
        lastUser = test;
      }
    }

    @Override
    public void close() {
      started.remove(this);
      sandbox.close();
    }
  }

  /** JUnit closes it with the test, or with the class if a method for all tests received it. */
  @SuppressWarnings("deprecation") // As above.
  private record StartedClient(FreedomCardClient client)
      implements Store.CloseableResource, AutoCloseable {

    @Override
    public void close() {
      client.close();
    }
  }
}
