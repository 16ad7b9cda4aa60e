package io.github.freedomcard.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control API: what a test on the JVM does through {@link FreedomCardSandbox}, for programs in
 * other languages and for the page.
 *
 * <p>{@code control.openapi.json} describes it. Each route calls the Java API; this class and those
 * that it uses only translate. Thread-safe.
 */
final class ControlApi {

  private static final Logger LOG = LoggerFactory.getLogger(FreedomCardSandbox.class);

  /** Parameters of the Java API whose names are in messages, as this API writes them. */
  private static final Map<String, String> NAMES =
      Map.of(
          "cardId", "card_id",
          "clientId", "client_id",
          "productId", "product_id",
          "productCode", "product_code",
          "firstName", "first_name",
          "lastName", "last_name",
          "statusQueries", "status_queries",
          "errorCode", "error_code",
          "httpStatus", "duplicate_status");

  private static final Pattern FIRST_WORD = Pattern.compile("^\\w+");

  private final List<Route> routes;

  ControlApi(FreedomCardSandbox sandbox, RequestHistory history) {
    ControlData data = new ControlData(sandbox);
    ControlFaults faults = new ControlFaults(sandbox.faults());
    ControlReports reports = new ControlReports(sandbox, history);
    this.routes =
        List.of(
            new Route("GET", "", Set.of(), request -> ok(reports.sandbox())),
            new Route("POST", "reset", Set.of(), request -> done(sandbox::reset)),
            new Route(
                "POST",
                "clock/advance",
                Set.of("duration"),
                request -> {
                  sandbox.passTime(request.duration("duration"));
                  return ok(WireJson.object().put("now", WireJson.dateTime(sandbox.now())));
                }),
            new Route("GET", "faults", Set.of(), request -> ok(faults.list())),
            new Route(
                "POST",
                "faults",
                ControlFaults.FIELDS,
                request -> {
                  faults.arm(request);
                  return created(faults.list());
                }),
            new Route("DELETE", "faults", Set.of(), request -> done(sandbox.faults()::clear)),
            new Route(
                "POST", "faults/release", Set.of(), request -> done(sandbox.faults()::release)),
            new Route(
                "POST",
                "connections/reset",
                Set.of("count"),
                request -> done(() -> sandbox.faults().resetConnections(request.integer("count")))),
            new Route(
                "POST",
                "connections/refuse",
                Set.of("duration"),
                request -> {
                  faults.refuseConnections(request.duration("duration"));
                  return response(202, null);
                }),
            new Route(
                "PATCH",
                "settings",
                ControlFaults.SETTINGS,
                request -> ok(faults.changeSettings(request))),
            new Route(
                "POST",
                "clients",
                Set.of("first_name", "last_name", "phone"),
                request -> created(data.addClient(request))),
            new Route(
                "GET",
                "cards",
                Set.of("limit", "card_id"),
                request -> ok(data.cards(request.parameter("card_id"), request.limit()))),
            new Route("POST", "cards", ControlData.CARD, request -> created(data.addCard(request))),
            new Route(
                "GET",
                "transactions",
                Set.of("limit", "card_id"),
                request -> ok(data.transactions(request.parameter("card_id"), request.limit()))),
            new Route(
                "POST",
                "purchases",
                ControlData.PURCHASE,
                request -> created(data.addPurchase(request))),
            new Route(
                "POST",
                "purchases/{purchase_id}/book",
                Set.of("purchase_id"),
                request -> done(data.heldPurchase(request)::book)),
            new Route(
                "POST",
                "purchases/{purchase_id}/release",
                Set.of("purchase_id"),
                request -> done(data.heldPurchase(request)::release)),
            new Route(
                "GET",
                "gift-cards",
                Set.of("limit", "card_id"),
                request -> ok(data.giftCards(request.number("card_id", 0, 0), request.limit()))),
            new Route(
                "POST",
                "gift-cards",
                Set.of("state", "product_code"),
                request -> created(data.addGiftCard(request))),
            new Route(
                "GET",
                "requests",
                Set.of("after", "limit"),
                request -> ok(reports.requests(request.number("after", 0, -1), request.limit()))),
            new Route(
                "GET",
                "requests/{number}",
                Set.of("number"),
                request -> ok(reports.request(request.number("number", 1, 0)))),
            new Route("GET", "commands", Set.of(), request -> ok(reports.commandsInProcess())),
            new Route(
                "POST",
                "commands/{request_id}/finish",
                Set.of("request_id"),
                request -> ended(sandbox.finish(request.requestId()))),
            new Route(
                "POST",
                "commands/{request_id}/fail",
                Set.of("request_id", "error_code"),
                request -> ended(sandbox.fail(request.requestId(), request.text("error_code")))),
            new Route(
                "GET",
                "ledger",
                Set.of("request_id", "card_id", "after", "limit"),
                request -> ok(reports.ledger(request))));
  }

  /** Executes a call. */
  private interface Action {
    SandboxResponse execute(ControlRequest request);
  }

