package io.github.freedomcard.sandbox;

/**
 * Something that a merchant may try; it means something whatever was done before, so that any
 * sequence can be cut down to the part that fails.
 *
 * @param target which of the cards, debits or requests so far; any number will do
 * @param variant which currency, or other way to do it; any number will do
 * @param hundredths the amount in hundredths; 0, where that can be, for all of it
 */
record ModelStep(Action action, int target, int variant, int hundredths) {

  /** What is tried. */
  enum Action {
    ISSUE(2),
    ACTIVATE(8),
    BLOCK(3),
    UNBLOCK(6),
    CLOSE(2),
    CREDIT(20),
    DEBIT(30),
    CLEAR(22),
    REFUND(26),
    SETTLE_CREDIT(3),
    UNKNOWN_CARD(3),
    UNKNOWN_TRANSACTION(3),
    SAME_REQUEST(10),
    USED_REQUEST_ID(6),
    ASK(6),
    FINISH(20),
    GIFT_ISSUE(10),
    GIFT_CONFIRM(6),
    GIFT_RESEND(4);

    final int weight;

    Action(int weight) {
      this.weight = weight;
    }
  }
}
