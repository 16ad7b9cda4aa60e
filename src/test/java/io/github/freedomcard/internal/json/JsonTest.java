package io.github.freedomcard.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.freedomcard.model.Phone;
import io.github.freedomcard.model.ProductId;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.Sensitive;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.model.transaction.TransactionInfo;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  private final Json json = new Json(1 << 20);

  record Probe(
      Sensitive<LocalDate> date,
      Sensitive<String> name,
      Phone phone,
      ProductId productId,
      OffsetDateTime dt) {}

  @Test
  void write_whenRequest_snakeCaseInOrder() {
    var request =
        BlockCardRequest.builder()
            .cardId("c1")
            .description("lost")
            .additionalProperties(Map.of("x", 1))
            .build();
    assertThat(new String(json.write(request), UTF_8))
        .isEqualTo(
            "{\"request_id\":\""
                + request.requestId()
                + "\",\"card_id\":\"c1\",\"description\":\"lost\",\"x\":1}");
  }

  @Test
  void read_whenHostile_keepsEverything() throws Exception {
    var state =
        json.read(
            "{\"status\":\"OK\",\"request_status\":7,\"dt\":\"2024-01-02T03:04:05Z\",\"request_id\":\"x\",\"error_code\":12,\"cards\":[{\"card_id\":5,\"n\":1.50}],\"odd\":{\"a\":[1,null]}}"
                .getBytes(UTF_8),
            RequestState.class);
    System.out.println(state);
    System.out.println(new String(json.write(state), UTF_8));
    var p =
        json.read(
            "{\"date\":\"2020-01-01\",\"name\":5,\"product_id\":1000,\"dt\":\"2024-01-02T03:04:05+05:00\"}"
                .getBytes(UTF_8),
            Probe.class);
    System.out.println(
        p
            + " "
            + p.date().value().getYear()
            + " "
            + p.productId().equals(ProductId.FREEDOM_WALLET_CARD));
    System.out.println(new String(json.write(p), UTF_8));
  }

  /** Well-formed, but with an exponent that no {@code BigDecimal} has. */
  @ParameterizedTest
  @ValueSource(strings = {"1e2147483648", "1e99999999999999999999", "-1e-2147483649"})
  void read_whenANumberIsBeyondAll_unreadableWithoutShowingIt(String number) {
    byte[] body =
        ("{\"status\":\"ok\",\"request_status\":\"success\",\"amount\":" + number + "}")
            .getBytes(UTF_8);
    for (Class<?> type : List.of(RequestState.class, TransactionInfo.class)) {
      assertThatExceptionOfType(UnreadableException.class)
          .isThrownBy(() -> json.read(body, type))
          .withMessage("not valid JSON of the expected shape")
          .withNoCause();
    }
  }
}
