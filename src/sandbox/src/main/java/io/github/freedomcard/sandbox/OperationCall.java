package io.github.freedomcard.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One call of an operation; its fields are valid. */
final class OperationCall {

  final ObjectNode request;

  /** The time of processing, in whole seconds. */
  final OffsetDateTime now;

  /** The effect that the handler reports to the ledger; ignored for reads. */
  final LedgerPosting posting = new LedgerPosting();

  OperationCall(ObjectNode request, OffsetDateTime now) {
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

  @Nullable OffsetDateTime dateTime(String field) {
    return has(field) ? FieldRules.dateTime(field(field)) : null;
  }
}
