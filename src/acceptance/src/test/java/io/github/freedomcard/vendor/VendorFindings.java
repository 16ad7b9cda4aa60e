package io.github.freedomcard.vendor;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.ProductId;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.RequestStatusRequest;
import io.github.freedomcard.model.card.ActivateCardRequest;
import io.github.freedomcard.model.card.BalanceRequest;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.model.card.CardInfoRequest;
import io.github.freedomcard.model.card.CloseCardRequest;
import io.github.freedomcard.model.card.ExtendedStatementRequest;
import io.github.freedomcard.model.card.IssueCardRequest;
import io.github.freedomcard.model.card.StatementRequest;
import io.github.freedomcard.model.card.UnblockCardRequest;
import io.github.freedomcard.model.client.Client;
import io.github.freedomcard.model.client.ClientType;
import io.github.freedomcard.model.client.CreateClientRequest;
import io.github.freedomcard.model.client.ListCardsRequest;
import io.github.freedomcard.model.client.Residency;
import io.github.freedomcard.model.gift.GiftCardRequest;
import io.github.freedomcard.model.gift.ListGiftCardProductsRequest;
import io.github.freedomcard.model.limit.LimitObject;
import io.github.freedomcard.model.limit.LimitObjectType;
import io.github.freedomcard.model.limit.ListLimitsRequest;
import io.github.freedomcard.model.transaction.RefundTransactionRequest;
import io.github.freedomcard.model.transaction.TransactionInfoRequest;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.ClientOperations;
import io.github.freedomcard.operation.GiftCardOperations;
import io.github.freedomcard.operation.LimitOperations;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.RequestOperations;
import io.github.freedomcard.operation.TransactionOperations;
import io.github.freedomcard.signing.JwsAlgorithm;
import io.github.freedomcard.vendor.OpenQuestions.Question;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests whose responses the documentation does not describe, and prints each response and
 * the client's interpretation of it. It makes no assertions.
 *
 * <p>Responses are printed whole. They hold no secret and no personal data: all values sent are
 * invented, and {@code getSecretData} and {@code validateCardholder} are not called.
 */
final class VendorFindings implements AutoCloseable {

  private static final Duration COMPLETION_TIMEOUT = Duration.ofMinutes(1);
  private static final int MAX_BODY = 2_000;
  private static final String NO_RESPONSE = "no response";

  private final VendorHost host;
  private final PrintStream out;
  private final FreedomCardClient client;
  private final OpenQuestions questions = new OpenQuestions();
  private String response = NO_RESPONSE;

  /** Replaces the header {@code Request-Id} if set. */
  private @Nullable UUID requestIdHeader;

  VendorFindings(VendorHost host, PrintStream out) {
    this.host = host;
    this.out = out;
    this.client = client(JwsAlgorithm.HS512);
    out.println("Findings on " + host.environment());
  }

  private FreedomCardClient client(JwsAlgorithm algorithm) {
    return FreedomCardClient.builder()
        .environment(host.environment())
        .credentials(host.credentials())
        .algorithm(algorithm)
        // Each request has exactly one response: no retries and no status queries.
        .retryPolicy(RetryPolicy.none())
        .httpClient(new OkHttpClient.Builder().addInterceptor(this::capture).build())
        .build();
  }

  /** Reads with ids that no host knows, an unknown path, and a used request_id. */
  void reads() {
    String unknownId = UUID.randomUUID().toString();
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);

