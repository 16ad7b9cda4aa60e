package io.github.freedomcard.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The part of the control API that injects faults, over {@link Faults}. Thread-safe. */
final class ControlFaults {

  /** The parameters of the kinds that have any. */
  private static final Map<String, Set<String>> PARAMETERS =
      Map.of(
          "requestDelayed",
          Set.of("status_queries"),
          "requestInProcess",
          Set.of("status_queries"),
          "responseDelayed",
          Set.of("delay"),
          "httpStatus",
          Set.of("status", "retry_after", "content_type", "body", "after_processing"));

  static final Set<String> FIELDS =
      Stream.concat(
              Stream.of("operation", "fault", "occurrence", "always"),
              PARAMETERS.values().stream().flatMap(Set::stream))
          .collect(Collectors.toUnmodifiableSet());

  static final Set<String> SETTINGS =
      Set.of("duplicate_status", "unknown_id_response", "status_lag");

  /** The control API is refused too, so it could not end the refusal itself. */
  private static final Duration MAX_REFUSAL = Duration.ofMinutes(1);

  private static final Duration MAX_DELAY = Duration.ofHours(1);

  private final Faults faults;

  ControlFaults(Faults faults) {
    this.faults = faults;
  }

  void arm(ControlRequest request) {
    String operation = request.text("operation");
    String kind = request.text("fault");
    PARAMETERS.values().stream()
        .flatMap(Set::stream)
        .filter(
            name -> request.has(name) && !PARAMETERS.getOrDefault(kind, Set.of()).contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(name + ": does not apply to " + kind);
            });
    Fault fault = fault(kind, request);
    if (request.flag("always")) {
      if (request.has("occurrence")) {
        throw new IllegalArgumentException("occurrence: not together with always");
      }
      faults.always(operation, fault);
    } else if (request.has("occurrence")) {
      faults.on(operation, request.integer("occurrence"), fault);
    } else {
      faults.next(operation, fault);
    }
  }

  private static Fault fault(String kind, ControlRequest request) {
    return switch (kind) {
      case "requestReset" -> Fault.requestReset();
      case "requestTimeout" -> Fault.requestTimeout();
      case "requestDelayed" -> Fault.requestDelayed(request.integer("status_queries"));
      case "requestDelayedUntilResend" -> Fault.requestDelayedUntilResend();
      case "requestInProcess" ->
          request.has("status_queries")
              ? Fault.requestInProcess(request.integer("status_queries"))
              : Fault.requestInProcess();
      case "responseLost" -> Fault.responseLost();
      case "responseTruncated" -> Fault.responseTruncated();
      case "responseMalformed" -> Fault.responseMalformed();
      case "responseTimeout" -> Fault.responseTimeout();
      case "responseDelayed" -> Fault.responseDelayed(delay(request));
      case "responseUnexpectedValues" -> Fault.responseUnexpectedValues();
      case "responseUnknownRequestStatus" -> Fault.responseUnknownRequestStatus();
      case "httpStatus" -> httpStatus(request);
      default ->
          throw new IllegalArgumentException(
              "fault: unknown: " + kind + "; /_sandbox/control.openapi.json lists all");
    };
  }

  private static Duration delay(ControlRequest request) {
    Duration delay = request.duration("delay");
    if (delay.compareTo(MAX_DELAY) > 0) {
      throw new IllegalArgumentException("delay: more than " + MAX_DELAY + ": " + delay);
    }
    return delay;
  }

  private static Fault httpStatus(ControlRequest request) {
    Fault.HttpStatusFault fault = Fault.httpStatus(request.integer("status"));
    if (request.has("retry_after")) {
      fault = fault.retryAfter(Duration.ofSeconds(request.integer("retry_after")));
    }
    if (request.has("body") || request.has("content_type")) {
      fault = fault.body(request.text("content_type", "text/plain"), request.text("body", ""));
    }
    return request.flag("after_processing") ? fault.afterProcessing() : fault;
  }

  void refuseConnections(Duration duration) {
    if (duration.isZero() || duration.isNegative() || duration.compareTo(MAX_REFUSAL) > 0) {
      throw new IllegalArgumentException(
          "duration: not between 0 and " + MAX_REFUSAL + ": " + duration);
    }
    // Started first, so that a failure to start it refuses nothing.
    CompletableFuture.delayedExecutor(duration.toMillis(), TimeUnit.MILLISECONDS)
        .execute(faults::acceptConnections);
    faults.refuseConnections();
  }

  ObjectNode changeSettings(ControlRequest request) {
    if (request.has("duplicate_status")) {
      faults.duplicateStatus(request.integer("duplicate_status"));
    }
    if (request.has("unknown_id_response")) {
      faults.unknownIdResponse(unknownIdResponse(request.text("unknown_id_response")));
    }
    if (request.has("status_lag")) {
      faults.statusLag(request.integer("status_lag"));
    }
    return settings();
  }

  private static UnknownIdResponse unknownIdResponse(String name) {
    return Arrays.stream(UnknownIdResponse.values())
        .filter(value -> value.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown_id_response: none of "
                        + Arrays.toString(UnknownIdResponse.values())
                        + ": "
                        + name));
  }

  private ObjectNode settings() {
    Faults.Settings settings = faults.settings();
    return WireJson.object()
        .put("duplicate_status", settings.duplicateStatus())
        .put("unknown_id_response", settings.unknownIdResponse().name())
        .put("status_lag", settings.statusLag());
  }

  /** Returns the armed and the triggered faults and the settings. */
  ObjectNode list() {
    ArrayNode pending = WireJson.array();
    ArrayNode always = WireJson.array();
    for (Faults.ArmedFault armed : faults.armed()) {
      (armed.always() ? always : pending)
          .addObject()
          .put("operation", armed.operation())
          .put("fault", armed.fault().toString());
    }
    ObjectNode list = WireJson.object();
    list.set("pending", pending);
    list.set("always", always);
    list.set(
        "triggered",
        ControlApi.array(
            faults.triggered(),
            triggered ->
                WireJson.object()
                    .put("operation", triggered.operation())
                    .put(OperationRoute.REQUEST_ID, Objects.toString(triggered.requestId(), null))
                    .put("fault", triggered.fault().toString())));
    list.set("settings", settings());
    return list;
  }
}
