package io.github.freedomcard.jmh;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;

/**
 * OkHttp, Jackson and a {@link Mac} without an SDK: sends the same bytes with the same signature
 * and as many headers, reads the same response into a record, and gives the same guarantees. OkHttp
 * does not repeat the request by itself, and a deadline ends the call.
 */
final class Baseline {

  private static final MediaType JSON = MediaType.get("application/json");
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final OkHttpClient http;
  private final HttpUrl url;
  private final ObjectMapper mapper = mapper();
  private final String header;
  private final byte[] signedHeader;
  private final Mac mac;

  Baseline(OkHttpClient.Builder http, String baseUrl, String secretKey) {
    this.http = http.callTimeout(DEADLINE).followRedirects(false).build();
    this.url = HttpUrl.get(baseUrl + SampleMessages.CREATE_TRANSACTION);
    String json =
        "{\"uri\":\""
            + SampleMessages.CREATE_TRANSACTION
            + "\",\"auth_id\":\"123456\",\"method\":\"POST\",\"params\":\"\",\"alg\":\"HS512\"}";
    header = BASE64URL.encodeToString(json.getBytes(UTF_8));
    signedHeader = (header + ".").getBytes(US_ASCII);
    try {
      mac = Mac.getInstance("HmacSHA512");
      mac.init(new SecretKeySpec(secretKey.getBytes(UTF_8), "HmacSHA512"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
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

  String sign(byte[] body) {
    try {
      Mac free = (Mac) mac.clone();
      free.update(signedHeader);
      free.update(BASE64URL.encode(body));
      return header + ".." + BASE64URL.encodeToString(free.doFinal());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  Call newCall() throws IOException {
    Create request = request(UUID.randomUUID());
    byte[] body = body(request);
    return http.newCall(
        new Request.Builder()
            .url(url)
            .header("X-JWS-Signature", sign(body))
            .header("Request-Id", request.requestId().toString())
            .header("Accept", "application/json")
            .post(new OneShot(body))
            .build());
  }

  /** Keeps OkHttp from sending a request twice. */
  private static final class OneShot extends RequestBody {

    private final byte[] bytes;

    OneShot(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public MediaType contentType() {
      return JSON;
    }

    @Override
    public long contentLength() {
      return bytes.length;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.write(bytes);
    }
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
