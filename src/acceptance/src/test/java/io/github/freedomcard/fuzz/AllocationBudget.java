package io.github.freedomcard.fuzz;

import io.github.freedomcard.fuzz.FuzzResponse.Delivery;

/**
 * How many bytes of memory may be allocated, all in all, for what came.
 *
 * <p>Beside each part is the most that was measured, over 100,000 answers and 40,000 signatures. Of
 * what is allowed altogether, no answer took more than half, and no signature more than 0.6.
 */
final class AllocationBudget {

  /**
   * Jackson keeps the names that it saw, some thousands of them and then none, and copies them all
   * for an answer that has a new one: 2.1 MB at most, however short the answer is. It is the first
   * of two like calls that costs it.
   */
  static final long NEW_NAMES = 4 << 20;

  /**
   * Averaged over the answers that could be read, most of them short: 14,600 bytes; and over the
   * signatures that were accepted: 20,200.
   */
  static final long ON_AVERAGE = 32 << 10;

  /** An empty answer, compressed: 27,000 bytes. */
  private static final long OF_SEND = 64 << 10;

  /** A number of a thousand digits in an answer of little else: 110 bytes. */
  private static final long OF_BYTE = 300;

  /** An empty object where a card belongs: 1,600 bytes; where an operation does: 3,400. */
  private static final long OF_BRACKET = 4000;

  /** An answer that is too large is kept until that is seen, and not read: 1 byte. */
  private static final long OF_BYTE_TOO_MANY = 3;

  /** A header with odd numbers or nested lists in a few hundred characters: 227,000 bytes. */
  private static final long OF_SIGNATURE = 384 << 10;

  /** Lists nested in a header of thousands of characters: 83 bytes. */
  private static final long OF_CHARACTER = 150;

  private AllocationBudget() {}

  /** For a call that was sent once and answered by {@code answer}. */
  static long of(FuzzResponse answer) {
    return answer.delivery() == Delivery.BOMB || answer.delivery() == Delivery.ENDLESS
        ? OF_SEND + OF_BYTE_TOO_MANY * FuzzResponse.MAX_BYTES
        : of(answer.body());
  }

  /** For a call that was sent once and answered by {@code body}. */
  static long of(byte[] body) {
    long brackets = 0;
    for (byte each : body) {
      if (each == '[' || each == '{') {
        brackets++;
      }
    }
    return OF_SEND + OF_BYTE * body.length + OF_BRACKET * brackets;
  }

  /** For the verification of {@code signature}. */
  static long ofSignature(String signature) {
    return OF_SIGNATURE + OF_CHARACTER * signature.length();
  }
}
