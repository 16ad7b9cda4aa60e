package io.github.freedomcard.internal.transport;

import io.github.freedomcard.internal.json.Envelope;
import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.internal.json.UnreadableException;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.CreatedResource;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What {@code request/status} told of a command's {@code request_id}.
 *
 * @param what the one thing that decides what follows
 * @param state the state that was told; null where none was
 * @param reply the reply itself
 */
record StatusQueryResult(What what, @Nullable RequestState state, HttpReply reply) {

  enum What {
    SUCCESS,
    PROCESS,
    ERROR,
    /** The server answered that it does not know the request, or gave no state of it. */
    NOTHING,
    /** The question itself failed. */
    FAILED
  }

  static StatusQueryResult of(HttpReply reply, @Nullable UUID requestId, Json json) {
    boolean success = reply.status() / 100 == 2;
    if (!reply.isWhole() || !(success || reply.status() == 404)) {
      return new StatusQueryResult(What.FAILED, null, reply);
    }
    try {
      Envelope envelope = json.envelope(reply.body());
      if (!success) {
        return new StatusQueryResult(envelope.isSilent() ? What.FAILED : What.NOTHING, null, reply);
      }
      if ("error".equalsIgnoreCase(envelope.status())) {
        return new StatusQueryResult(What.NOTHING, null, reply);
      }
      if (!"ok".equalsIgnoreCase(envelope.status()) || envelope.requestStatus() == null) {
        return new StatusQueryResult(What.FAILED, null, reply);
      }
      RequestState state = json.read(reply.body(), RequestState.class).withRequestId(requestId);
      return switch (envelope.requestStatus().toLowerCase(Locale.ROOT)) {
        case "success" -> new StatusQueryResult(What.SUCCESS, state, reply);
        case "process" -> new StatusQueryResult(What.PROCESS, state, reply);
        case "error" -> new StatusQueryResult(What.ERROR, state, reply);
        default -> new StatusQueryResult(What.FAILED, null, reply);
      };
    } catch (UnreadableException e) {
      return new StatusQueryResult(What.FAILED, null, reply);
    }
  }

  /** Whether the state has an id of the kind that the command makes. */
  boolean hasIdsOf(CreatedResource creates) {
    if (state == null) {
      return false;
    }
    return switch (creates) {
      case NONE -> false;
      case CARDS -> !state.cards().isEmpty();
      case CLIENT -> state.clientId() != null;
      case TRANSACTION -> state.transactionId() != null;
    };
  }

  /** Whether the question was refused with the very 401 or 403 that the command was. */
  boolean isRefusalLike(HttpReply command) {
    return reply.isWhole()
        && reply.status() == command.status()
        && (reply.status() == 401 || reply.status() == 403);
  }
}
