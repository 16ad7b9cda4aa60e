package io.github.freedomcard.internal.transport;

import io.github.freedomcard.internal.json.Envelope;
import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.internal.json.RequestJson;
import io.github.freedomcard.internal.json.UnreadableException;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.CreatedResource;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a status query returned about the {@code request_id} of a command. */
sealed interface StatusQueryResult {

  /** The state of a request as the server reported it. */
  enum Status {
    SUCCESS,
    PROCESS,
    ERROR
  }

  /** The server reported a state. */
  record Reported(Status status, RequestState state, HttpReply.Complete reply)
      implements StatusQueryResult {

    /**
     * Whether a reported success can be that of the request, and not of another one to which a
     * caller gave the same id: it has the ids that the command creates; or, if that creates none,
     * it names no transaction, and no card or client but the request's.
     *
     * @param request the request as JSON
     */
    boolean matches(CreatedResource creates, byte[] request) {
      return switch (creates) {
        case NONE ->
            !isPresent(state.transactionId())
                && isAbsentOrOf(request, "client_id", state.clientId())
                && isAbsentOrOf(request, "card_id", state.additionalProperties().get("card_id"))
                && state.cards().stream()
                    .allMatch(card -> isAbsentOrOf(request, "card_id", card.cardId()));
        case CARDS -> state.cards().stream().anyMatch(card -> isPresent(card.cardId()));
        case CLIENT -> isPresent(state.clientId());
        case TRANSACTION -> isPresent(state.transactionId());
      };
    }

    private static boolean isPresent(@Nullable String id) {
      return id != null && !id.isBlank();
    }

    private static boolean isAbsentOrOf(byte[] request, String member, @Nullable Object value) {
      return value == null
          || Objects.equals(RequestJson.text(request, member), String.valueOf(value));
    }
  }

  /**
   * The server responded with an error instead of a state.
   *
   * @param isUnknownRequest whether the error says that the server does not know the request
   * @param errorCode the server's code; null if there is none
   */
  record NotReported(boolean isUnknownRequest, @Nullable String errorCode)
      implements StatusQueryResult {}

  /**
   * The status query itself failed, or what responded was not the Card API, or not to this query.
   *
   * @param isRefusal whether the query was refused with 401 or 403
   */
  record Failed(HttpReply reply, boolean isRefusal) implements StatusQueryResult {

    Failed(HttpReply reply) {
      this(reply, false);
    }

    /** Whether the query was refused with the very 401 that the command got. */
    boolean isSame401As(HttpReply command) {
      return isRefusal && is401(reply) && is401(command);
    }

    private static boolean is401(HttpReply reply) {
      return reply instanceof HttpReply.Complete complete && complete.status() == 401;
    }
  }

  /**
   * Classifies the reply to a status query.
   *
   * @param requestId the id that was queried
   * @param unknownRequestCodes the error codes of an unknown request
   */
  static StatusQueryResult of(
      HttpReply reply, UUID requestId, Set<String> unknownRequestCodes, Json json) {
    if (!(reply instanceof HttpReply.Complete complete)) {
      return new Failed(reply);
    }
    int status = complete.status();
    boolean success = status / 100 == 2;
    boolean refusal = status == 401 || status == 403;
    try {
      Envelope envelope = complete.envelope(json, true);
      if (envelope.isAmbiguous() || envelope.namesAnother(requestId.toString())) {
        return new Failed(reply);
      }
      if (refusal || !(success || AttemptResult.isErrorStatus(status))) {
        return new Failed(reply, refusal);
      }
      Status reported = status(envelope);
      // A gateway's error page has a number here, and an error that also says success says nothing.
      if ("error".equalsIgnoreCase(envelope.status())
          && (reported == null || reported == Status.ERROR)) {
        String code = envelope.errorCode();
        return new NotReported(
            status == 404 || (code != null && unknownRequestCodes.contains(code)), code);
      }
      if (!success || !"ok".equalsIgnoreCase(envelope.status()) || reported == null) {
        return new Failed(reply);
      }
      RequestState state = complete.read(json, RequestState.class);
      return new Reported(reported, state.withRequestId(requestId), complete);
    } catch (UnreadableException e) {
      return new Failed(reply, refusal);
    }
  }

  private static @Nullable Status status(Envelope envelope) {
    String requestStatus = envelope.requestStatus() == null ? "" : envelope.requestStatus();
    return switch (requestStatus.toLowerCase(Locale.ROOT)) {
      case "success" -> Status.SUCCESS;
      case "process" -> Status.PROCESS;
      case "error" -> Status.ERROR;
      default -> null;
    };
  }
}
