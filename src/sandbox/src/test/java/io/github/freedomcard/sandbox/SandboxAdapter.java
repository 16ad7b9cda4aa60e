package io.github.freedomcard.sandbox;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.freedomcard.FreedomCardAsyncClient;
import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.config.RequestOptions;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.ApiErrorException;
import io.github.freedomcard.error.FreedomCardException.CallContext;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.internal.json.UnreadableException;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.Resolution;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A sandbox as seen by a test, with HTTP or without.
 *
 * @param anotherClient creates a client that has used no {@code request_id} yet
 * @param finish finishes a command in process; returns false if it is not in process
 * @param otp returns the one-time code that a gift card waits for
 * @param blankGiftCard creates a blank gift card
 */
record SandboxAdapter(
    FreedomCardClient client,
    Supplier<FreedomCardClient> anotherClient,
    Ledger ledger,
    Predicate<UUID> finish,
    LongFunction<String> otp,
    LongSupplier blankGiftCard) {

  static SandboxAdapter over(FreedomCardSandbox sandbox, FreedomCardClient client) {
    return new SandboxAdapter(
        client,
        () -> sandbox.newClientBuilder().retryPolicy(RetryPolicy.none()).build(),
        sandbox.ledger(),
        sandbox::finish,
        sandbox::otp,
        () -> sandbox.arrange().blankGiftCard());
  }

  /** Returns the rules, handlers, processor and ledger without the HTTP layer. */
  static SandboxAdapter inProcess(SandboxOptions options) {
    Ledger ledger = new Ledger();
    SandboxStore state = new SandboxStore(ledger, options.deposit());
    Processor processor = new Processor(state, ledger, options.processing(), options.clock());
    FreedomCardClient client =
        new InProcessClient(FreedomCardSandbox.routes(state, processor), processor);
    return new SandboxAdapter(
        client,
        () -> client,
        ledger,
        processor::finish,
        id -> requireNonNull(requireNonNull(state.giftCards.get(id)).otp),
        () -> state.newGiftCard().id);
  }

  /** Serialises as the library does and calls the processor directly. */
  private static final class InProcessClient implements FreedomCardClient {

    /** Shared, because building its type information is slow. */
    private static final Json JSON = new Json(1_000_000);

    private final Map<String, OperationRoute> routes = new HashMap<>();
    private final Processor processor;

    InProcessClient(List<OperationRoute> routes, Processor processor) {
      routes.forEach(route -> this.routes.put(route.path(), route));
      this.processor = processor;
    }

    @Override
    public <Q, R> ApiResponse<R> execute(Operation<Q, R> operation, Q request) {
      OperationRoute route = requireNonNull(routes.get(operation.path()));
      ObjectNode body = requireNonNull(WireJson.read(JSON.write(request)));
      try {
        List<Violation> violations = route.fields().validate(body);
        if (!violations.isEmpty()) {
          throw route.format().refusal(violations);
        }
        byte[] response = WireJson.write(processor.process(route, body, null));
        return new ApiResponse<>(
            JSON.read(response, operation.responseType()),
            200,
            Map.of(),
            response,
            1,
            Resolution.DIRECT);
      } catch (Refusal refusal) {
        throw new ApiErrorException(
            200,
            refusal.code(),
            refusal.description(),
            null,
            "",
            new CallContext(operation, null, 1, Outcome.UNKNOWN));
      } catch (UnreadableException e) {
        throw new AssertionError("the response can't be read", e);
      }
    }

    @Override
    public FreedomCardClient withOptions(RequestOptions options) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FreedomCardAsyncClient async() {
      throw new UnsupportedOperationException();
    }

    @Override
    public RequestState awaitCompletion(UUID requestId, Duration timeout) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
