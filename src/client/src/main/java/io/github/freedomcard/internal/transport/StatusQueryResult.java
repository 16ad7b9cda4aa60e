package io.github.freedomcard.internal.transport;

import io.github.freedomcard.internal.json.Envelope;
import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.internal.json.UnreadableException;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.CreatedResource;
import java.util.Locale;
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

    /** Whether the state has an id of the kind that the command creates. */
    boolean hasIdsOf(CreatedResource creates) {
      return switch (creates) {
        case NONE -> false;
        case CARDS -> !state.cards().isEmpty();
        case CLIENT -> state.clientId() != null;
        case TRANSACTION -> state.transactionId() != null;
      };
    }
  }

  /** The server responded that it does not know the request, or reported no state of it. */
  record NotReported() implements StatusQueryResult {}

  /** The status query itself failed. */
  record Failed(HttpReply reply) implements StatusQueryResult {

    /** Whether the query was refused with the same 401 or 403 as the command. */
    boolean isSameRefusalAs(HttpReply command) {
      return reply instanceof HttpReply.Complete query
          && command instanceof HttpReply.Received received
          && query.status() == received.status()
          && (query.status() == 401 || query.status() == 403);
    }
  }

  /** Classifies the reply to a status query. */
  static StatusQueryResult of(HttpReply reply, @Nullable UUID requestId, Json json) {
    if (!(reply instanceof HttpReply.Complete complete)) {
      return new Failed(reply);
    }
    boolean success = complete.status() / 100 == 2;
    if (!success && complete.status() != 404) {
      return new Failed(reply);
    }
    try {
      Envelope envelope = json.envelope(complete.body());
      if (!success) {
        return envelope.isEmpty() ? new Failed(reply) : new NotReported();
      }
      if ("error".equalsIgnoreCase(envelope.status())) {
        return new NotReported();
      }
      Status status = "ok".equalsIgnoreCase(envelope.status()) ? status(envelope) : null;
      if (status == null) {
        return new Failed(reply);
      }
      RequestState state = json.read(complete.body(), RequestState.class);
      return new Reported(status, state.withRequestId(requestId), complete);
    } catch (UnreadableException e) {
      return new Failed(reply);
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
