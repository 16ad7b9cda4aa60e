package io.github.freedomcard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.model.transaction.TransactionType;
import io.github.freedomcard.sandbox.Fault;
import io.github.freedomcard.sandbox.FreedomCardSandbox;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.instrumentation.okhttp.v3_0.OkHttpTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.math.BigDecimal;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tracing as in the guide: OpenTelemetry's library makes the calls. */
class OpenTelemetryTest {

  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @SuppressWarnings("try") // a scope is only closed
  void charge_whenTheResponseIsLost_hasASpanForEachRequestBelowTheCallers(boolean async) {
    try (FreedomCardSandbox sandbox = FreedomCardSandbox.start();
        OpenTelemetrySdk sdk =
            OpenTelemetrySdk.builder()
                .setTracerProvider(
                    SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                        .build())
                .build();
        FreedomCardClient client =
            sandbox
                .newClientBuilder()
                .callFactory(OkHttpTelemetry.create(sdk)::createCallFactory)
                .contextPropagation(executor -> Context.current().wrap(executor))
                .build()) {
      CreateTransactionRequest charge =
          CreateTransactionRequest.builder()
              .orderId("order-1")
              .cardId(sandbox.arrange().activeCard().balance("1000.00", "KZT").add())
              .type(TransactionType.DEBIT)
              .amount(new BigDecimal("10.50"))
              .currency("KZT")
              .build();
      // The second status query follows after a back-off, on a thread without any context.
      sandbox
          .faults()
          .next("createTransaction", Fault.responseLost())
          .next("getRequestStatus", Fault.httpStatus(500));
      Span order = sdk.getTracer("shop").spanBuilder("order").startSpan();
      try (Scope scope = order.makeCurrent()) {
        if (async) {
          client.async().createTransaction(charge).join();
        } else {
          client.createTransaction(charge);
        }
      }
      assertThat(exporter.getFinishedSpanItems())
          .allMatch(span -> span.getParentSpanId().equals(order.getSpanContext().getSpanId()))
          .extracting(OpenTelemetryTest::text)
          .containsExactly(
              "POST /v5/card-api/transaction/create ERROR",
              "POST /v5/card-api/request/status ERROR",
              "POST /v5/card-api/request/status UNSET");
    }
  }

  private static String text(SpanData span) {
    String url = String.valueOf(span.getAttributes().get(AttributeKey.stringKey("url.full")));
    return span.getName()
        + " "
        + URI.create(url).getPath()
        + " "
        + span.getStatus().getStatusCode();
  }
}
