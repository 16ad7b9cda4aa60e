package io.github.freedomcard.fuzz;

import io.github.freedomcard.fuzz.FuzzResponse.Delivery;

/**
 * Limits the bytes that a call or a verification may allocate.
 *
 * <p>Each constant names the maximum measured over 100,000 responses and 40,000 signatures. No
 * response used more than half of its budget, and no signature more than 0.6.
 */
final class AllocationBudget {

  /**
   * Jackson caches up to some thousands of field names and copies the cache for a response with a
   * new name: at most 2.1 MB, even for a short response. Only the first of two equal calls pays.
   */
  static final long NEW_NAMES = 4 << 20;

  /**
   * Averaged over the responses that were parsed, most of them short: 14,600 bytes. Averaged over
   * the signatures that were accepted: 20,200 bytes.
   */
  static final long AVERAGE = 32 << 10;

  /** An empty compressed response: 27,000 bytes. */
  private static final long PER_ATTEMPT = 64 << 10;

  /** A thousand-digit number in an otherwise small response: 110 bytes. */
  private static final long PER_BYTE = 300;

  /** An empty object in place of a card: 1,600 bytes; in place of an operation: 3,400 bytes. */
  private static final long PER_BRACKET = 4000;

  /** A response that is too large is buffered up to the limit and not parsed: 1 byte. */
  private static final long PER_EXCESS_BYTE = 3;

  /** A header of a few hundred characters with unusual numbers or nested lists: 227,000 bytes. */
  private static final long PER_SIGNATURE = 384 << 10;

  /** Nested lists in a header of thousands of characters: 83 bytes. */
  private static final long PER_CHARACTER = 150;

  private AllocationBudget() {}

  /** The budget of a call with one attempt and this response. */
  static long of(FuzzResponse response) {
    return response.delivery() == Delivery.BOMB || response.delivery() == Delivery.ENDLESS
        ? PER_ATTEMPT + PER_EXCESS_BYTE * FuzzResponse.MAX_BYTES
        : of(response.body());
  }

  /** The budget of a call with one attempt and a response with this body. */
  static long of(byte[] body) {
    long brackets = 0;
    for (byte each : body) {
      if (each == '[' || each == '{') {
        brackets++;
      }
    }
    return PER_ATTEMPT + PER_BYTE * body.length + PER_BRACKET * brackets;
  }

  /** The budget of the verification of a signature. */
  static long ofSignature(String signature) {
    return PER_SIGNATURE + PER_CHARACTER * signature.length();
  }
}
