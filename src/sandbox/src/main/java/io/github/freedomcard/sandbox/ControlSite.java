package io.github.freedomcard.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serves the page and the control API on the sandbox's port, beside the Card API.
 *
 * <p>It also keeps requests from WireMock that were not meant for the sandbox: those of web pages
 * of other origins, and all for WireMock's own administration and files. The Card API can be called
 * by any host name, since its requests are signed. Thread-safe.
 */
final class ControlSite {

  /** Plain, since WireMock resolves dots and encoded characters. */
  private static final Pattern CARD_API = Pattern.compile("/v5/[A-Za-z0-9_/-]*");

  /** The path of the control API. */
  static final String ROOT = "/_sandbox";

  private static final String PAGE = ROOT + "/page/";

  /** WireMock's administration, and the files of its stubs. */
  private static final Pattern WIRE_MOCK = Pattern.compile("__(admin|files)");

  private static final Pattern PAGE_FILE = Pattern.compile("[a-z0-9-]+\\.(css|js|svg)");

  private static final Map<String, String> CONTENT_TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  private static final Map<String, String> SECURITY_HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
              + " img-src 'self' data:; base-uri 'none'; form-action 'none';"
              + " frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Referrer-Policy",
          "no-referrer",
          "Cache-Control",
          "no-store");

  /** The documents that describe the two APIs, by their path. */
  private static final Map<String, String> DOCUMENTS =
      Map.of(
          ROOT + "/openapi.json", "card-api.openapi.json",
          ROOT + "/control.openapi.json", "control.openapi.json");

  private final SandboxHosts hosts;
  private final String scheme;
  private final byte @Nullable [] authorization;
  private final ControlApi api;

  /**
   * @param token required of each call of the control API; null if anyone on this machine may call
   *     it
   */
  ControlSite(ControlApi api, SandboxHosts hosts, String scheme, @Nullable String token) {
    this.api = api;
    this.hosts = hosts;
    this.scheme = scheme;
    this.authorization = token == null ? null : ("Bearer " + token).getBytes(UTF_8);
  }

  /** Returns whether a request is answered by {@link #respond}, and is not for WireMock. */
  boolean isOwn(HttpHead request) {
    String path = path(request.target());
    if (isOfWireMock(path) || !path.startsWith("/")) {
      return true;
    }
    return path.equals("/")
        || path.equals(ROOT)
        || path.startsWith(ROOT + "/")
        || refusal(request, path) != null;
  }

  private @Nullable String refusal(HttpHead request, String path) {
    return CARD_API.matcher(path).matches()
        ? hosts.originRefusal(request, scheme)
        : hosts.refusal(request, scheme);
  }

  /** Responds to a request that is {@linkplain #isOwn its own}. */
  SandboxResponse respond(HttpHead request, byte[] body) {
    SandboxResponse response = respondUnprotected(request, body);
    Map<String, String> headers = new LinkedHashMap<>(response.headers());
    headers.putAll(SECURITY_HEADERS);
    return new SandboxResponse(response.status(), headers, response.body());
  }

  private SandboxResponse respondUnprotected(HttpHead request, byte[] body) {
    String path = path(request.target());
    if (!path.startsWith("/")) {
      return problem(400, "the target is not a path: the sandbox is not a proxy");
    }
    String refusal = refusal(request, path);
    if (refusal != null) {
      return problem(403, refusal);
    }
    if (isOfWireMock(path)) {
      return problem(404, "no such page; in the JVM, use sandbox.wireMock()");
    }
    String method = request.method().equals("HEAD") ? "GET" : request.method();
    if (path.equals("/") || path.startsWith(PAGE)) {
      return method.equals("GET") ? file(path) : problem(405, "not GET");
    }
    if (authorization != null && !isAuthorized(request.field("Authorization"))) {
      return problem(401, "Authorization: not the control token, which was set or printed at start")
          .with("WWW-Authenticate", "Bearer");
    }
    String document = DOCUMENTS.get(path);
    if (document != null && method.equals("GET")) {
      return resource(document, "application/json");
    }
    return api.respond(method, request.target(), request.field("Content-Type"), body);
  }

  private boolean isAuthorized(@Nullable String given) {
    return given != null && MessageDigest.isEqual(given.getBytes(UTF_8), authorization);
  }

  private static SandboxResponse file(String path) {
    String name = path.equals("/") ? "index.html" : path.substring(PAGE.length());
    if (!path.equals("/") && !PAGE_FILE.matcher(name).matches()) {
      return problem(404, "no such page");
    }
    String type = CONTENT_TYPES.getOrDefault(name.substring(name.indexOf('.') + 1), "");
    return resource("page/" + name, type);
  }

  private static SandboxResponse resource(String name, String contentType) {
    try (InputStream in = ControlSite.class.getResourceAsStream(name)) {
      return in == null
          ? problem(404, "no such page")
          : new SandboxResponse(200, Map.of("Content-Type", contentType), in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An error in the form of RFC 9457. */
  static SandboxResponse problem(int status, String detail) {
    JsonNode problem =
        WireJson.object()
            .put("title", TITLES.getOrDefault(status, "Error"))
            .put("status", status)
            .put("detail", detail);
    return new SandboxResponse(
        status, Map.of("Content-Type", "application/problem+json"), WireJson.write(problem));
  }

  private static final Map<Integer, String> TITLES =
      Map.of(
          400, "Bad request",
          401, "Unauthorized",
          403, "Forbidden",
          404, "Not found",
          405, "Method not allowed",
          409, "Conflict",
          413, "Content too large",
          415, "Unsupported media type",
          500, "Sandbox failure");

  /**
   * Compares loosely, because WireMock resolves more spellings of a path than are worth listing.
   */
  private static boolean isOfWireMock(String path) {
    String decoded = path;
    try {
      decoded = URLDecoder.decode(path, UTF_8);
    } catch (IllegalArgumentException malformed) {
      // Compared as it is.
    }
    return WIRE_MOCK.matcher(decoded.toLowerCase(Locale.ROOT)).find();
  }

  private static String path(String target) {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }
}
