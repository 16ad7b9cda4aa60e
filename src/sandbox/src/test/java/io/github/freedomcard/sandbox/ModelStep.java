package io.github.freedomcard.sandbox;

/**
 * A step of a merchant. Any step is valid after any other steps, so a failing sequence can be
 * shrunk.
 *
 * @param target which of the cards, debits or requests so far; any number is valid
 * @param variant which currency or variant; any number is valid
 * @param hundredths the amount in hundredths; 0 for the whole amount where that is possible
 */
record ModelStep(StepKind kind, int target, int variant, int hundredths) {

  /** The kind of a step. */
  enum StepKind {
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
    QUERY_STATUS(6),
    FINISH(20),
    GIFT_ISSUE(10),
    GIFT_CONFIRM(6),
    GIFT_RESEND(4);

    final int weight;

    StepKind(int weight) {
      this.weight = weight;
    }
  }
}
