package io.github.freedomcard.operation;

import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.RequestStatusRequest;

/** The catalogue's operations on earlier requests. */
public final class RequestOperations {

  /** "Request' status", documented. */
  public static final Operation<RequestStatusRequest, RequestState> GET_REQUEST_STATUS =
      Operation.read(
          "getRequestStatus",
          "/v5/card-api/request/status",
          Evidence.DOCUMENTED,
          RequestStatusRequest.class,
          RequestState.class);

  /** "Transaction request' status", partial: once marked "Developing", later removed. */
  public static final Operation<RequestStatusRequest, RequestState> GET_TRANSACTION_REQUEST_STATUS =
      Operation.read(
          "getTransactionRequestStatus",
          "/v5/card-api/request/status",
          Evidence.PARTIAL,
          RequestStatusRequest.class,
          RequestState.class);

  private RequestOperations() {}
}
