package io.github.freedomcard.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Implements an operation. */
@FunctionalInterface
interface Handler {

  /**
   * Performs one call completely or not at all.
   *
   * @return for a command with a {@code request_id} the produced fields, as {@code request/status}
   *     reports them; otherwise the fields of the response without the envelope
   * @throws Refusal if the call is refused; nothing has changed then
   */
  ObjectNode handle(OperationCall call);
}
