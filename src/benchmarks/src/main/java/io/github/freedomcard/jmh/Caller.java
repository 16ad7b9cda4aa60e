package io.github.freedomcard.jmh;

import com.adyen.Client;
import com.adyen.model.balanceplatform.PaymentInstrumentInfo;
import com.adyen.service.balanceplatform.PaymentInstrumentsApi;
import com.checkout.CheckoutApi;
import com.checkout.CheckoutSdk;
import com.checkout.CustomEnvironment;
import com.checkout.payments.request.PaymentRequest;
import com.checkout.payments.request.source.RequestIdSource;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.files.FilePurpose;
import com.openai.models.uploads.UploadCreateParams;
import com.squareup.square.SquareClient;
import com.squareup.square.types.CreatePaymentRequest;
import com.squareup.square.types.Currency;
import com.squareup.square.types.Money;
import com.stripe.Stripe;
import com.stripe.StripeClient;
import com.stripe.param.PaymentIntentCreateParams;
import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.FreedomCardClientBuilder;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.model.transaction.TransactionType;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import okhttp3.OkHttpClient;

/**
 * Calls an operation that moves money: builds the request, sends it with a new idempotency key
 * where the API has one, and reads the response.
 *
 * <p>Each client is configured as its documentation says, except for the host.
 */
interface Caller {

  String OURS = "freedom-card";
  String BASELINE = "okhttp-baseline";
  String KEY = "0123456789abcdef0123456789abcdef";
  List<String> PEERS = List.of("square", "stripe", "openai", "checkout", "adyen");

  /** The callers that sign their requests. */
  List<String> SIGNING = List.of(OURS, BASELINE);

  static String httpClient(String caller) {
    return switch (caller) {
      case "stripe" -> "HttpURLConnection";
      case "checkout", "adyen" -> "Apache HttpClient";
      default -> "OkHttp";
    };
  }

  /** Returns the id in the response. */
  String call() throws Exception;

  /** Each client has its own class, so that a new JVM loads only the classes that it calls. */
  static Caller of(String name, String baseUrl, Wire wire) throws Exception {
    return switch (name) {
      case OURS -> FreedomCard.caller(baseUrl, wire);
      case BASELINE -> OkHttpJackson.caller(baseUrl, wire);
      case "square" -> Square.caller(baseUrl);
      case "stripe" -> StripeJava.caller(baseUrl);
      case "openai" -> OpenAi.caller(baseUrl);
      case "checkout" -> Checkout.caller(baseUrl);
      case "adyen" -> Adyen.caller(baseUrl);
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** This client. */
  final class FreedomCard {

    static CreateTransactionRequest request() {
      return CreateTransactionRequest.builder()
          .orderId("order-4711")
          .cardId("card-0123456789")
          .type(TransactionType.DEBIT)
          .amount(new BigDecimal("1500.00"))
          .currency("KZT")
          .description("monthly fee")
          .build();
    }

    static FreedomCardClientBuilder builder(String baseUrl) {
      return FreedomCardClient.builder().baseUrl(baseUrl).credentials("123456", KEY);
    }

    static Caller caller(String baseUrl, Wire wire) {
      FreedomCardClientBuilder builder = builder(baseUrl);
      if (wire == Wire.H2) {
        builder.configureHttp(http -> http.protocols(wire.protocols()));
      }
      FreedomCardClient client = builder.build();
      return () -> client.createTransaction(request()).transactionId();
    }
  }

  /** The baseline. */
  final class OkHttpJackson {

    static Caller caller(String baseUrl, Wire wire) {
      Baseline baseline =
          new Baseline(new OkHttpClient.Builder().protocols(wire.protocols()), baseUrl, KEY);
      return () -> baseline.call().transactionId();
    }
  }

  /** Square. */
  final class Square {

    static Caller caller(String baseUrl) {
      SquareClient client = SquareClient.builder().token("t").url(baseUrl).build();
      return () ->
          client
              .payments()
              .create(
                  CreatePaymentRequest.builder()
                      .sourceId("card-0123456789")
                      .idempotencyKey(UUID.randomUUID().toString())
                      .amountMoney(Money.builder().amount(150000L).currency(Currency.USD).build())
                      .referenceId("order-4711")
                      .note("monthly fee")
                      .build())
              .getPayment()
              .orElseThrow()
              .getId()
              .orElseThrow();
    }
  }

  /** Stripe. */
  final class StripeJava {

    static Caller caller(String baseUrl) {
      Stripe.enableTelemetry = false;
      StripeClient client =
          StripeClient.builder().setApiKey("sk_test_x").setApiBase(baseUrl).build();
      return () ->
          client
              .v1()
              .paymentIntents()
              .create(
                  PaymentIntentCreateParams.builder()
                      .setPaymentMethod("card-0123456789")
                      .setAmount(150000L)
                      .setCurrency("usd")
                      .setDescription("monthly fee")
                      .putMetadata("order_id", "order-4711")
                      .build())
              .getId();
    }
  }

  /** OpenAI, whose runtime Stainless also generates for payment APIs. */
  final class OpenAi {

    static Caller caller(String baseUrl) {
      OpenAIClient client = OpenAIOkHttpClient.builder().apiKey("k").baseUrl(baseUrl).build();
      return () ->
          client
              .uploads()
              .create(
                  UploadCreateParams.builder()
                      .bytes(150000L)
                      .filename("order-4711")
                      .mimeType("text/plain")
                      .purpose(FilePurpose.BATCH)
                      .build())
              .id();
    }
  }

  /** Checkout.com. */
  final class Checkout {

    static Caller caller(String baseUrl) throws Exception {
      URI uri = new URI(baseUrl + "/");
      CheckoutApi api =
          CheckoutSdk.builder()
              .staticKeys()
              .secretKey("sk_sbox_m73dzbpy7cf3gfd46xr4yj5xo4e")
              .environment(
                  CustomEnvironment.builder()
                      .checkoutApi(uri)
                      .filesApi(uri)
                      .transfersApi(uri)
                      .balancesApi(uri)
                      .oAuthAuthorizationApi(uri)
                      .sandbox(true)
                      .build())
              .build();
      return () ->
          api.paymentsClient()
              .requestPayment(
                  PaymentRequest.builder()
                      .source(RequestIdSource.builder().id("card-0123456789").build())
                      .amount(150000L)
                      .currency(com.checkout.common.Currency.USD)
                      .reference("order-4711")
                      .description("monthly fee")
                      .build(),
                  UUID.randomUUID().toString())
              .get()
              .getId();
    }
  }

  /** Adyen. */
  final class Adyen {

    static Caller caller(String baseUrl) {
      PaymentInstrumentsApi api =
          new PaymentInstrumentsApi(new Client("key", com.adyen.enums.Environment.TEST), baseUrl);
      return () ->
          api.createPaymentInstrument(
                  new PaymentInstrumentInfo()
                      .balanceAccountId("card-0123456789")
                      .issuingCountryCode("NL")
                      .type(PaymentInstrumentInfo.TypeEnum.CARD)
                      .reference("order-4711")
                      .description("monthly fee"),
                  new com.adyen.model.RequestOptions().idempotencyKey(UUID.randomUUID().toString()))
              .getId();
    }
  }
}
