package io.github.freedomcard.operation;

import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.card.ActivateCardRequest;
import io.github.freedomcard.model.card.Balance;
import io.github.freedomcard.model.card.BalanceRequest;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.model.card.BulkIssueCardsRequest;
import io.github.freedomcard.model.card.CardInfo;
import io.github.freedomcard.model.card.CardInfoRequest;
import io.github.freedomcard.model.card.CloseCardRequest;
import io.github.freedomcard.model.card.ExtendedStatement;
import io.github.freedomcard.model.card.ExtendedStatementRequest;
import io.github.freedomcard.model.card.IssueCardRequest;
import io.github.freedomcard.model.card.IssuePlasticCardRequest;
import io.github.freedomcard.model.card.LinkClientRequest;
import io.github.freedomcard.model.card.ResetPinCounterRequest;
import io.github.freedomcard.model.card.SecretData;
import io.github.freedomcard.model.card.SecretDataRequest;
import io.github.freedomcard.model.card.SetPinRequest;
import io.github.freedomcard.model.card.Statement;
import io.github.freedomcard.model.card.StatementRequest;
import io.github.freedomcard.model.card.UnblockCardRequest;

/** The catalogue's operations on cards. */
public final class CardOperations {

  /** "Bulk issue", inferred. */
  public static final Operation<BulkIssueCardsRequest, RequestState> BULK_ISSUE_CARDS =
      Operation.idempotentCommand(
          "bulkIssueCards",
          "/v5/card-api/card/bulk_issue",
          Evidence.INFERRED,
          BulkIssueCardsRequest.class,
          CreatedResource.CARDS);

  /** "Issue card", partial. */
  public static final Operation<IssueCardRequest, RequestState> ISSUE_CARD =
      Operation.idempotentCommand(
          "issueCard",
          "/v5/card-api/card/issue",
          Evidence.PARTIAL,
          IssueCardRequest.class,
          CreatedResource.CARDS);

  /** "Issue plastic card", inferred. */
  public static final Operation<IssuePlasticCardRequest, RequestState> ISSUE_PLASTIC_CARD =
      Operation.idempotentCommand(
          "issuePlasticCard",
          "/v5/card-api/card/issue_plastic",
          Evidence.INFERRED,
          IssuePlasticCardRequest.class,
          CreatedResource.CARDS);

  /** "Activate card", inferred. */
  public static final Operation<ActivateCardRequest, RequestState> ACTIVATE_CARD =
      Operation.idempotentCommand(
          "activateCard",
          "/v5/card-api/card/activate",
          Evidence.INFERRED,
          ActivateCardRequest.class);

  /** "Block card", inferred. */
  public static final Operation<BlockCardRequest, RequestState> BLOCK_CARD =
      Operation.idempotentCommand(
          "blockCard", "/v5/card-api/card/block", Evidence.INFERRED, BlockCardRequest.class);

  /** "Unblock card", documented. */
  public static final Operation<UnblockCardRequest, RequestState> UNBLOCK_CARD =
      Operation.idempotentCommand(
          "unblockCard",
          "/v5/card-api/card/unblock",
          Evidence.DOCUMENTED,
          UnblockCardRequest.class);

  /** "Close card", documented; it can't be undone. */
  public static final Operation<CloseCardRequest, RequestState> CLOSE_CARD =
      Operation.idempotentCommand(
          "closeCard", "/v5/card-api/card/close", Evidence.DOCUMENTED, CloseCardRequest.class);

  /** "Set PIN", documented; it has no {@code request_id}. */
  public static final Operation<SetPinRequest, RequestState> SET_PIN =
      Operation.nonIdempotentCommand(
          "setPin",
          "/v5/card-api/card/set_pin",
          Evidence.DOCUMENTED,
          SetPinRequest.class,
          RequestState.class);

  /** "Reset PIN counter", documented. */
  public static final Operation<ResetPinCounterRequest, RequestState> RESET_PIN_COUNTER =
      Operation.idempotentCommand(
          "resetPinCounter",
          "/v5/card-api/card/reset_counter_pin",
          Evidence.DOCUMENTED,
          ResetPinCounterRequest.class);

  /**
   * "Update client", documented: the page of {@code /v5/card-api/card/link}. Today the page of
   * {@code /v5/card-api/client/update}, which is {@code updateClient}, has that title.
   */
  public static final Operation<LinkClientRequest, RequestState> LINK_CLIENT =
      Operation.idempotentCommand(
          "linkClient", "/v5/card-api/card/link", Evidence.DOCUMENTED, LinkClientRequest.class);

  /** "Card info", partial. */
  public static final Operation<CardInfoRequest, CardInfo> GET_CARD_INFO =
      Operation.read(
          "getCardInfo",
          "/v5/card-api/card/info",
          Evidence.PARTIAL,
          CardInfoRequest.class,
          CardInfo.class);

  /** "Balance", inferred. */
  public static final Operation<BalanceRequest, Balance> GET_BALANCE =
      Operation.read(
          "getBalance",
          "/v5/card-api/card/balance",
          Evidence.INFERRED,
          BalanceRequest.class,
          Balance.class);

  /** "Secret data", inferred. */
  public static final Operation<SecretDataRequest, SecretData> GET_SECRET_DATA =
      Operation.read(
          "getSecretData",
          "/v5/card-api/card/secret_data",
          Evidence.INFERRED,
          SecretDataRequest.class,
          SecretData.class);

  /** "Secret data (version 2)", inferred. */
  public static final Operation<SecretDataRequest, SecretData> GET_SECRET_DATA_V2 =
      Operation.read(
          "getSecretDataV2",
          "/v5/card-api/card/secret_data_v2",
          Evidence.INFERRED,
          SecretDataRequest.class,
          SecretData.class);

  /** "Statement", documented. */
  public static final Operation<StatementRequest, Statement> GET_STATEMENT =
      Operation.read(
          "getStatement",
          "/v5/card-api/card/statement",
          Evidence.DOCUMENTED,
          StatementRequest.class,
          Statement.class,
          ResponseConvention.LIST);

  /** "Statement extended", documented. */
  public static final Operation<ExtendedStatementRequest, ExtendedStatement>
      GET_EXTENDED_STATEMENT =
          Operation.read(
              "getExtendedStatement",
              "/v5/card-api/card/statement_extended",
              Evidence.DOCUMENTED,
              ExtendedStatementRequest.class,
              ExtendedStatement.class,
              ResponseConvention.LIST_WITH_OPTIONAL_STATUS);

  private CardOperations() {}
}
