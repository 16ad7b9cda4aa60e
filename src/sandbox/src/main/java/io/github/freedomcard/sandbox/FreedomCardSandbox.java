package io.github.freedomcard.sandbox;

import static java.util.Objects.requireNonNull;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.FreedomCardClientBuilder;
import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.signing.JwsRequestVerifier;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Card API in this process: it has all operations, keeps clients, cards and money, checks the
 * signature of every request over the bytes received, and counts what took effect.
 *
 * <p>It listens on the loopback address alone. Where the vendor's behaviour is not documented it
 * behaves by assumption; the README lists the assumptions. Its secrets are made up: no card number
 * of its own is one of a bank. Thread-safe.
 *
 * <pre>{@code
 * try (FreedomCardSandbox sandbox = FreedomCardSandbox.start()) {
 *   // call sandbox.baseUrl() with sandbox.credentials()
 *   assertEquals(1, sandbox.ledger().effects(requestId));
 * }
 * }</pre>
 */
public final class FreedomCardSandbox implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FreedomCardSandbox.class);
  private static final String LOOPBACK = "127.0.0.1";

  /** Some of them are Jetty's own; the rest is for clients that all ask in the same moment. */
  private static final int THREADS = 128;

  private static final int WAITING_CONNECTIONS = 1_024;

  /** WireMock keeps its connections as long as the front keeps the clients'. */
  private static final long IDLE_MILLIS = Duration.ofDays(1).toMillis();

  private final SandboxOptions options;
  private final Ledger ledger = new Ledger();
  private final Processor processor;
  private final Arrangement arrangement;
  private final FaultProxy front;
  private final Faults faults;
  private final WireMockServer server;
  private final AtomicBoolean closed = new AtomicBoolean();

  private FreedomCardSandbox(
      SandboxOptions options,
      Function<Processor, BiConsumer<SandboxRequest, OperationResult>> observer) {
    this.options = options;
    SandboxStore state = new SandboxStore(ledger, options.deposit());
    this.processor = new Processor(state, ledger, options.processing(), options.clock());
    this.arrangement = new Arrangement(processor, ledger);
    List<OperationRoute> endpoints = endpoints(state, processor);
    Dispatcher dispatcher =
        new Dispatcher(
            endpoints,
            JwsRequestVerifier.of(options.credentials(), options.algorithm()),
            new SignatureExplainer(options.credentials(), options.algorithm()),
            processor,
            observer.apply(processor));
    LateRequests late = new LateRequests(dispatcher);
    this.front = new FaultProxy(options.port());
    this.faults = new Faults(endpoints, processor, late, front);
    CatchAll catchAll = new CatchAll(new FaultyDispatcher(dispatcher, faults, late));
    this.server =
        new WireMockServer(
            WireMockConfiguration.wireMockConfig()
                .bindAddress(LOOPBACK)
                .dynamicPort()
                .containerThreads(THREADS)
                .jettyAcceptQueueSize(WAITING_CONNECTIONS)
                .jettyIdleTimeout(IDLE_MILLIS)
                .maxRequestJournalEntries(options.journalEntries())
                .gzipDisabled(true)
                .http2PlainDisabled(true)
                .mappingSource(catchAll)
                .extensions(catchAll));
  }

  /** Starts a sandbox with the defaults. */
  public static FreedomCardSandbox start() {
    return start(SandboxOptions.defaults());
  }

  /**
   * Starts a sandbox, which is ready to be called when this returns.
   *
   * @throws com.github.tomakehurst.wiremock.common.FatalStartupException if the port is taken
   */
  public static FreedomCardSandbox start(SandboxOptions options) {
    return start(options, processor -> (received, answer) -> {});
  }

  /** Starts a sandbox that tells an observer of each request and its answer. */
  static FreedomCardSandbox start(
      SandboxOptions options,
      Function<Processor, BiConsumer<SandboxRequest, OperationResult>> observer) {
    FreedomCardSandbox sandbox =
        new FreedomCardSandbox(requireNonNull(options, "options"), observer);
    try {
      sandbox.server.start();
    } catch (RuntimeException e) {
      sandbox.front.close();
      throw e;
    }
    sandbox.front.start(sandbox.server.port());
    LOG.info("{}", sandbox);
    return sandbox;
  }

  /** Every operation of the API; one that is not in here does not exist. */
  static List<OperationRoute> endpoints(SandboxStore state, Processor processor) {
    List<OperationRoute> endpoints = new ArrayList<>();
    endpoints.addAll(new IssueHandlers(state).endpoints());
    endpoints.addAll(new CardHandlers(state).endpoints());
    endpoints.addAll(new AccountHandlers(state).endpoints());
    endpoints.addAll(new ClientHandlers(state).endpoints());
    endpoints.addAll(new TransactionHandlers(state).endpoints());
    endpoints.addAll(new LimitHandlers(state).endpoints());
    endpoints.addAll(new RequestHandlers(processor).endpoints());
    endpoints.addAll(new GiftHandlers(state).endpoints());
    return endpoints;
  }

  /** Where the sandbox is called: scheme, address and port, without a trailing slash. */
  public URI baseUrl() {
    return URI.create("http://" + LOOPBACK + ":" + front.port());
  }

  /** Whose signatures are accepted. */
  public Credentials credentials() {
    return options.credentials();
  }

  /** A client of this sandbox, with the defaults of the library; the caller closes it. */
  public FreedomCardClient newClient() {
    return newClientBuilder().build();
  }

  /** A builder that knows this sandbox's address, credentials and algorithm. */
  public FreedomCardClientBuilder newClientBuilder() {
    return FreedomCardClient.builder()
        .baseUrl(baseUrl())
        .credentials(credentials())
        .algorithm(options.algorithm());
  }

  /**
   * The WireMock server that the sandbox is built on, for stubs and verification; it is behind
   * {@link #baseUrl}, and has a port of its own.
   *
   * <p>A stub goes before the sandbox, which answers what no stub does. The journal keeps the last
   * requests with their bodies, as many as {@link SandboxOptions#journalEntries}; the reason of a
   * refusal is a sub-event there, and so is a fault. For a signature that was refused it says what
   * helps to find the mistake, as the log does at WARN: header, signing input and body received as
   * lengths and hashes, and the mistake itself where it can be proved. {@code resetAll} and {@code
   * resetToDefaultMappings} leave the sandbox in place, {@code resetMappings} does not.
   */
  public WireMockServer wireMock() {
    return server;
  }

  /** Puts clients, cards and money here that no call of the API made. */
  public Arrangement arrange() {
    return arrangement;
  }

  /** What took effect since the start, or the last {@link #reset}. */
  public Ledger ledger() {
    return ledger;
  }

  /** What goes wrong here, and how: nothing, until a test asks for it. */
  public Faults faults() {
    return faults;
  }

  /**
   * How many connections clients have to the sandbox now, in use or idle: a test can see that a
   * client uses them again, and lets them go.
   */
  public int openConnections() {
    return front.openConnections();
  }

  /**
   * Finishes a command that was answered {@code process}: it takes effect now, or fails.
   *
   * @return false if no command with this id is in process
   */
  public boolean finish(UUID requestId) {
    return processor.finish(requireNonNull(requestId, "requestId"));
  }

  /**
   * Ends a command that was answered {@code process} with an error: it has no effect, and questions
   * about it are told {@code request_status} {@code error} and the code.
   *
   * @param errorCode what the test takes for the vendor's code, such as {@code insufficient_funds}
   * @return false if no command with this id is in process
   * @throws IllegalArgumentException if {@code errorCode} is blank
   */
  public boolean fail(UUID requestId, String errorCode) {
    return processor.fail(
        requireNonNull(requestId, "requestId"),
        Refusal.of(
            Arrangement.requireText("errorCode", errorCode), "the test let the request fail"));
  }

  /**
   * The code that the buyer of a gift card was sent by SMS last.
   *
   * @throws IllegalArgumentException if no such card waits for a code
   */
  public String otp(long giftCardId) {
    return processor
        .with(state -> state.otp(giftCardId))
        .orElseThrow(
            () -> new IllegalArgumentException("giftCardId: waits for no code: " + giftCardId));
  }

  /**
   * Lets time pass, without waiting: all moments from now on are later by so much, in answers,
   * statements, the ledger, and what is arranged. {@link #reset} puts the clock back.
   *
   * <p>Nothing happens because of it: no card expires, nothing held is released, no code or request
   * lapses. Delays of faults and the client's time-outs go by the real clock.
   *
   * @throws IllegalArgumentException if {@code duration} is not positive, or it were more than 100
   *     years in all
   */
  public void passTime(Duration duration) {
    if (requireNonNull(duration, "duration").isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("duration <= 0: " + duration);
    }
    processor.pass(duration);
  }

  /**
   * Forgets all clients, cards, money, requests and ledger entries, puts the clock back, disarms
   * the faults, and removes the stubs and the journal of {@link #wireMock}; the address stays.
   */
  public void reset() {
    faults.reset();
    server.resetAll();
    processor.reset();
  }

  /**
   * Stops the server; from the second time on it does nothing. Faults that are still armed are
   * logged as a warning.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      List<String> pending = faults.pending();
      if (!pending.isEmpty()) {
        LOG.warn("closed with faults that never happened: {}", pending);
      }
      front.close();
      server.stop();
    }
  }

  @Override
  public String toString() {
    return "FreedomCardSandbox[" + (closed.get() ? "closed" : baseUrl()) + ", " + options + "]";
  }
}
