package io.github.freedomcard.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What an operation does. */
@FunctionalInterface
interface Handler {

  /**
   * Carries out one call, all of it or nothing.
   *
   * @return for a command with a {@code request_id} what it produced, as {@code request/status}
   *     tells it; otherwise the fields of the answer beside the envelope
   * @throws Refusal if it can't be done; nothing has been changed then
   */
  ObjectNode handle(Call call);
}