    unknownRequest();
    find(
        "unknown card",
        CardOperations.GET_BALANCE,
        BalanceRequest.builder().cardId(unknownId).build());
    find(
        "unknown card",
        CardOperations.GET_STATEMENT,
        StatementRequest.builder().cardId(unknownId).build());
    find(
        "unknown card",
        CardOperations.GET_EXTENDED_STATEMENT,
        ExtendedStatementRequest.builder()
            .cardId(unknownId)
            .startDate(now.minusDays(1))
            .endDate(now)
            .build());
    find(
        "limits of an unknown card",
        LimitOperations.LIST_LIMITS,
        ListLimitsRequest.builder()
            .object(LimitObject.builder().type(LimitObjectType.CARD).value(unknownId).build())
            .build());
    find(
        "unknown client",
        ClientOperations.LIST_CARDS,
        ListCardsRequest.builder().clientId(unknownId).build());
    find(
        "unknown transaction",
        TransactionOperations.GET_TRANSACTION_INFO,
        TransactionInfoRequest.builder().transactionId(unknownId).build());
    find(
        "gift cards on sale",
        GiftCardOperations.LIST_GIFT_CARD_PRODUCTS,
        ListGiftCardProductsRequest.builder().build());
    find(
        "unknown gift card",
        GiftCardOperations.GET_GIFT_CARD_STATUS,
        GiftCardRequest.builder().cardId(999_999_999).build());

    // The response that a wrong inferred path would get.
    find(
        "unknown path",
        Operation.read("noSuchOperation", "/v5/card-api/no/such", Map.class, Map.class),
        Map.of());
    questions.add(Question.UNKNOWN_PATH, response);

    UUID requestId = UUID.randomUUID();
    CardInfoRequest info = CardInfoRequest.builder().cardId(unknownId).requestId(requestId).build();
    find("unknown card", CardOperations.GET_CARD_INFO, info);
    find("duplicate of a read", CardOperations.GET_CARD_INFO, info);
    questions.add(Question.DUPLICATE_READ, response);
    queryStatus("request_id of a read", requestId);

