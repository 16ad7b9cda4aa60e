package io.github.freedomcard.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Has requests answered by the {@link Dispatcher}, and lets go wrong what is armed. Thread-safe.
 */
final class FaultyDispatcher {

  private final Dispatcher dispatcher;
  private final Faults faults;
  private final LateRequests late;

  FaultyDispatcher(Dispatcher dispatcher, Faults faults, LateRequests late) {
    this.dispatcher = dispatcher;
    this.faults = faults;
    this.late = late;
  }

  /**
   * What goes out in answer to a request.
   *
   * @param journal takes what there is to say of it beside the answer
   */
  SandboxResponse serve(SandboxRequest received, Consumer<String> journal) {
    OperationRoute endpoint = dispatcher.endpoint(received.path());
    if (endpoint == null) {
      return processed(received, null, journal);
    }
    Fault fault = faults.take(endpoint);
    UUID requestId = fault == null && late.isEmpty() ? null : requestId(received);
    if (fault != null) {
      faults.add(new Faults.Happened(endpoint.name(), requestId, fault));
      journal.accept("fault: " + fault);
      if (fault.processing() != Fault.Processing.AT_ONCE) {
        if (fault.isLate() && requestId != null) {
          late.add(endpoint, requestId, received, fault.questions());
        }
        return fault.distort(SandboxResponse.NOTHING);
      }
    }
    SandboxResponse usual = processed(received, fault == null ? null : fault.mode(), journal);
    if (requestId != null) {
      // Before the answer is out, so that it is done when the client has the answer; the client
      // can't tell.
      late.answered(endpoint, requestId, journal);
    }
    return fault == null ? usual : fault.distort(usual);
  }

  private SandboxResponse processed(
      SandboxRequest received, @Nullable ProcessingMode mode, Consumer<String> journal) {
    OperationResult answer = dispatcher.answer(received, mode);
    Refusal refusal = answer.refusal();
    if (refusal != null) {
      journal.accept(refusal.report());
    }
    return faults.told(answer);
  }

  private static @Nullable UUID requestId(SandboxRequest received) {
    ObjectNode body = WireJson.read(received.body());
    String requestId = body == null ? null : body.path(OperationRoute.REQUEST_ID).textValue();
    try {
      return requestId == null ? null : UUID.fromString(requestId);
    } catch (IllegalArgumentException noUuid) {
      return null;
    }
  }
}
