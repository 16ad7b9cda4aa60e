import java.util.List;
import java.util.function.Predicate;

/**
 * How an application is traced, and the trees of two charges: one whose response was lost, and one
 * that was declined.
 */
enum Setup {
  BOOT(
      List.of(),
      jar -> true,
      """
      http post /charge {outcome=SUCCESS, status=200}
        freedom-card createTransaction {error.code=none, outcome=SUCCESS, resolution=RECOVERED}
          attempt createTransaction {status=none} ERROR
          status query {status=200}
      """,
      """
      http post /charge {outcome=CLIENT_ERROR, status=409}
        freedom-card createTransaction {error.code=insufficient_funds, outcome=NOT_PROCESSED, resolution=none} ERROR
          attempt createTransaction {status=200}
          status query {status=200}
      """),

  /** An application without Boot's tracing. */
  AGENT(
      List.of(),
      jar ->
          !jar.contains("opentelemetry")
              && !jar.contains("micrometer-tracing")
              && !jar.contains("context-propagation"),
      """
      POST /charge {http.response.status_code=200}
        POST {error.type=java.io.IOException} ERROR
        POST {http.response.status_code=200}
      """,
      """
      POST /charge {http.response.status_code=409}
        POST {http.response.status_code=200}
        POST {http.response.status_code=200}
      """),

  /** Each of the two has its own SDK, and takes the server's span for the parent of all others. */
  AGENT_BESIDE_BOOT(
      List.of(),
      jar -> true,
      """
      POST /charge {http.response.status_code=200}
        http post /charge {outcome=SUCCESS, status=200}
        freedom-card createTransaction {error.code=none, outcome=SUCCESS, resolution=RECOVERED}
        attempt createTransaction {status=none} ERROR
        POST {error.type=java.io.IOException} ERROR
        status query {status=200}
        POST {http.response.status_code=200}
      """,
      """
      POST /charge {http.response.status_code=409}
        http post /charge {outcome=CLIENT_ERROR, status=409}
        freedom-card createTransaction {error.code=insufficient_funds, outcome=NOT_PROCESSED, resolution=none} ERROR
        attempt createTransaction {status=200}
        POST {http.response.status_code=200}
        status query {status=200}
        POST {http.response.status_code=200}
      """),

  AGENT_WITH_BOOT(
      List.of("-Dspring.profiles.active=agent"),
      jar -> true,
      """
      POST /charge {http.response.status_code=200}
        http post /charge {outcome=SUCCESS, status=200}
          freedom-card createTransaction {error.code=none, outcome=SUCCESS, resolution=RECOVERED}
            attempt createTransaction {status=none} ERROR
              POST {error.type=java.io.IOException} ERROR
            status query {status=200}
              POST {http.response.status_code=200}
      """,
      """
      POST /charge {http.response.status_code=409}
        http post /charge {outcome=CLIENT_ERROR, status=409}
          freedom-card createTransaction {error.code=insufficient_funds, outcome=NOT_PROCESSED, resolution=none} ERROR
            attempt createTransaction {status=200}
              POST {http.response.status_code=200}
            status query {status=200}
              POST {http.response.status_code=200}
      """);

  final List<String> options;
  final Predicate<String> jars;
  final String lost;
  final String declined;

  Setup(List<String> options, Predicate<String> jars, String lost, String declined) {
    this.options = options;
    this.jars = jars;
    this.lost = lost;
    this.declined = declined;
  }

  boolean hasAgent() {
    return this != BOOT;
  }
}
