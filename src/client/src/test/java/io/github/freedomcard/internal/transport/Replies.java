package io.github.freedomcard.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import okhttp3.Headers;

/** Replies for tests of what follows from them. */
final class Replies {

  private static final String PATH = "/v5/card-api/request/status";

  private Replies() {}

  static HttpReply.Complete complete(int status, String body) {
    return new HttpReply.Buffered(head(status), body.getBytes(UTF_8));
  }

  static HttpReply.Complete ok(String body) {
    return complete(200, body);
  }

  /** As {@link #complete}, with these headers: names and values in turn. */
  static HttpReply.Complete withHeaders(int status, String... headers) {
    return new HttpReply.Buffered(
        new HttpReply.Head(PATH, status, Headers.of(headers), Instant.EPOCH), new byte[0]);
  }

  static HttpReply.Head head(int status) {
    return new HttpReply.Head(PATH, status, Headers.of(), Instant.EPOCH);
  }

  static HttpReply.NoResponse lost(IOException cause) {
    return noResponse(cause, true);
  }

  static HttpReply.NoResponse notSent(IOException cause) {
    return noResponse(cause, false);
  }

  private static HttpReply.NoResponse noResponse(IOException cause, boolean mayHaveBeenSent) {
    return new HttpReply.NoResponse(
        "card.example:443", Duration.ofSeconds(20), cause, mayHaveBeenSent);
  }
}
