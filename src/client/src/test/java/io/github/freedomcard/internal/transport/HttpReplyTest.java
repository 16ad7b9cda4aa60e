package io.github.freedomcard.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.Resolution;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;

class HttpReplyTest {

  private final IOException cause = new UnknownHostException("a name in a message");
  private final HttpReply complete = Replies.ok("{}");
  private final HttpReply tooLarge = new HttpReply.TooLarge(Replies.head(200));
  private final HttpReply truncated = new HttpReply.Truncated(Replies.head(502), cause);
  private final HttpReply none = Replies.lost(cause);

  @Test
  void describe_hasNoTextOfTheNetwork() {
    assertThat(List.of(complete, tooLarge, truncated, none))
        .extracting(HttpReply::describe)
        .containsExactly(
            "HTTP 200",
            "HTTP 200, incomplete",
            "HTTP 502, incomplete",
            "no response, UnknownHostException");
  }

  @Test
  void cause_onlyWhereSomethingFailed() {
    assertThat(complete.cause()).isNull();
    assertThat(tooLarge.cause()).isNull();
    assertThat(truncated.cause()).isSameAs(cause);
    assertThat(none.cause()).isSameAs(cause);
  }

  @Test
  void reason_namesHostAndPortAndKindOfFailure() {
    assertThat(Replies.lost(cause).reason())
        .isEqualTo("card.example:443: unknown host: check the base URL");
    assertThat(Replies.lost(new ConnectException("with an address")).reason())
        .isEqualTo(
            "card.example:443: no connection: is the server running, and is the base URL right?");
    assertThat(Replies.lost(new InterruptedIOException("with an address")).reason())
        .isEqualTo("card.example:443: time-out after 20000 ms");
    IOException rejected = new InterruptedIOException("executor rejected");
    rejected.initCause(new RejectedExecutionException());
    assertThat(Replies.lost(rejected).reason())
        .isEqualTo("card.example:443: InterruptedIOException");
  }

  @Test
  void retryAfter_isTheFirstValueOfTheHeader() {
    assertThat(Replies.withHeaders(429, "Retry-After", "7", "Retry-After", "9").retryAfter())
        .isEqualTo(Duration.ofSeconds(7));
    assertThat(complete.retryAfter()).isNull();
    assertThat(none.retryAfter()).isNull();
  }

  @Test
  void retryAfter_whenADate_countsFromTheDateOrElseFromTheTimeOfReceipt() {
    String until = "Thu, 01 Jan 1970 00:01:00 GMT";
    String sent = "Thu, 01 Jan 1970 00:00:20 GMT";
    assertThat(Replies.withHeaders(503, "Retry-After", until, "Date", sent).retryAfter())
        .isEqualTo(Duration.ofSeconds(40));
    assertThat(Replies.withHeaders(503, "Retry-After", until).retryAfter())
        .isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void mayHaveBeenSent_whenThereIsAResponse_always() {
    assertThat(List.of(complete, tooLarge, truncated, none)).allMatch(HttpReply::mayHaveBeenSent);
    assertThat(Replies.notSent(cause).mayHaveBeenSent()).isFalse();
  }

  /** The array of the reply is the only one: a change of it is seen in the response. */
  @Test
  void toResponse_copiesTheBodyOnlyWhenItIsAskedFor() {
    byte[] bytes = {1, 2};
    Headers headers = Headers.of("X-Trace", "7");
    HttpReply.Complete reply =
        new HttpReply.Buffered(new HttpReply.Head("/p", 200, headers, Instant.EPOCH), bytes);
    ApiResponse<String> response = reply.toResponse("typed", 2, Resolution.DIRECT);
    assertThat(response.body()).isEqualTo("typed");
    bytes[0] = 3;
    byte[] raw = response.rawBody();
    assertThat(raw).containsExactly(3, 2).isNotSameAs(bytes);
    raw[1] = 4;
    assertThat(response.rawBody()).containsExactly(3, 2);
    assertThat(response.headers()).containsEntry("x-trace", List.of("7")).hasSize(1);
    assertThat(response.attempts()).isEqualTo(2);
    assertThat(response.status()).isEqualTo(200);
  }
}
