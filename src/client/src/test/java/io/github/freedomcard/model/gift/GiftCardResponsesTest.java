package io.github.freedomcard.model.gift;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.testing.WireFormat;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GiftCardResponsesTest {

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "[]", "[null]", "[\"\"]", "[[]]"})
  void products_whenNone_empty(String value) {
    assertThat(
            WireFormat.read("{\"product_list\":" + value + "}", GiftCardProducts.class)
                .productList())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-05-17 10:15:30",
        "2024-05-17T10:15:30",
        "2024-05-17T10:15:30+05:00",
        "2024-05-17T10:15:30Z"
      })
  void datetime_whenWrittenInAnyWay_asTheClockShowed(String value) {
    GiftCardAcknowledgement response =
        WireFormat.read("{\"datetime\":\"" + value + "\"}", GiftCardAcknowledgement.class);
    assertThat(response.datetime()).isEqualTo(LocalDateTime.of(2024, 5, 17, 10, 15, 30));
    assertThat(WireFormat.write(response)).isEqualTo("{\"datetime\":\"2024-05-17 10:15:30\"}");
  }

  @Test
  void money_whenFraction_exact() {
    GiftCard card = WireFormat.read("{\"card_balance\":0.10}", GiftCard.class);
    assertThat(card.cardBalance()).isEqualTo(new BigDecimal("0.10"));
  }

  @Test
  void responses_whenUnknownFields_keptAndNotShown() {
    String text = "{\"status\":0,\"holder\":\"Aigerim\"}";
    for (Class<?> type :
        new Class<?>[] {IssuedGiftCard.class, GiftCard.class, GiftCardAcknowledgement.class}) {
      Object response = WireFormat.read(text, type);
      assertThat(WireFormat.write(response)).isEqualTo(text);
      assertThat(response.toString()).doesNotContain("Aigerim").contains("holder");
    }
  }

  @Test
  @SuppressWarnings("NullAway")
  void constructors_whenCollectionsAreMissing_empty() {
    assertThat(new GiftCardProducts(null, null, null, null))
        .isEqualTo(WireFormat.read("{}", GiftCardProducts.class));
    assertThat(new GiftCard(null, null, null, null, null, null, null).additionalProperties())
        .isEqualTo(Map.of());
  }
}
