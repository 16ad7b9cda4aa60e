package io.github.freedomcard.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.internal.transport.ReferenceModel.Content;
import io.github.freedomcard.internal.transport.ReferenceModel.Expected;
import io.github.freedomcard.internal.transport.ReferenceModel.Kind;
import io.github.freedomcard.internal.transport.ReferenceModel.Observed;
import io.github.freedomcard.operation.Effect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The failure tables of the guide match the reference model. */
class FailureTablesTest {

  private static final Path GUIDE = Path.of("../docs/retries-and-status-queries.md");

  /** The steps, the exception and the outcome of a cell. */
  private static final Pattern END = Pattern.compile("^(.*?)(`\\w+Exception`)( \\(`\\w+`\\))$");

  private static final Observed ERROR = Observed.status(200, Content.CALL_ERROR);
  private static final Observed REFUSED = Observed.status(401, Content.NOTHING);
  private static final Observed LOST = Observed.LOST;
  private static final Observed WITH_IDS = new Observed(true, 200, Content.SUCCESS, true, 0);
  private static final Observed WITHOUT_IDS = Observed.status(200, Content.SUCCESS);
  private static final Observed IN_PROCESS = Observed.status(200, Content.PROCESS);
  private static final Observed UNKNOWN_REQUEST = Observed.status(404, Content.CALL_ERROR);
  private static final Observed FORBIDDEN = Observed.status(403, Content.NOTHING);
  private static final Observed GATEWAY_404 = Observed.status(404, Content.GATEWAY_ERROR);
  private static final Observed OF_ANOTHER = Observed.status(200, Content.OF_ANOTHER);
  private static final Observed FAILED = Observed.status(200, Content.REQUEST_ERROR);

  private static final List<Observed> UNRESOLVED =
      List.of(LOST, Observed.status(502, Content.NOTHING), Observed.status(200, Content.NOTHING));

  private static final Map<String, Observed> ATTEMPTS = new LinkedHashMap<>();
  private static final Map<String, List<Observed>> AFTER_ERROR = new LinkedHashMap<>();
  private static final Map<String, List<Observed>> AFTER_UNRESOLVED = new LinkedHashMap<>();

  static {
    ATTEMPTS.put("nothing sent: connection refused, unknown host, TLS failure", Observed.NOT_SENT);
    ATTEMPTS.put("429", Observed.status(429, Content.NOTHING));
    ATTEMPTS.put("error response", ERROR);
    ATTEMPTS.put(
        "gift card status -1, -5, -9 or unlisted",
        new Observed(true, 200, Content.CALL_ERROR, false, -5));
    ATTEMPTS.put("401 or 403", REFUSED);
    ATTEMPTS.put("3xx, 408, 500 and above", Observed.status(502, Content.NOTHING));
    ATTEMPTS.put("2xx with an unreadable body", Observed.status(200, Content.NOTHING));
    ATTEMPTS.put("reset or time-out after bytes may have been sent", LOST);

    ATTEMPTS.put("a response that names another request, or is ambiguous", OF_ANOTHER);

    AFTER_ERROR.put("`process`", List.of(IN_PROCESS));
    AFTER_ERROR.put("`success` that matches the request", List.of(WITH_IDS));
    AFTER_ERROR.put("`success` that does not match it", List.of(WITHOUT_IDS));
    AFTER_ERROR.put("`error`", List.of(FAILED));
    AFTER_ERROR.put(
        "an error of the Card API: no state is reported", List.of(ERROR, UNKNOWN_REQUEST));
    AFTER_ERROR.put("nothing, because the query failed", List.of(LOST, GATEWAY_404, OF_ANOTHER));
    AFTER_ERROR.put("401", List.of(REFUSED));
    AFTER_ERROR.put("403", List.of(FORBIDDEN));

    AFTER_UNRESOLVED.put("`process`", List.of(IN_PROCESS));
    AFTER_UNRESOLVED.put("`success` that matches the request", List.of(WITH_IDS));
    AFTER_UNRESOLVED.put("`success` that does not match it", List.of(WITHOUT_IDS));
    AFTER_UNRESOLVED.put("`error`", List.of(FAILED));
    AFTER_UNRESOLVED.put(
        "an error that says that the request is unknown", List.of(UNKNOWN_REQUEST));
    AFTER_UNRESOLVED.put("any other error of the Card API", List.of(ERROR));
    AFTER_UNRESOLVED.put(
        "nothing, because the query failed", List.of(LOST, GATEWAY_404, OF_ANOTHER));
    AFTER_UNRESOLVED.put("401 or 403", List.of(REFUSED, FORBIDDEN));
  }

