package io.github.freedomcard.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;

/** The HTTP response to a request, after faults were applied. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record SandboxResponse(int status, Map<String, String> headers, byte[] body) {

  /** Header that names the likely mistake in a request. */
  static final String HINT = "Sandbox-Hint";

  /** Placeholder for a request that was not processed and whose connection ends. */
  static final SandboxResponse NOTHING = of(200, Map.of(), "");

  static SandboxResponse of(int status, Map<String, String> headers, String body) {
    return new SandboxResponse(status, headers, body.getBytes(UTF_8));
  }

  static SandboxResponse of(OperationResult response) {
    SandboxResponse usual =
        new SandboxResponse(
            response.status(),
            Map.of("Content-Type", "application/json"),
            WireJson.write(response.body()));
    String hint = response.hint();
    return hint == null ? usual : usual.with(HINT, hint);
  }

  /** Returns whether the client gets this response, at least a part of it. */
  boolean isSent() {
    String delivery = headers.getOrDefault(FaultProxy.DELIVERY, "");
    return delivery.isEmpty()
        || delivery.startsWith(FaultProxy.DELAY)
        || delivery.equals(FaultProxy.TRUNCATE);
  }

  /** Returns the headers that the client sees. */
  Map<String, String> visibleHeaders() {
    Map<String, String> visible = new LinkedHashMap<>(headers);
    visible.remove(FaultProxy.DELIVERY);
    return visible;
  }

  SandboxResponse with(String header, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new SandboxResponse(status, all, body);
  }

  SandboxResponse withStatus(int status) {
    return new SandboxResponse(status, headers, body);
  }

  SandboxResponse withBody(byte[] body) {
    return new SandboxResponse(status, headers, body);
  }
}