  /**
   * A method and a path below the root.
   *
   * @param names the parameters and fields that it knows
   */
  private record Route(String method, List<String> path, Set<String> names, Action action) {

    Route(String method, String path, Set<String> names, Action action) {
      this(method, List.of(path.split("/")), names, action);
    }

    /** Returns the parameters in a path; null if it is another path. */
    @Nullable Map<String, String> match(List<String> segments) {
      if (segments.size() != path.size()) {
        return null;
      }
      Map<String, String> parameters = new LinkedHashMap<>();
      for (int i = 0; i < path.size(); i++) {
        String expected = path.get(i);
        if (expected.startsWith("{")) {
          parameters.put(expected.substring(1, expected.length() - 1), segments.get(i));
        } else if (!expected.equals(segments.get(i))) {
          return null;
        }
      }
      return parameters;
    }
  }

  /** Returns the method and the path of each route, such as {@code POST /_sandbox/reset}. */
  List<String> routes() {
    return routes.stream()
        .map(route -> route.method() + " " + withRoot(String.join("/", route.path())))
        .toList();
  }

  private static String withRoot(String path) {
    return path.isEmpty() ? ControlSite.ROOT : ControlSite.ROOT + "/" + path;
  }

  /**
   * Responds to a call.
   *
   * @param target with the query
   */
  SandboxResponse respond(String method, String target, @Nullable String contentType, byte[] body) {
    String[] pathAndQuery = target.split("\\?", 2);
    Set<String> allowed = new TreeSet<>();
    try {
      List<String> segments =
          Arrays.stream(
                  pathAndQuery[0]
                      .substring(ControlSite.ROOT.length())
                      .replaceFirst("^/", "")
                      .split("/", -1))
              .map(ControlRequest::decoded)
              .toList();
      for (Route route : routes) {
        Map<String, String> parameters = route.match(segments);
        if (parameters != null && route.method().equals(method)) {
          String query = pathAndQuery.length == 1 ? null : pathAndQuery[1];
          return execute(route, parameters, query, contentType, body);
        } else if (parameters != null) {
          allowed.add(route.method());
        }
      }
    } catch (IllegalArgumentException | ArithmeticException violated) {
      return ControlSite.problem(400, message(violated));
    } catch (NoSuchElementException unknown) {
      return ControlSite.problem(404, message(unknown));
    } catch (IllegalStateException conflict) {
      return ControlSite.problem(409, message(conflict));
    } catch (RuntimeException failure) {
      LOG.error("{}: a defect of the sandbox", pathAndQuery[0], failure);
      return ControlSite.problem(500, failure.getClass().getName());
    }
    return allowed.isEmpty()
        ? ControlSite.problem(
            404, "no such path; see " + ControlSite.ROOT + "/control.openapi.json")
        : ControlSite.problem(405, "not " + String.join(" or ", allowed) + ": " + method)
            .with("Allow", String.join(", ", allowed));
  }

  private static SandboxResponse execute(
      Route route,
      Map<String, String> parameters,
      @Nullable String query,
      @Nullable String contentType,
      byte[] body) {
    ObjectNode fields = body.length == 0 ? WireJson.object() : WireJson.read(body);
    // A page of another origin can send other content types without asking first.
    if (body.length > 0 && !isJson(contentType)) {
      return ControlSite.problem(415, "Content-Type: not application/json: " + contentType);
    }
    if (fields == null) {
      return ControlSite.problem(400, "body: not a JSON object");
    }
    return route
        .action()
        .execute(new ControlRequest(parameters, query, fields).allow(route.names()));
  }

  private static boolean isJson(@Nullable String contentType) {
    return contentType != null
        && contentType.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
  }

  /** Returns the message with the name of a parameter of the Java API as this API writes it. */
  private static String message(RuntimeException failure) {
    return FIRST_WORD
        .matcher(String.valueOf(failure.getMessage()))
        .replaceFirst(word -> NAMES.getOrDefault(word.group(), word.group()));
  }

  private static SandboxResponse ok(JsonNode body) {
    return response(200, body);
  }

  private static SandboxResponse created(JsonNode body) {
    return response(201, body);
  }

  private static SandboxResponse done(Runnable action) {
    action.run();
    return response(204, null);
  }

  private static SandboxResponse ended(boolean wasInProcess) {
    return wasInProcess
        ? response(204, null)
        : ControlSite.problem(404, "request_id: no command with this id is in process");
  }

  private static SandboxResponse response(int status, @Nullable JsonNode body) {
    return body == null
        ? SandboxResponse.of(status, Map.of(), "")
        : new SandboxResponse(
            status, Map.of("Content-Type", "application/json"), WireJson.write(body));
  }

  /** Returns an array with each element in JSON. */
  static <T> ArrayNode array(List<T> elements, Function<T, JsonNode> toJson) {
    ArrayNode array = WireJson.array();
    elements.forEach(element -> array.add(toJson.apply(element)));
    return array;
  }
}
