import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Receives traces as an OpenTelemetry collector does: OTLP, protobuf over HTTP. */
final class Collector implements AutoCloseable {

  private static final Set<String> PRINTED =
      Set.of(
          "error.code",
          "error.type",
          "http.response.status_code",
          "outcome",
          "resolution",
          "status");

  private final List<ExportTraceServiceRequest> requests = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  Collector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces", this::receive);
    server.start();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()));
      exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Returns everything that was received, as text. */
  String received() {
    return requests.toString();
  }

  /** Returns each trace as a tree: a line for each span, children in the order of their start. */
  List<String> traces() {
    Set<Object> ids = spans().map(Span::getSpanId).collect(Collectors.toSet());
    return lines(span -> !ids.contains(span.getParentSpanId()), "").toList();
  }

  private Stream<String> lines(Predicate<Span> selected, String indent) {
    return spans()
        .filter(selected)
        .sorted(Comparator.comparing(Span::getStartTimeUnixNano))
        .map(
            span ->
                indent
                    + line(span)
                    + lines(
                            child -> child.getParentSpanId().equals(span.getSpanId()),
                            indent + "  ")
                        .collect(Collectors.joining()));
  }

  private Stream<Span> spans() {
    return requests.stream()
        .flatMap(request -> request.getResourceSpansList().stream())
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream());
  }

  private static String line(Span span) {
    return span.getName()
        + span.getAttributesList().stream()
            .filter(attribute -> PRINTED.contains(attribute.getKey()))
            .sorted(Comparator.comparing(KeyValue::getKey))
            .map(attribute -> attribute.getKey() + "=" + value(attribute.getValue()))
            .collect(Collectors.joining(", ", " {", "}"))
        + (span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR ? " ERROR" : "")
        + "\n";
  }

  private static String value(AnyValue value) {
    return value.hasIntValue() ? String.valueOf(value.getIntValue()) : value.getStringValue();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
