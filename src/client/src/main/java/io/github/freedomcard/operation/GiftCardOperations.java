package io.github.freedomcard.operation;

import io.github.freedomcard.model.gift.ConfirmGiftCardRequest;
import io.github.freedomcard.model.gift.GiftCard;
import io.github.freedomcard.model.gift.GiftCardAcknowledgement;
import io.github.freedomcard.model.gift.GiftCardProducts;
import io.github.freedomcard.model.gift.GiftCardRequest;
import io.github.freedomcard.model.gift.IssueGiftCardRequest;
import io.github.freedomcard.model.gift.IssuedGiftCard;
import io.github.freedomcard.model.gift.ListGiftCardProductsRequest;

/**
 * The catalogue's operations on gift cards.
 *
 * <p>That they are signed like the others is inferred.
 */
public final class GiftCardOperations {

  /** "List", inferred. */
  public static final Operation<ListGiftCardProductsRequest, GiftCardProducts>
      LIST_GIFT_CARD_PRODUCTS =
          Operation.read(
              "listGiftCardProducts",
              "/v5/cards/product_list",
              Evidence.INFERRED,
              ListGiftCardProductsRequest.class,
              GiftCardProducts.class);

  /** "Issue", inferred. */
  public static final Operation<IssueGiftCardRequest, IssuedGiftCard> ISSUE_GIFT_CARD =
      Operation.nonIdempotentCommand(
          "issueGiftCard",
          "/v5/cards/issue_card",
          Evidence.INFERRED,
          IssueGiftCardRequest.class,
          IssuedGiftCard.class);

  /** "Confirm", documented. */
  public static final Operation<ConfirmGiftCardRequest, GiftCard> CONFIRM_GIFT_CARD =
      Operation.nonIdempotentCommand(
          "confirmGiftCard",
          "/v5/cards/activate_card",
          Evidence.DOCUMENTED,
          ConfirmGiftCardRequest.class,
          GiftCard.class);

  /** "Resend", inferred. */
  public static final Operation<GiftCardRequest, GiftCardAcknowledgement> RESEND_GIFT_CARD =
      Operation.nonIdempotentCommand(
          "resendGiftCard",
          "/v5/cards/resend_card",
          Evidence.INFERRED,
          GiftCardRequest.class,
          GiftCardAcknowledgement.class);

  /** "Resend code", inferred. */
  public static final Operation<GiftCardRequest, GiftCardAcknowledgement> RESEND_GIFT_CARD_CODE =
      Operation.nonIdempotentCommand(
          "resendGiftCardCode",
          "/v5/cards/resend_code",
          Evidence.INFERRED,
          GiftCardRequest.class,
          GiftCardAcknowledgement.class);

  /** "Status", inferred. */
  public static final Operation<GiftCardRequest, GiftCard> GET_GIFT_CARD_STATUS =
      Operation.read(
          "getGiftCardStatus",
          "/v5/cards/card_status",
          Evidence.INFERRED,
          GiftCardRequest.class,
          GiftCard.class);

  private GiftCardOperations() {}
}
