package io.github.freedomcard.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The merchant of a statement line.
 *
 * @param mcc merchant category code
 * @param fields as given by the test, because the vendor's are not documented; never modified
 */
record SandboxMerchant(int mcc, ObjectNode fields) {

  /** Miscellaneous retail. */
  static final int DEFAULT_MCC = 5999;

  /** The merchant of transactions made through this API. */
  static final SandboxMerchant UNKNOWN = new SandboxMerchant(DEFAULT_MCC, WireJson.object());
}
