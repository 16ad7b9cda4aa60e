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
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Asks a host what the documentation leaves open, and prints what it answered, and what the client
 * made of that. It judges nothing.
 *
 * <p>An answer is printed whole. That is harmless because all that is sent is made up, and because
 * what would tell secrets or persons ({@code getSecretData}, {@code validateCardholder}) is not
 * asked.
 */
final class VendorFindings implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int LONGEST_BODY = 2_000;

  private final FreedomCardClient client;
  private final PrintStream out;
  private String answer = "";

  VendorFindings(VendorHost host, PrintStream out) {
    this.out = out;
    this.client =
        FreedomCardClient.builder()
            .environment(host.environment())
            .credentials(host.credentials())
            // One question, one answer: nothing is to be mended here.
            .retryPolicy(RetryPolicy.none())
            .httpClient(new OkHttpClient.Builder().addInterceptor(this::overhear).build())
            .build();
    out.println("Findings on " + host.environment());
  }

  /** What is unknown to every host: ids, a path, and a request_id that was used before. */
  void reads() {
    String madeUp = UUID.randomUUID().toString();
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);

    unknownRequest();
    find(
        "unknown card",
        CardOperations.GET_BALANCE,
        BalanceRequest.builder().cardId(madeUp).build());
    find(
        "unknown card",
        CardOperations.GET_STATEMENT,
        StatementRequest.builder().cardId(madeUp).build());
    find(
        "unknown card",
        CardOperations.GET_EXTENDED_STATEMENT,
        ExtendedStatementRequest.builder()
            .cardId(madeUp)
            .startDate(now.minusDays(1))
            .endDate(now)
            .build());
    find(
        "limits of an unknown card",
        LimitOperations.LIST_LIMITS,
        ListLimitsRequest.builder()
            .object(LimitObject.builder().type(LimitObjectType.CARD).value(madeUp).build())
            .build());
    find(
        "unknown client",
        ClientOperations.LIST_CARDS,
        ListCardsRequest.builder().clientId(madeUp).build());
    find(
        "unknown transaction",
        TransactionOperations.GET_TRANSACTION_INFO,
        TransactionInfoRequest.builder().transactionId(madeUp).build());
    find(
        "gift cards on sale",
        GiftCardOperations.LIST_GIFT_CARD_PRODUCTS,
        ListGiftCardProductsRequest.builder().build());
    find(
        "unknown gift card",
        GiftCardOperations.GET_GIFT_CARD_STATUS,
        GiftCardRequest.builder().cardId(999_999_999).build());

    // What an inferred path would be told if it were wrong.
    find(
        "unknown path",
        Operation.read("noSuchOperation", "/v5/card-api/no/such", Map.class, Map.class),
        Map.of());

    UUID requestId = UUID.randomUUID();
    CardInfoRequest info = CardInfoRequest.builder().cardId(madeUp).requestId(requestId).build();
    find("unknown card", CardOperations.GET_CARD_INFO, info);
    find("duplicate of a read", CardOperations.GET_CARD_INFO, info);
    ask("request_id of a read", requestId);
  }

  /**
   * The one question whose answer is documented well enough to be asked for.
   *
   * @return why there was no answer; null if there was one
   */
  @Nullable FreedomCardException unknownRequest() {
    return ask("unknown request_id", UUID.randomUUID());
  }

  /** A card from its client to its closing, with a duplicate and a refused command. */
  void commands() {
    RefundTransactionRequest refund =
        RefundTransactionRequest.builder()
            .orderId("order-" + UUID.randomUUID())
            .transactionId(UUID.randomUUID().toString())
            .build();
    find("unknown transaction", TransactionOperations.REFUND_TRANSACTION, refund);
    ask("request_id of a refused command", refund.requestId());

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
      out.println("no client_id: no card either");
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
      out.println("no card_id: no more commands");
      return;
    }
    command(
        "activation",
        CardOperations.ACTIVATE_CARD,
        ActivateCardRequest.builder().cardId(cardId).build());
    BlockCardRequest block = BlockCardRequest.builder().cardId(cardId).description("test").build();
    command("block", CardOperations.BLOCK_CARD, block);
    find("duplicate of a command", CardOperations.BLOCK_CARD, block);
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

  /** Sends a command, and asks until it is done. */
  private <Q extends IdempotentRequest> @Nullable RequestState command(
      String subject, Operation<Q, RequestState> operation, Q request) {
    find(subject, operation, request);
    answer = "no answer";
    RequestState state = null;
    String made;
    try {
      state = client.awaitCompletion(request.requestId(), PATIENCE);
      made = state.toString();
    } catch (FreedomCardException e) {
      made = String.valueOf(e.getMessage());
    }
    print(subject + ", in the end", RequestOperations.GET_REQUEST_STATUS, made);
    return state;
  }

  private @Nullable FreedomCardException ask(String subject, UUID requestId) {
    return find(
        subject,
        RequestOperations.GET_REQUEST_STATUS,
        RequestStatusRequest.builder().requestId(requestId).build());
  }

  private <Q, R> @Nullable FreedomCardException find(
      String subject, Operation<Q, R> operation, Q request) {
    answer = "no answer";
    try {
      print(subject, operation, String.valueOf(client.execute(operation, request).body()));
      return null;
    } catch (FreedomCardException e) {
      print(subject, operation, e.getClass().getSimpleName() + ": " + e.getMessage());
      return e;
    }
  }

  private void print(String subject, Operation<?, ?> operation, String made) {
    out.printf("%s: %s%n  answer  %s%n  read as %s%n", subject, operation, answer, made);
  }

  private Response overhear(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    answer =
        "HTTP %d %s %s"
            .formatted(
                response.code(),
                response.header("Content-Type"),
                response.peekBody(LONGEST_BODY).string());
    return response;
  }

  @Override
  public void close() {
    client.close();
  }
}
