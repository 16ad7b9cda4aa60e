package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.Fields.required;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What became of an earlier request: {@code getRequestStatus} and {@code
 * getTransactionRequestStatus}, which are one endpoint under two titles.
 */
final class RequestHandlers {

  static final String NAME = "getRequestStatus";

  private final Processor processor;

  RequestHandlers(Processor processor) {
    this.processor = processor;
  }

  List<OperationRoute> endpoints() {
    return List.of(
        OperationRoute.read(
            NAME,
            "/v5/card-api/request/status",
            Fields.of(required("request_id", FieldRules.uuid())),
            this::status));
  }

  private ObjectNode status(Call call) {
    return processor.ask(call.uuid("request_id"));
  }
}
