package io.github.freedomcard.jmh;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.UUID;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * OkHttp and Jackson without an SDK: sends the same bytes with as many headers and reads the same
 * response into a record.
 */
final class Baseline {

  private static final MediaType JSON = MediaType.get("application/json");

  /** As long as a signature with {@code HS512}; the server does not check it. */
  private static final String SIGNATURE = "e".repeat(162) + ".." + "s".repeat(86);

  private final OkHttpClient http;
  private final HttpUrl url;
  private final ObjectMapper mapper = mapper();

  Baseline(OkHttpClient http, String baseUrl) {
    this.http = http;
    this.url = HttpUrl.get(baseUrl + SampleMessages.CREATE_TRANSACTION);
  }

  record Create(
      UUID requestId,
      String orderId,
      String cardId,
      String type,
      BigDecimal amount,
      String currency,
      String description) {}

  record State(
      String status,
      String requestStatus,
      OffsetDateTime dt,
      String transactionId,
      String finDocumentId) {}

  static ObjectMapper mapper() {
    return JsonMapper.builder()
        .addModule(new JavaTimeModule())
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
        .build();
  }

  static Create request(UUID requestId) {
    return new Create(
        requestId,
        "order-4711",
        "card-0123456789",
        "debit",
        new BigDecimal("1500.00"),
        "KZT",
        "monthly fee");
  }

  byte[] body(Create request) throws IOException {
    return mapper.writeValueAsBytes(request);
  }

  Call newCall() throws IOException {
    Create request = request(UUID.randomUUID());
    return http.newCall(
        new Request.Builder()
            .url(url)
            .header("X-JWS-Signature", SIGNATURE)
            .header("Request-Id", request.requestId().toString())
            .header("Accept", "application/json")
            .post(RequestBody.create(body(request), JSON))
            .build());
  }

  State read(Response response) throws IOException {
    try (response) {
      return mapper.readValue(response.body().bytes(), State.class);
    }
  }

  State call() throws IOException {
    return read(newCall().execute());
  }
}
