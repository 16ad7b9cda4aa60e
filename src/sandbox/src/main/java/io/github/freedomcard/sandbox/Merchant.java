package io.github.freedomcard.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a statement says of where money was spent.
 *
 * @param mcc the kind of merchant
 * @param fields as they were given: the vendor's are not known; never changed
 */
record Merchant(int mcc, ObjectNode fields) {

  /** Miscellaneous retail. */
  static final int DEFAULT_MCC = 5999;

  /** Of what went through this API. */
  static final Merchant UNKNOWN = new Merchant(DEFAULT_MCC, WireJson.object());
}
