package io.github.freedomcard.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;

/** What goes out in answer to a request, after all that may go wrong with it. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Served(int status, Map<String, String> headers, byte[] body) {

  /** For requests that were not processed, and whose connection ends. */
  static final Served NOTHING = of(200, Map.of(), "");

  static Served of(int status, Map<String, String> headers, String body) {
    return new Served(status, headers, body.getBytes(UTF_8));
  }

  static Served of(Answer answer) {
    return new Served(
        answer.status(), Map.of("Content-Type", "application/json"), WireJson.write(answer.body()));
  }

  Served with(String header, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new Served(status, all, body);
  }

  Served withStatus(int status) {
    return new Served(status, headers, body);
  }

  Served withBody(byte[] body) {
    return new Served(status, headers, body);
  }
}
