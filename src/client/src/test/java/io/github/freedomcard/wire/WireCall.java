package io.github.freedomcard.wire;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.model.card.BalanceRequest;
import io.github.freedomcard.model.gift.IssueGiftCardRequest;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.model.transaction.RefundTransactionRequest;
import io.github.freedomcard.model.transaction.TransactionType;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.GiftCardOperations;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.TransactionOperations;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * A call of one operation, with a fresh request each time.
 *
 * @param request makes the request from additional fields
 * @param success the JSON of a successful response
 */
record WireCall(
    Operation<?, ?> operation, Function<Map<String, Object>, ?> request, String success) {

  /** A success of a read and of an idempotent command alike. */
  static final String OK =
      "{\"status\":\"ok\",\"request_status\":\"success\",\"transaction_id\":\"transaction-2\"}";

  static final WireCall READ =
      of(
          CardOperations.GET_BALANCE,
          fields -> BalanceRequest.builder().cardId("card-1").additionalProperties(fields).build(),
          OK);

  static final WireCall DOCUMENTED_COMMAND =
      of(
          TransactionOperations.REFUND_TRANSACTION,
          fields ->
              RefundTransactionRequest.builder()
                  .orderId("order-1")
                  .transactionId("transaction-1")
                  .additionalProperties(fields)
                  .build(),
          OK);

  static final WireCall INFERRED_COMMAND =
      of(
          TransactionOperations.CREATE_TRANSACTION,
          fields ->
              CreateTransactionRequest.builder()
                  .orderId("order-1")
                  .cardId("card-1")
                  .type(TransactionType.DEBIT)
                  .amount(new BigDecimal("1.50"))
                  .currency("KZT")
                  .additionalProperties(fields)
                  .build(),
          OK);

  static final WireCall NON_IDEMPOTENT_COMMAND =
      of(
          GiftCardOperations.ISSUE_GIFT_CARD,
          fields ->
              IssueGiftCardRequest.builder()
                  .cardholderName("AIGERIM SEITOVA")
                  .phone("77011234567")
                  .productCode(12)
                  .additionalProperties(fields)
                  .build(),
          "{\"datetime\":\"2024-05-17 10:15:30\",\"status\":0,\"card_id\":9000000000}");

  /** One operation of each effect and evidence. */
  static final List<WireCall> ALL =
      List.of(READ, DOCUMENTED_COMMAND, INFERRED_COMMAND, NON_IDEMPOTENT_COMMAND);

  private static <Q> WireCall of(
      Operation<Q, ?> operation, Function<Map<String, Object>, Q> request, String success) {
    return new WireCall(operation, request, success);
  }

  @Override
  public String toString() {
    return operation.name();
  }

  boolean isCommand() {
    return operation.effect() != Effect.READ;
  }

  /** The response, or what was thrown. */
  Object call(FreedomCardClient client, boolean async) {
    return call(client, async, 0);
  }

  /** The same for a request that is longer by this number of bytes. */
  Object call(FreedomCardClient client, boolean async, int padding) {
    Map<String, Object> fields = padding == 0 ? Map.of() : Map.of("padding", ".".repeat(padding));
    return call(client, async, operation, request.apply(fields));
  }

  CompletableFuture<?> callAsync(FreedomCardClient client) {
    return callAsync(client, operation, request.apply(Map.of()));
  }

  private static <Q> CompletableFuture<?> callAsync(
      FreedomCardClient client, Operation<Q, ?> operation, Object request) {
    return client.async().execute(operation, operation.requestType().cast(request));
  }

  private static <Q, R> Object call(
      FreedomCardClient client, boolean async, Operation<Q, R> operation, Object request) {
    Q typed = operation.requestType().cast(request);
    try {
      return async
          ? client.async().execute(operation, typed).join()
          : client.execute(operation, typed);
    } catch (CompletionException e) {
      return e.getCause() == null ? e : e.getCause();
    } catch (RuntimeException | Error e) {
      return e;
    }
  }
}
