package io.github.freedomcard.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One request on its way through a handler; its fields have been checked. */
final class Call {

  final ObjectNode request;

  /** The moment of processing, to the second. */
  final OffsetDateTime now;

  /** What the handler tells the ledger; passed over for reads. */
  final LedgerPosting movement = new LedgerPosting();

  Call(ObjectNode request, OffsetDateTime now) {
    this.request = request;
    this.now = now;
  }

  boolean has(String field) {
    return request.hasNonNull(field);
  }

  JsonNode field(String field) {
    return request.required(field);
  }

  String text(String field) {
    return field(field).textValue();
  }

  int integer(String field) {
    return field(field).intValue();
  }

  BigDecimal amount(String field) {
    return field(field).decimalValue();
  }

  UUID uuid(String field) {
    return UUID.fromString(text(field));
  }

  @Nullable OffsetDateTime moment(String field) {
    return has(field) ? FieldRules.moment(field(field)) : null;
  }
}
