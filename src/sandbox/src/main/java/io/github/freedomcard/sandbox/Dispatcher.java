package io.github.freedomcard.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.freedomcard.signing.JwsRequestVerifier;
import java.security.SignatureException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles a request: finds its route, checks the transport, the signature and the fields, and
 * processes it.
 *
 * <p>The result depends only on the request and the sandbox's data. Therefore the caller of {@link
 * #handle} can delay a request, or drop or change its response. Thread-safe.
 */
final class Dispatcher {

  private static final Logger LOG = LoggerFactory.getLogger(FreedomCardSandbox.class);
  private static final String CONTENT_TYPE = "application/json";
  private static final Pattern MEDIA_TYPE = Pattern.compile("(?!.{61})[\\w.+-]+/[\\w.+*-]+");

  private final Map<String, OperationRoute> routes = new LinkedHashMap<>();
  private final JwsRequestVerifier verifier;
  private final SignatureExplainer explainer;
  private final Processor processor;

  Dispatcher(
      List<OperationRoute> routes,
      JwsRequestVerifier verifier,
      SignatureExplainer explainer,
      Processor processor) {
    for (OperationRoute route : routes) {
      if (this.routes.put(route.path(), route) != null) {
        throw new IllegalArgumentException("two routes at " + route.path());
      }
    }
    this.verifier = verifier;
    this.explainer = explainer;
    this.processor = processor;
  }

  /** Returns the route at a path; null if there is none. */
  @Nullable OperationRoute route(String path) {
    return routes.get(path);
  }

  /**
   * Handles a request. It takes effect before this method returns, unless it is a command in
   * process.
   *
   * @param mode when a command takes effect; null for the sandbox's own mode
   */
  OperationResult handle(SandboxRequest received, @Nullable ProcessingMode mode) {
    OperationResult result = process(received, mode);
    log(received, result);
    return result;
  }

  private OperationResult process(SandboxRequest received, @Nullable ProcessingMode mode) {
    OperationRoute route = routes.get(received.path());
    String verdict = "unchecked";
    String hint = null;
    try {
      if (route == null) {
        throw PathHints.refusal(received.path(), routes.keySet());
      }
      checkTransport(received);
      verdict = "refused";
      verify(received);
      verdict = "accepted";
      ObjectNode request = read(received);
      hint = route.fields().hint(request);
      validate(route, request);
      return new OperationResult(200, processor.process(route, request, mode), verdict, null, hint);
    } catch (Refusal refusal) {
      return refused(route, received, verdict, refusal, hint);
    } catch (RuntimeException | StackOverflowError failure) {
      LOG.error("{}: a defect of the sandbox", received.shownPath(), failure);
      return refused(route, received, verdict, failure(failure), hint);
    }
  }

  private static Refusal failure(Throwable failure) {
    return Refusal.http(500, "sandbox_failure", failure.getClass().getName());
  }

  /** Returns the result for a request whose handling failed outside {@link #handle}. */
  OperationResult failed(Throwable failure) {
    Refusal refusal = failure(failure);
    return new OperationResult(
        refusal.status(),
        ResponseFormat.CARD_API.error(refusal, processor.now()),
        "unchecked",
        refusal,
        null);
  }

  private static void checkTransport(SandboxRequest received) {
    if (!received.method().equals("POST")) {
      throw Refusal.http(405, "method_not_allowed", "not POST: " + received.method());
    }
    if (!CONTENT_TYPE.equals(received.contentType())) {
      throw Refusal.http(
          415,
          "unsupported_media_type",
          "Content-Type: not " + CONTENT_TYPE + ": " + mediaType(received.contentType()));
    }
  }

  /** Returns it without its parameters, which may have anything. */
  private static String mediaType(@Nullable String contentType) {
    if (contentType == null) {
      return "missing";
    }
    String[] parts = contentType.split(";", 2);
    String type = parts[0].strip();
    return (MEDIA_TYPE.matcher(type).matches() && SafeText.isPlain(type) ? type : SafeText.HIDDEN)
        + (parts.length == 1 ? "" : " with parameters");
  }

  private void verify(SandboxRequest received) {
    String signature = received.signature();
    if (signature == null) {
      throw explainer.refusal("missing", received);
    }
    try {
      verifier.verify(signature, received.method(), received.path(), received.body());
    } catch (SignatureException mismatch) {
      throw explainer.refusal(String.valueOf(mismatch.getMessage()), received);
    }
  }

  private static ObjectNode read(SandboxRequest received) {
    String requestId = received.requestId();
    if (requestId == null || requestId.isBlank()) {
      throw Refusal.http(400, "invalid_request", "Request-Id: missing");
    }
    ObjectNode request = WireJson.read(received.body());
    if (request == null) {
      throw Refusal.http(400, "invalid_request", "body: not a JSON object");
    }
    return request;
  }

  private static void validate(OperationRoute route, ObjectNode request) {
    List<Violation> violations = route.fields().validate(request);
    if (!violations.isEmpty()) {
      throw route.format().refusal(violations);
    }
  }

  private OperationResult refused(
      @Nullable OperationRoute route,
      SandboxRequest received,
      String verdict,
      Refusal refusal,
      @Nullable String fieldHint) {
    if (route != null) {
      processor.recordRefusal(route, WireJson.read(received.body()), refusal);
    }
    // A request that was not read gets the Card API envelope, whatever the format of its route.
    ResponseFormat format =
        route != null && refusal.status() == 200 ? route.format() : ResponseFormat.CARD_API;
    return new OperationResult(
        refusal.status(),
        format.error(refusal, processor.now()),
        verdict,
        refusal,
        refusal.hint() == null ? fieldHint : refusal.hint());
  }

  private void log(SandboxRequest received, OperationResult result) {
    Refusal refusal = result.refusal();
    OperationRoute route = routes.get(received.path());
    String name = route == null ? received.shownPath() : route.name();
    if (refusal != null && refusal.status() != 200) {
      LOG.warn("{} refused: {}: {}", name, refusal.status(), result.report());
    } else if (result.hint() != null) {
      LOG.warn("{}: {}", name, result.report());
    } else if (refusal != null) {
      LOG.debug("{} refused: {}: {}", name, refusal.code(), result.report());
    }
  }
}