  @Test
  void attempts_inGuide_endAsInModel() throws IOException {
    List<String> expected = new ArrayList<>();
    ATTEMPTS.forEach(
        (name, observed) ->
            expected.add(
                row(
                    name,
                    afterAttempt(Effect.READ, observed),
                    afterAttempt(Effect.NON_IDEMPOTENT_COMMAND, observed),
                    afterAttempt(Effect.IDEMPOTENT_COMMAND, observed))));
    assertThat(rows("| how the attempt ends |")).isEqualTo(expected);
  }

  @Test
  void statusQueriesAfterError_inGuide_endAsInModel() throws IOException {
    List<String> expected = new ArrayList<>();
    AFTER_ERROR.forEach(
        (name, reports) ->
            expected.add(
                row(
                    name,
                    only(name, reports, each -> afterStatusQuery(ERROR, each)),
                    only(name, reports, each -> afterStatusQuery(REFUSED, each)),
                    only(name, reports, each -> afterStatusQuery(FORBIDDEN, each)))));
    assertThat(rows("| the status query returns | after an error response |")).isEqualTo(expected);
  }

  @Test
  void statusQueriesAfterUnresolvedAttempt_inGuide_endAsInModel() throws IOException {
    List<String> expected = new ArrayList<>();
    AFTER_UNRESOLVED.forEach(
        (name, reports) ->
            expected.add(row(name, only(name, reports, FailureTablesTest::afterUnresolved))));
    assertThat(rows("| the status query returns | how the call ends |")).isEqualTo(expected);
  }

  private static String only(String name, List<Observed> reports, Function<Observed, String> how) {
    List<String> ends = reports.stream().map(how).toList();
    assertThat(ends).as(name).containsOnly(ends.get(0));
    return ends.get(0);
  }

  /** What follows an attempt if all further attempts end the same way. */
  private static String afterAttempt(Effect effect, Observed observed) {
    ReferenceModel model = new ReferenceModel(effect, true, true, 3, false);
    model.observe(observed);
    boolean retried = model.next() == Kind.ATTEMPT;
    while (model.next() == Kind.ATTEMPT) {
      model.observe(observed);
    }
    return model.next() == Kind.STATUS_QUERY
        ? "status query"
        : (retried ? "retry, then " : "") + end(model);
  }

  /** How the call ends for each kind of unresolved attempt: in the same way but for the class. */
  private static String afterUnresolved(Observed reported) {
    List<String> ends =
        UNRESOLVED.stream().map(sent -> afterStatusQuery(sent, reported)).distinct().toList();
    if (ends.size() == 1) {
      return ends.get(0);
    }
    List<String> classes = ends.stream().map(end -> END.matcher(end).replaceAll("$2")).toList();
    List<String> rest = ends.stream().map(end -> END.matcher(end).replaceAll("$1 $3")).toList();
    assertThat(rest).containsOnly(rest.get(0));
    int last = classes.size() - 1;
    return END.matcher(ends.get(0)).replaceAll("$1")
        + String.join(", ", classes.subList(0, last))
        + " or "
        + classes.get(last)
        + END.matcher(ends.get(0)).replaceAll("$3");
  }

  private static String afterStatusQuery(Observed sent, Observed reported) {
    ReferenceModel model = new ReferenceModel(Effect.IDEMPOTENT_COMMAND, true, true, 3, false);
    model.observe(sent);
    model.observe(reported);
    String steps = "";
    if (model.isRepeatingQuery()) {
      steps = "repeat the query, then ";
      while (model.next() == Kind.STATUS_QUERY) {
        model.observe(reported);
      }
    } else if (model.next() == Kind.STATUS_QUERY) {
      steps = "query once more; ";
      model.observe(reported);
    }
    if (model.next() == Kind.ATTEMPT) {
      steps += "if still unknown, resend (only operations marked *documented*); else ";
      while (model.next() != null) {
        model.observe(model.next() == Kind.ATTEMPT ? sent : reported);
      }
    }
    return steps + end(model);
  }

  private static String end(ReferenceModel model) {
    Expected end = requireNonNull(model.expected());
    return end.resolution() != null
        ? "returns it, `" + end.resolution() + "`"
        : "`%s` (`%s`)".formatted(requireNonNull(end.failure()).getSimpleName(), end.outcome());
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  private static List<String> rows(String head) throws IOException {
    String guide = Files.readString(GUIDE, UTF_8);
    String table = guide.substring(guide.indexOf(head));
    return Pattern.compile("\\n\\n").split(table, 2)[0].lines().skip(2).toList();
  }
}
