package io.github.freedomcard.operation;

import java.util.List;

/** All operations of the catalogue, to find one by its name for example. */
public final class Operations {

  private static final List<Operation<?, ?>> ALL =
      List.of(
          CardOperations.BULK_ISSUE_CARDS,
          CardOperations.ISSUE_CARD,
          CardOperations.ISSUE_PLASTIC_CARD,
          CardOperations.ACTIVATE_CARD,
          CardOperations.BLOCK_CARD,
          CardOperations.UNBLOCK_CARD,
          CardOperations.CLOSE_CARD,
          CardOperations.SET_PIN,
          CardOperations.RESET_PIN_COUNTER,
          CardOperations.LINK_CLIENT,
          CardOperations.GET_CARD_INFO,
          CardOperations.GET_BALANCE,
          CardOperations.GET_SECRET_DATA,
          CardOperations.GET_SECRET_DATA_V2,
          CardOperations.GET_STATEMENT,
          CardOperations.GET_EXTENDED_STATEMENT,
          ClientOperations.CREATE_CLIENT,
          ClientOperations.UPDATE_CLIENT,
          ClientOperations.LIST_CARDS,
          ClientOperations.VALIDATE_CARDHOLDER,
          RequestOperations.GET_REQUEST_STATUS,
          RequestOperations.GET_TRANSACTION_REQUEST_STATUS,
          TransactionOperations.CREATE_TRANSACTION,
          TransactionOperations.CLEAR_TRANSACTION,
          TransactionOperations.REFUND_TRANSACTION,
          TransactionOperations.GET_TRANSACTION_INFO,
          LimitOperations.SET_LIMITS,
          LimitOperations.LIST_LIMITS,
          GiftCardOperations.LIST_GIFT_CARD_PRODUCTS,
          GiftCardOperations.ISSUE_GIFT_CARD,
          GiftCardOperations.CONFIRM_GIFT_CARD,
          GiftCardOperations.RESEND_GIFT_CARD,
          GiftCardOperations.RESEND_GIFT_CARD_CODE,
          GiftCardOperations.GET_GIFT_CARD_STATUS);

  private Operations() {}

  /** Returns all operations of the catalogue; immutable. Their names are unique. */
  public static List<Operation<?, ?>> all() {
    return ALL;
  }
}
