package io.github.freedomcard.operation;

import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.transaction.ClearTransactionRequest;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.model.transaction.RefundTransactionRequest;
import io.github.freedomcard.model.transaction.TransactionInfo;
import io.github.freedomcard.model.transaction.TransactionInfoRequest;

/** The catalogue's operations on transactions. */
public final class TransactionOperations {

  /** "Create transaction", inferred. */
  public static final Operation<CreateTransactionRequest, RequestState> CREATE_TRANSACTION =
      Operation.idempotentCommand(
          "createTransaction",
          "/v5/card-api/transaction/create",
          Evidence.INFERRED,
          CreateTransactionRequest.class,
          CreatedResource.TRANSACTION);

  /** "Clearing transaction", inferred. */
  public static final Operation<ClearTransactionRequest, RequestState> CLEAR_TRANSACTION =
      Operation.idempotentCommand(
          "clearTransaction",
          "/v5/card-api/transaction/clearing",
          Evidence.INFERRED,
          ClearTransactionRequest.class,
          CreatedResource.TRANSACTION);

  /** "Refund transaction", documented. */
  public static final Operation<RefundTransactionRequest, RequestState> REFUND_TRANSACTION =
      Operation.idempotentCommand(
          "refundTransaction",
          "/v5/card-api/transaction/refund",
          Evidence.DOCUMENTED,
          RefundTransactionRequest.class,
          CreatedResource.TRANSACTION);

  /** "Transaction info", inferred. */
  public static final Operation<TransactionInfoRequest, TransactionInfo> GET_TRANSACTION_INFO =
      Operation.read(
          "getTransactionInfo",
          "/v5/card-api/transaction/info",
          Evidence.INFERRED,
          TransactionInfoRequest.class,
          TransactionInfo.class);

  private TransactionOperations() {}
}
