package io.github.freedomcard.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.freedomcard.signing.JwsRequestVerifier;
import java.security.SignatureException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a received request into its answer: finds the endpoint, checks transport, signature and
 * fields, and has it processed.
 *
 * <p>The answer depends on nothing but the request and the state, so that a request can be answered
 * late, or its answer lost or changed, by whoever calls {@link #answer}. Thread-safe.
 */
final class Dispatcher {

  private static final Logger LOG = LoggerFactory.getLogger(FreedomCardSandbox.class);
  private static final String CONTENT_TYPE = "application/json";

  private final Map<String, OperationRoute> endpoints = new LinkedHashMap<>();
  private final JwsRequestVerifier verifier;
  private final SignatureExplainer explainer;
  private final Processor processor;
  private final BiConsumer<SandboxRequest, OperationResult> observer;

  /**
   * @param observer is told of each request and its answer, before the answer is out
   */
  Dispatcher(
      List<OperationRoute> endpoints,
      JwsRequestVerifier verifier,
      SignatureExplainer explainer,
      Processor processor,
      BiConsumer<SandboxRequest, OperationResult> observer) {
    for (OperationRoute endpoint : endpoints) {
      if (this.endpoints.put(endpoint.path(), endpoint) != null) {
        throw new IllegalArgumentException("two endpoints at " + endpoint.path());
      }
    }
    this.verifier = verifier;
    this.explainer = explainer;
    this.processor = processor;
    this.observer = observer;
  }

  /** What is at a path; null if nothing is. */
  @Nullable OperationRoute endpoint(String path) {
    return endpoints.get(path);
  }

  /**
   * The answer to a request, which has its effect before this returns, unless it is a command in
   * process.
   *
   * @param mode when it takes effect, if it is a command; null for when all do
   */
  OperationResult answer(SandboxRequest received, @Nullable ProcessingMode mode) {
    OperationResult answer = process(received, mode);
    observer.accept(received, answer);
    return answer;
  }

  private OperationResult process(SandboxRequest received, @Nullable ProcessingMode mode) {
    OperationRoute endpoint = endpoints.get(received.path());
    try {
      if (endpoint == null) {
        throw Refusal.http(404, "not_found", "no operation has this path");
      }
      admit(received);
      return new OperationResult(
          200, processor.take(endpoint, read(endpoint, received), mode), null);
    } catch (Refusal refusal) {
      return refused(endpoint, received, refusal);
    } catch (RuntimeException failure) {
      LOG.error("{}: a defect of the sandbox", received.path(), failure);
      return refused(
          endpoint, received, Refusal.http(500, "sandbox_failure", failure.getClass().getName()));
    }
  }

  /** Refuses what a server refuses before it looks into the body. */
  private void admit(SandboxRequest received) {
    if (!received.method().equals("POST")) {
      throw Refusal.http(405, "method_not_allowed", "not POST: " + received.method());
    }
    if (!CONTENT_TYPE.equals(received.contentType())) {
      throw Refusal.http(
          415,
          "unsupported_media_type",
          "Content-Type: not " + CONTENT_TYPE + ": " + received.contentType());
    }
    String signature = received.signature();
    if (signature == null) {
      throw Refusal.signature("missing", explainer.explain(received));
    }
    try {
      verifier.verify(signature, received.method(), received.path(), received.body());
    } catch (SignatureException mismatch) {
      throw Refusal.signature(String.valueOf(mismatch.getMessage()), explainer.explain(received));
    }
    String requestId = received.requestId();
    if (requestId == null || requestId.isBlank()) {
      throw Refusal.http(400, "invalid_request", "Request-Id: missing");
    }
  }

  private static ObjectNode read(OperationRoute endpoint, SandboxRequest received) {
    ObjectNode request = WireJson.read(received.body());
    if (request == null) {
      throw Refusal.http(400, "invalid_request", "body: not a JSON object");
    }
    List<Violation> broken = endpoint.fields().broken(request);
    if (!broken.isEmpty()) {
      throw endpoint.family().refusal(broken);
    }
    return request;
  }

  private OperationResult refused(
      @Nullable OperationRoute endpoint, SandboxRequest received, Refusal refusal) {
    String name = endpoint == null ? received.path() : endpoint.name();
    if (refusal.status() == 200) {
      LOG.debug("{} refused: {}: {}", name, refusal.code(), refusal.description());
    } else {
      LOG.warn("{} refused: {}: {}", name, refusal.status(), refusal.report());
    }
    // Whatever the family, a request that was not even read is told so in the usual envelope.
    ResponseFormat family =
        endpoint != null && refusal.status() == 200 ? endpoint.family() : ResponseFormat.CARD_API;
    return new OperationResult(refusal.status(), family.error(refusal, processor.now()), refusal);
  }
}
