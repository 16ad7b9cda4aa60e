package io.github.freedomcard.internal.transport;

import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.RequestStatusRequest;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.RequestOperations;
import java.util.UUID;

/** The read that reports the state of an earlier request. */
final class StatusQuery {

  /** The one operation that the transport itself calls. */
  static final Operation<RequestStatusRequest, RequestState> OPERATION =
      RequestOperations.GET_REQUEST_STATUS;

  private StatusQuery() {}

  /** The query for the state of {@code requestId}. */
  static RequestStatusRequest of(UUID requestId) {
    return RequestStatusRequest.builder().requestId(requestId).build();
  }
}