    requestIdHeader = UUID.randomUUID();
    find("used request_id, new header", CardOperations.GET_CARD_INFO, info);
    questions.add(Question.USED_IN_BODY, response);
    requestIdHeader = requestId;
    find(
        "new request_id, used header",
        CardOperations.GET_CARD_INFO,
        CardInfoRequest.builder().cardId(unknownId).build());
    questions.add(Question.USED_IN_HEADER, response);
    requestIdHeader = null;
  }

  /** Signs a status query with the algorithm that is not the default. */
  void otherAlgorithm() {
    try (FreedomCardClient hs256 = client(JwsAlgorithm.HS256)) {
      find(
          "HS256",
          hs256,
          RequestOperations.GET_REQUEST_STATUS,
          RequestStatusRequest.builder().requestId(UUID.randomUUID()).build());
    }
    questions.add(Question.HS256, response);
  }

  /**
   * Queries the status of an unknown request: the only response that is documented well enough for
   * an assertion.
   *
   * @return the exception; null if the call succeeded
   */
  @Nullable FreedomCardException unknownRequest() {
    FreedomCardException failure = queryStatus("unknown request_id", UUID.randomUUID());
    questions.add(Question.UNKNOWN_REQUEST, response);
    return failure;
  }

  /** Takes a card through its life cycle, with a duplicate and a declined command. */
  void commands() {
    RefundTransactionRequest refund =
        RefundTransactionRequest.builder()
            .orderId("order-" + UUID.randomUUID())
            .transactionId(UUID.randomUUID().toString())
            .build();
    find("unknown transaction", TransactionOperations.REFUND_TRANSACTION, refund);
    questions.add(Question.DECLINE, response);
    queryStatus("request_id of a declined command", refund.requestId());
    questions.add(Question.DECLINED_REQUEST, response);

    RequestState created =
        command(
            "client",
            ClientOperations.CREATE_CLIENT,
            CreateClientRequest.builder()
                .productId(ProductId.INSTANT_CARD)
                .client(
                    Client.builder()
                        .phone("+7 700 000-00-00")
                        .type(ClientType.INDIVIDUAL)
                        .resident(Residency.RESIDENT)
                        .firstName("TEST")
                        .lastName("TEST")
                        .build())
                .build());
    String clientId = created == null ? null : created.clientId();
    if (clientId == null) {
      out.println("no client_id: skipping all commands on cards");
      return;
    }
    RequestState issued =
        command(
            "card",
            CardOperations.ISSUE_CARD,
            IssueCardRequest.forClient(clientId).productId(ProductId.INSTANT_CARD).build());
    String cardId =
        issued == null || issued.cards().isEmpty() ? null : issued.cards().get(0).cardId();
    if (cardId == null) {
      out.println("no card_id: skipping all other commands");
      return;
    }
    command(
        "activation",
        CardOperations.ACTIVATE_CARD,
        ActivateCardRequest.builder().cardId(cardId).build());
    BlockCardRequest block = BlockCardRequest.builder().cardId(cardId).description("test").build();
    command("block", CardOperations.BLOCK_CARD, block);
    find("duplicate of a command", CardOperations.BLOCK_CARD, block);
    questions.add(Question.DUPLICATE_COMMAND, response);
    find(
        "a second block",
        CardOperations.BLOCK_CARD,
        BlockCardRequest.builder().cardId(cardId).description("test").build());
    command(
        "unblock",
        CardOperations.UNBLOCK_CARD,
        UnblockCardRequest.builder().cardId(cardId).description("test").build());
    find("card", CardOperations.GET_CARD_INFO, CardInfoRequest.builder().cardId(cardId).build());
    command(
        "close",
        CardOperations.CLOSE_CARD,
        CloseCardRequest.builder().cardId(cardId).description("test").build());
    find(
        "block of a closed card",
        CardOperations.BLOCK_CARD,
        BlockCardRequest.builder().cardId(cardId).description("test").build());
  }

  /** Prints the open questions and their findings. */
  void printSummary() {
    questions.print(out, host.commands());
  }

  /** Sends a command and waits until it is complete. */
  private <Q extends IdempotentRequest> @Nullable RequestState command(
      String subject, Operation<Q, RequestState> operation, Q request) {
    find(subject, operation, request);
    response = NO_RESPONSE;
    RequestState state = null;
    String interpretation;
    try {
      state = client.awaitCompletion(request.requestId(), COMPLETION_TIMEOUT);
      interpretation = state.toString();
    } catch (FreedomCardException e) {
      interpretation = String.valueOf(e.getMessage());
    }
    print(subject + ", completed", RequestOperations.GET_REQUEST_STATUS, interpretation);
    return state;
  }

  private @Nullable FreedomCardException queryStatus(String subject, UUID requestId) {
    return find(
        subject,
        RequestOperations.GET_REQUEST_STATUS,
        RequestStatusRequest.builder().requestId(requestId).build());
  }

  private <Q, R> @Nullable FreedomCardException find(
      String subject, Operation<Q, R> operation, Q request) {
    FreedomCardException failure = find(subject, client, operation, request);
    questions.add(operation, response);
    return failure;
  }

  private <Q, R> @Nullable FreedomCardException find(
      String subject, FreedomCardClient client, Operation<Q, R> operation, Q request) {
    response = NO_RESPONSE;
    try {
      print(subject, operation, String.valueOf(client.execute(operation, request).body()));
      return null;
    } catch (FreedomCardException e) {
      print(subject, operation, e.getClass().getSimpleName() + ": " + e.getMessage());
      return e;
    }
  }

  private void print(String subject, Operation<?, ?> operation, String interpretation) {
    out.printf(
        "%s: %s%n  response    %s%n  interpreted %s%n",
        subject, operation, response, interpretation);
  }

  private Response capture(Interceptor.Chain chain) throws IOException {
    Request request = chain.request();
    if (requestIdHeader != null) {
      request = request.newBuilder().header("Request-Id", requestIdHeader.toString()).build();
    }
    Response received = chain.proceed(request);
    response =
        "HTTP %d %s %s"
            .formatted(
                received.code(),
                received.header("Content-Type"),
                received.peekBody(MAX_BODY).string());
    return received;
  }

  @Override
  public void close() {
    client.close();
  }
}
