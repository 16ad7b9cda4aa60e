package io.github.freedomcard;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.freedomcard.config.RequestOptions;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.Resolution;
import io.github.freedomcard.testing.Catalogue;
import io.github.freedomcard.testing.ContractOperation;
import io.github.freedomcard.testing.Requests;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operation of the contract is a method of both facades. */
@Tag("slow")
class FacadeTest {

  static List<Operation<?, ?>> operations() {
    return Catalogue.operations();
  }

  @Test
  void facades_always_haveTheOperationsAndNothingElse() {
    List<String> operations =
        ContractOperation.all().stream().map(ContractOperation::name).toList();
    assertThat(FreedomCardClient.class.getMethods())
        .extracting(Method::getName)
        .containsExactlyInAnyOrderElementsOf(
            with(
                operations,
                "builder",
                "fromEnv",
                "execute",
                "withOptions",
                "async",
                "awaitCompletion",
                "account",
                "close"));
    assertThat(FreedomCardAsyncClient.class.getMethods())
        .extracting(Method::getName)
        .containsExactlyInAnyOrderElementsOf(
            with(operations, "execute", "withOptions", "awaitCompletion"));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void method_always_hasTheTypesOfTheOperation(Operation<?, ?> operation) throws Exception {
    Method blocking = FreedomCardClient.class.getMethod(operation.name(), operation.requestType());
    assertThat(blocking.isDefault()).isTrue();
    assertThat(blocking.getReturnType()).isEqualTo(operation.responseType());

    Method async =
        FreedomCardAsyncClient.class.getMethod(operation.name(), operation.requestType());
    assertThat(async.isDefault()).isTrue();
    assertThat(async.getGenericReturnType())
        .isInstanceOfSatisfying(
            ParameterizedType.class,
            type -> {
              assertThat(type.getRawType()).isEqualTo(CompletableFuture.class);
              assertThat(type.getActualTypeArguments())
                  .containsExactly((Type) operation.responseType());
            });
  }

  @ParameterizedTest
  @MethodSource("operations")
  void method_whenCalled_executesThatOperation(Operation<?, ?> operation) throws Exception {
    Object request = Requests.of(operation);
    Recording recording = new Recording();

    assertThat(failureOf(recording, FreedomCardClient.class, operation, request))
        .isSameAs(recording.failure);
    assertThat(recording.calls).containsExactly(operation, request);

    recording.calls.clear();
    Object future =
        FreedomCardAsyncClient.class
            .getMethod(operation.name(), operation.requestType())
            .invoke(recording.async(), request);
    assertThatThrownBy(((CompletableFuture<?>) future)::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isSameAs(recording.failure);
    assertThat(recording.calls).containsExactly(operation, request);
  }

  @Test
  void method_whenExecuted_returnsTheBody() throws ReflectiveOperationException {
    RequestState state =
        new RequestState(null, null, null, null, List.of(), null, null, null, null, null, Map.of());
    Recording recording = new Recording();
    recording.response = state;
    for (Operation<?, ?> operation : Catalogue.operations()) {
      if (operation.responseType() == RequestState.class) {
        assertThat(call(recording, FreedomCardClient.class, operation)).isSameAs(state);
        assertThat(call(recording.async(), FreedomCardAsyncClient.class, operation))
            .asInstanceOf(InstanceOfAssertFactories.COMPLETABLE_FUTURE)
            .isCompletedWithValueMatching(body -> body == state);
      }
    }
  }

  private static Object call(Object facade, Class<?> type, Operation<?, ?> operation)
      throws ReflectiveOperationException {
    Method method = type.getMethod(operation.name(), operation.requestType());
    return requireNonNull(method.invoke(facade, Requests.of(operation)));
  }

  private static @Nullable Throwable failureOf(
      Object facade, Class<?> type, Operation<?, ?> operation, Object request) throws Exception {
    try {
      Object response =
          type.getMethod(operation.name(), operation.requestType()).invoke(facade, request);
      throw new AssertionError("responded: " + response);
    } catch (InvocationTargetException e) {
      return e.getCause();
    }
  }

  private static List<String> with(List<String> names, String... others) {
    return Stream.concat(names.stream(), Arrays.stream(others)).toList();
  }

  /** Implements both facades without default methods, and records what is executed. */
  private static final class Recording implements FreedomCardClient {

    final List<Object> calls = new ArrayList<>();
    final IllegalStateException failure = new IllegalStateException("recorded");
    @Nullable Object response;

    @Override
    public <Q, R> ApiResponse<R> execute(Operation<Q, R> operation, Q request) {
      calls.add(operation);
      calls.add(request);
      if (response == null) {
        throw failure;
      }
      R body = operation.responseType().cast(response);
      return new ApiResponse<>(body, 200, Map.of(), new byte[0], 1, Resolution.DIRECT);
    }

    @Override
    public FreedomCardClient withOptions(RequestOptions options) {
      return this;
    }

    @Override
    public FreedomCardAsyncClient async() {
      return new FreedomCardAsyncClient() {
        @Override
        public <Q, R> CompletableFuture<ApiResponse<R>> execute(
            Operation<Q, R> operation, Q request) {
          try {
            return CompletableFuture.completedFuture(Recording.this.execute(operation, request));
          } catch (IllegalStateException e) {
            return CompletableFuture.failedFuture(new CompletionException(e));
          }
        }

        @Override
        public FreedomCardAsyncClient withOptions(RequestOptions options) {
          return this;
        }

        @Override
        public CompletableFuture<RequestState> awaitCompletion(UUID requestId, Duration timeout) {
          throw new UnsupportedOperationException();
        }
      };
    }

    @Override
    public RequestState awaitCompletion(UUID requestId, Duration timeout) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
