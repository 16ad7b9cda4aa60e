package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.Fields.required;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Handler of status queries: {@code getRequestStatus} and {@code getTransactionRequestStatus} share
 * one path.
 */
final class RequestHandlers {

  static final String NAME = "getRequestStatus";

  private final Processor processor;

  RequestHandlers(Processor processor) {
    this.processor = processor;
  }

  List<OperationRoute> routes() {
    return List.of(
        OperationRoute.read(
            NAME,
            "/v5/card-api/request/status",
            Fields.of(required("request_id", FieldRules.uuid())),
            this::status));
  }

  private ObjectNode status(OperationCall call) {
    return processor.queryStatus(call.uuid("request_id"));
  }
}
