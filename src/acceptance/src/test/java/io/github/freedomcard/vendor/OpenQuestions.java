package io.github.freedomcard.vendor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.freedomcard.operation.Evidence;
import io.github.freedomcard.operation.Operation;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Collects the responses that settle open questions of the documentation, and prints them. */
final class OpenQuestions {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the documentation does not say. */
  enum Question {
    UNKNOWN_REQUEST(
        "request/status of an unknown request_id",
        "RetryPolicy.resend: the code that identifies an unknown request"),
    DECLINE("a declined command", "RetryPolicy.queryStatus: the error that starts a status query"),
    DECLINED_REQUEST(
        "request/status of a declined command",
        "RetryPolicy.queryStatus: the state that confirms a decline"),
    DUPLICATE_READ(
        "a duplicate of a read", "IdentifiedRead: why each retry needs a new request_id"),
    DUPLICATE_COMMAND(
        "a duplicate of a command",
        "RetryPolicy.queryStatus: the error that can hide an earlier success"),
    USED_IN_BODY(
        "a used request_id in the body, a new header Request-Id",
        "RetryPolicy.resend: a duplicate's error means that the server checks the body"),
    USED_IN_HEADER(
        "a used header Request-Id, a new request_id in the body",
        "RetryPolicy.resend: a duplicate's error means that the server checks the header"),
    HS256(
        "request/status signed with HS256",
        "FreedomCardClientBuilder.algorithm: anything but HTTP 401 means that HS256 works too"),
    UNKNOWN_PATH(
        "an unknown path", "FreedomCardClientBuilder.path: the response that a wrong path gets");

    private final String subject;
    private final String setting;

    Question(String subject, String setting) {
      this.subject = subject;
      this.setting = setting;
    }
  }

  private final Map<Question, String> findings = new EnumMap<>(Question.class);

  /** The first response of each operation whose path is inferred. */
  private final Map<String, String> inferred = new TreeMap<>();

  void add(Question question, String response) {
    findings.put(question, summarize(response));
  }

  void add(Operation<?, ?> operation, String response) {
    if (operation.evidence() == Evidence.INFERRED) {
      inferred.putIfAbsent(operation.name(), summarize(response));
    }
  }

  /** Prints each question with the response and the setting that it informs. */
  void print(PrintStream out, boolean commands) {
    out.println("Open questions that this run settles");
    for (Question question : Question.values()) {
      String finding = findings.get(question);
      if (finding != null) {
        out.printf("  %s: %s -> %s%n", question.subject, finding, question.setting);
      } else {
        out.printf(
            "  %s: not queried%s%n",
            question.subject, commands ? "" : " (FREEDOM_CARD_COMMANDS is not true)");
      }
    }
    String unknownPath = findings.get(Question.UNKNOWN_PATH);
    inferred.forEach(
        (operation, response) ->
            out.printf(
                "  inferred path of %s: %s -> %s%n",
                operation,
                response,
                response.equals(unknownPath)
                    ? "FreedomCardClientBuilder.path: probably wrong"
                    : "differs from an unknown path"));
  }

  /** Shortens {@code HTTP 200 application/json {…}} to the parts that tell errors apart. */
  private static String summarize(String response) {
    int start = response.indexOf('{');
    if (start < 0) {
      return response.lines().findFirst().orElse("").strip();
    }
    StringBuilder summary = new StringBuilder(response.substring(0, "HTTP 200".length()));
    try {
      JsonNode body = JSON.readTree(response.substring(start));
      for (String name : new String[] {"status", "request_status", "error_code"}) {
        if (body.has(name)) {
          summary.append(", ").append(name).append('=').append(body.get(name).asText());
        }
      }
    } catch (JsonProcessingException e) {
      summary.append(", malformed JSON");
    }
    return summary.toString();
  }
}
