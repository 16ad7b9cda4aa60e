package io.github.freedomcard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.model.gift.IssueGiftCardRequest;
import io.github.freedomcard.testing.Logs;
import io.github.freedomcard.testing.RawServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.Call;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Interceptors, listeners and executors of the caller that fail with anything that Java can throw:
 * the outcome is right and logged, and no text of theirs reaches an exception.
 */
@Timeout(60)
class FailingExtensionTest {

  private static final String SECRET = "4400430012345678";
  private static final String OK = "{\"status\":0,\"card_id\":7}";

  /** What the caller adds to the HTTP client. */
  private enum Extension {
    INTERCEPTOR_BEFORE(false) {
      @Override
      void add(OkHttpClient.Builder http, Thrower thrower) {
        http.addInterceptor(
            chain -> {
              thrower.run();
              return chain.proceed(chain.request());
            });
      }
    },
    INTERCEPTOR_AFTER(true) {
      @Override
      void add(OkHttpClient.Builder http, Thrower thrower) {
        http.addInterceptor(after(thrower));
      }
    },
    NETWORK_INTERCEPTOR_AFTER(true) {
      @Override
      void add(OkHttpClient.Builder http, Thrower thrower) {
        http.addNetworkInterceptor(after(thrower));
      }
    },
    LISTENER_AT_START(false) {
      @Override
      void add(OkHttpClient.Builder http, Thrower thrower) {
        http.eventListener(
            new EventListener() {
              @Override
              public void callStart(Call call) {
                thrower.runUnchecked();
              }
            });
      }
    },
    LISTENER_AT_RESPONSE(true) {
      @Override
      void add(OkHttpClient.Builder http, Thrower thrower) {
        http.eventListener(
            new EventListener() {
              @Override
              public void responseHeadersEnd(Call call, Response response) {
                thrower.runUnchecked();
              }
            });
      }
    },
    EXECUTOR(false) {
      @Override
      void add(OkHttpClient.Builder http, Thrower thrower) {
        http.dispatcher(
            new Dispatcher(
                new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new SynchronousQueue<>()) {
                  @Override
                  public void execute(Runnable task) {
                    thrower.runUnchecked();
                  }
                }));
      }
    };

    final boolean sent;

    Extension(boolean sent) {
      this.sent = sent;
    }

    abstract void add(OkHttpClient.Builder http, Thrower thrower);

    private static Interceptor after(Thrower thrower) {
      return chain -> {
        Response response = chain.proceed(chain.request());
        response.close();
        thrower.run();
        return response;
      };
    }
  }

  /** Throws something that holds the secret. */
  private enum Thrower {
    RUNTIME_EXCEPTION,
    ERROR,
    IO_EXCEPTION_WITH_CAUSE;

    void run() throws IOException {
      if (this == IO_EXCEPTION_WITH_CAUSE) {
        throw new IOException("wrapped", new IllegalStateException(SECRET));
      }
      runUnchecked();
    }

    void runUnchecked() {
      if (this == ERROR) {
        throw new StackOverflowError(SECRET);
      }
      throw new IllegalStateException(SECRET);
    }
  }

  private record Combination(Extension extension, Thrower thrower, boolean async) {}

  static Stream<Combination> combinations() {
    return Stream.of(Extension.values())
        .flatMap(
            extension ->
                Stream.of(Thrower.values())
                    .flatMap(
                        thrower ->
                            Stream.of(false, true)
                                .map(async -> new Combination(extension, thrower, async))))
        // Only asynchronous calls use the executor.
        .filter(each -> each.extension() != Extension.EXECUTOR || each.async());
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void call_whenAnExtensionOfTheCallerFails_saysWhatHappenedAndNothingElse(Combination given) {
    OkHttpClient.Builder http = new OkHttpClient.Builder().dispatcher(new Dispatcher(quiet()));
    given.extension().add(http, given.thrower());
    Throwable failure;
    String log;
    try (RawServer server = RawServer.start((n, request) -> RawServer.http("200 OK", OK));
        Logs logs = Logs.capture();
        FreedomCardClient client =
            FreedomCardClient.builder()
                .baseUrl(server.baseUrl())
                .credentials("id", "key")
                .retryPolicy(RetryPolicy.none())
                .httpClient(http.build())
                .build()) {
      failure = catchThrowable(() -> issue(client, given.async()));
      log = logs.text();
      assertThat(server.requests()).hasSize(given.extension().sent ? 1 : 0);
    }

    boolean unknown = given.extension().sent;
    if (given.thrower() == Thrower.ERROR && !given.async()) {
      assertThat(failure).isInstanceOf(StackOverflowError.class);
    } else {
      assertThat(failure)
          .isInstanceOfSatisfying(
              FreedomCardException.class,
              e ->
                  assertThat(e.outcome())
                      .isEqualTo(unknown ? Outcome.UNKNOWN : Outcome.NOT_PROCESSED));
      assertThat(textOf(failure)).doesNotContain(SECRET);
    }
    List<String> warnings =
        log.lines().filter(line -> line.contains("WARN io.github.freedomcard")).toList();
    assertThat(warnings).hasSize(unknown ? 1 : 0).allMatch(line -> line.contains("unknown"));
  }

  private static void issue(FreedomCardClient client, boolean async) throws Throwable {
    IssueGiftCardRequest request =
        IssueGiftCardRequest.builder()
            .cardholderName("A B")
            .phone("77011234567")
            .productCode(1)
            .build();
    if (!async) {
      client.issueGiftCard(request);
      return;
    }
    try {
      client.async().issueGiftCard(request).join();
    } catch (CompletionException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  /** OkHttp rethrows what it does not expect, which the JVM would print. */
  private static ExecutorService quiet() {
    return Executors.newCachedThreadPool(
        task -> {
          Thread thread = new Thread(task);
          thread.setDaemon(true);
          thread.setUncaughtExceptionHandler((failed, e) -> {});
          return thread;
        });
  }

  /** With causes and suppressed exceptions. */
  private static String textOf(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
