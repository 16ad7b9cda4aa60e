package io.github.freedomcard.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.internal.transport.ReferenceModel.Expected;
import io.github.freedomcard.internal.transport.ReferenceModel.Kind;
import io.github.freedomcard.internal.transport.ReferenceModel.Said;
import io.github.freedomcard.internal.transport.ReferenceModel.Seen;
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

/** The README's two tables of failures say what the reference model says. */
class ReadmeMatrixTest {

  private static final Seen ERROR = Seen.status(200, Said.CALL_ERROR);
  private static final Seen REFUSED = Seen.status(401, Said.NOTHING);
  private static final Seen LOST = Seen.LOST;

  private static final Map<String, Seen> SENDS = new LinkedHashMap<>();
  private static final Map<String, Seen> TOLD = new LinkedHashMap<>();

  static {
    SENDS.put("nothing left this machine: refused, unknown host, TLS", Seen.NOTHING_LEFT);
    SENDS.put("429", Seen.status(429, Said.NOTHING));
    SENDS.put("an error answer", ERROR);
    SENDS.put(
        "gift card status -1, -5, -9, or not listed",
        new Seen(true, 200, Said.CALL_ERROR, false, -5));
    SENDS.put("401 or 403", REFUSED);
    SENDS.put("3xx, 408, 500 and above", Seen.status(502, Said.NOTHING));
    SENDS.put("a success that can't be read", Seen.status(200, Said.NOTHING));
    SENDS.put("reset or time-out after bytes may have left", LOST);

    TOLD.put(
        "success or process, with the ids that the command makes",
        new Seen(true, 200, Said.SUCCESS, true, 0));
    TOLD.put("success or process, without such ids", Seen.status(200, Said.PROCESS));
    TOLD.put("error", Seen.status(200, Said.REQUEST_ERROR));
    TOLD.put("that it knows no such request", ERROR);
    TOLD.put("nothing, because it failed", LOST);
    TOLD.put("nothing, refused with the very 401 or 403 of the command", REFUSED);
  }

  @Test
  void sends_asTheReadmeTellsThem_endAsTheModelSays() throws IOException {
    List<String> expected = new ArrayList<>();
    SENDS.forEach(
        (name, seen) ->
            expected.add(
                row(
                    name,
                    afterSend(Effect.READ, seen),
                    afterSend(Effect.NON_IDEMPOTENT_COMMAND, seen),
                    afterSend(Effect.IDEMPOTENT_COMMAND, seen))));
    assertThat(rows("| a send ends with |")).isEqualTo(expected);
  }

  @Test
  void questions_asTheReadmeTellsThem_endAsTheModelSays() throws IOException {
    List<String> expected = new ArrayList<>();
    TOLD.forEach(
        (name, told) ->
            expected.add(row(name, afterError(told), afterTelling(LOST, told, "the failure"))));
    assertThat(rows("| the question tells |")).isEqualTo(expected);
  }

  /** What follows a send, if every further one ends alike. */
  private static String afterSend(Effect effect, Seen seen) {
    ReferenceModel model = new ReferenceModel(effect, true, true, 3);
    model.see(seen);
    boolean again = model.next() == Kind.SEND;
    while (model.next() == Kind.SEND) {
      model.see(seen);
    }
    return model.next() == Kind.ASK ? "asks" : (again ? "again; " : "") + failure(model, null);
  }

  private static String afterError(Seen told) {
    // The row about a refusal is about a command that was refused alike.
    return afterTelling(told.equals(REFUSED) ? REFUSED : ERROR, told, "the error");
  }

  private static String afterTelling(Seen sent, Seen told, String theFailure) {
    ReferenceModel model = new ReferenceModel(Effect.IDEMPOTENT_COMMAND, true, true, 3);
    model.see(sent);
    model.see(told);
    String steps = "";
    if (model.next() == Kind.ASK) {
      steps = "asks once more; ";
      model.see(told);
    }
    if (model.next() == Kind.SEND) {
      steps += "again if documented; ";
      while (model.next() != null) {
        model.see(model.next() == Kind.SEND ? sent : told);
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
    // A told error is an exception of its own; all else is the failure of the send.
    boolean ofItsOwn = name == null || (name.equals("the failure") && thrown.contains("ApiError"));
    return (ofItsOwn ? thrown : name) + ", `" + end.outcome() + "`";
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  private static List<String> rows(String head) throws IOException {
    String readme = Files.readString(Path.of("README.md"), UTF_8);
    String table = readme.substring(readme.indexOf(head));
    return Pattern.compile("\\n\\n").split(table, 2)[0].lines().skip(2).toList();
  }
}
