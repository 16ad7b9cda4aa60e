package io.github.freedomcard.sandbox;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The newest requests to the Card API, for the page and the control API; numbered from 1.
 *
 * <p>It differs from WireMock's journal, which is the test's own to read and to reset. Thread-safe.
 */
final class RequestHistory {

  static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx");

  private static final int KEPT = 2_000;

  /** Of bodies; requests need no signature to be kept. */
  private static final long MAX_BYTES = 16L * 1024 * 1024;

  /** Of real time: the sandbox's clock can be advanced. */
  private final Clock clock;

  private final NavigableMap<Long, ServedRequest> kept = new TreeMap<>();
  private long lastNumber;
  private long bytes;

  private final Consumer<ServedRequest> observer;

  /**
   * @param observer receives each request before its response is sent, and again if a fault delayed
   *     its processing until after the response
   */
  RequestHistory(Clock clock, Consumer<ServedRequest> observer) {
    this.clock = clock;
    this.observer = observer;
  }

  /**
   * A request and its response.
   *
   * @param route null if no operation has the path
   * @param result null if it was not processed, or not yet
   * @param response as sent, if the fault lets it be sent
   */
  record ServedRequest(
      long number,
      OffsetDateTime at,
      SandboxRequest received,
      @Nullable OperationRoute route,
      @Nullable OperationResult result,
      SandboxResponse response,
      @Nullable Fault fault) {

    long bytes() {
      return (long) received.body().length + response.body().length;
    }

    ServedRequest with(OperationResult late) {
      return new ServedRequest(number, at, received, route, late, response, fault);
    }

    String signatureVerdict() {
      return result == null ? "unchecked" : result.signatureVerdict();
    }
  }

  /** Returns the number of the request. */
  long add(
      SandboxRequest received,
      @Nullable OperationRoute route,
      @Nullable OperationResult result,
      SandboxResponse response,
      @Nullable Fault fault) {
    ServedRequest served;
    synchronized (this) {
      served =
          new ServedRequest(
              ++lastNumber, OffsetDateTime.now(clock), received, route, result, response, fault);
      kept.put(served.number(), served);
      bytes += served.bytes();
      while (kept.size() > KEPT || (bytes > MAX_BYTES && kept.size() > 1)) {
        bytes -= kept.pollFirstEntry().getValue().bytes();
      }
    }
    observer.accept(served);
    return served.number();
  }

  /** Adds the result of a request that was processed after its connection ended. */
  void processedLate(long number, OperationResult result) {
    ServedRequest processed;
    synchronized (this) {
      processed = kept.computeIfPresent(number, (same, served) -> served.with(result));
    }
    if (processed != null) {
      observer.accept(processed);
    }
  }

  /** Returns the number of the newest request; 0 if there is none. */
  synchronized long lastNumber() {
    return lastNumber;
  }

  /**
   * Returns requests, oldest first.
   *
   * @param after only those with a higher number; -1 for the newest ones
   */
  synchronized List<ServedRequest> after(long after, int limit) {
    long first = after < 0 ? lastNumber - limit : after;
    return kept.tailMap(first, false).values().stream().limit(limit).toList();
  }

  /**
   * Returns a request.
   *
   * @throws NoSuchElementException if it is not kept
   */
  synchronized ServedRequest get(long number) {
    ServedRequest served = kept.get(number);
    if (served == null) {
      throw new NoSuchElementException(
          "number: not one of the newest " + KEPT + " requests: " + number);
    }
    return served;
  }

  synchronized void clear() {
    kept.clear();
    bytes = 0;
    lastNumber = 0;
  }
}
