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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The failure tables of the guide match the reference model. */
class FailureTablesTest {

  private static final Path GUIDE = Path.of("../docs/retries-and-status-queries.md");

  private static final Observed ERROR = Observed.status(200, Content.CALL_ERROR);
  private static final Observed REFUSED = Observed.status(401, Content.NOTHING);
  private static final Observed LOST = Observed.LOST;

  private static final Map<String, Observed> ATTEMPTS = new LinkedHashMap<>();
  private static final Map<String, Observed> REPORTED = new LinkedHashMap<>();

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

    REPORTED.put(
        "`success` or `process`, with the ids that the command creates",
        new Observed(true, 200, Content.SUCCESS, true, 0));
    REPORTED.put("`success` or `process`, without such ids", Observed.status(200, Content.PROCESS));
    REPORTED.put("`error`", Observed.status(200, Content.REQUEST_ERROR));
    REPORTED.put("an error response: the request is unknown", ERROR);
    REPORTED.put("nothing, because the query failed", LOST);
    REPORTED.put("the same 401 or 403 as the command", REFUSED);
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
  void statusQueries_inGuide_endAsInModel() throws IOException {
    List<String> expected = new ArrayList<>();
    REPORTED.forEach(
        (name, reported) ->
            expected.add(
                row(name, afterError(reported), afterStatusQuery(LOST, reported, "the failure"))));
    assertThat(rows("| the status query returns |")).isEqualTo(expected);
  }

  /** What follows an attempt if all further attempts end the same way. */
  private static String afterAttempt(Effect effect, Observed observed) {
    ReferenceModel model = new ReferenceModel(effect, true, true, 3);
    model.observe(observed);
    boolean retried = model.next() == Kind.ATTEMPT;
    while (model.next() == Kind.ATTEMPT) {
      model.observe(observed);
    }
    return model.next() == Kind.STATUS_QUERY
        ? "status query"
        : (retried ? "retry; " : "") + failure(model, null);
  }

  private static String afterError(Observed reported) {
    // The row about a 401 or 403 is about a command that got the same.
    return afterStatusQuery(reported.equals(REFUSED) ? REFUSED : ERROR, reported, "the error");
  }

  private static String afterStatusQuery(Observed sent, Observed reported, String theFailure) {
    ReferenceModel model = new ReferenceModel(Effect.IDEMPOTENT_COMMAND, true, true, 3);
    model.observe(sent);
    model.observe(reported);
    String steps = "";
    if (model.next() == Kind.STATUS_QUERY) {
      steps = "another status query; ";
      model.observe(reported);
    }
    if (model.next() == Kind.ATTEMPT) {
      steps += "retry if documented; ";
      while (model.next() != null) {
        model.observe(model.next() == Kind.ATTEMPT ? sent : reported);
      }
    }
    return steps + failure(model, theFailure);
  }

  private static String failure(ReferenceModel model, @Nullable String name) {
    Expected end = requireNonNull(model.expected());
    if (end.resolution() != null) {
      return "returns it, `" + end.resolution() + "`";
    }
    String thrown = end.failure() == null ? "" : "`" + end.failure().getSimpleName() + "`";
    // A reported error has its own exception; any other end is the failure of the attempt.
    boolean namedByClass =
        name == null || (name.equals("the failure") && thrown.contains("ApiError"));
    return (namedByClass ? thrown : name) + ", `" + end.outcome() + "`";
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
