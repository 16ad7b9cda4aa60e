package io.github.freedomcard.model.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.testing.WireFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientResponsesTest {

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "[]", "[null]", "[\"\"]", "[[]]"})
  void cardList_whenCardsAreNone_empty(String value) {
    assertThat(WireFormat.read("{\"cards\":" + value + "}", CardList.class).cards()).isEmpty();
  }

  @Test
  void cardList_whenUnknownFields_keptAndNotShown() {
    String text = "{\"cards\":[{\"card_id\":\"1\",\"holder\":\"Aigerim\"}],\"owner\":\"Aigerim\"}";
    CardList list = WireFormat.read(text, CardList.class);
    assertThat(list.additionalProperties()).isEqualTo(Map.of("owner", "Aigerim"));
    assertThat(WireFormat.write(list)).isEqualTo(text);
    assertThat(list.toString()).doesNotContain("Aigerim").contains("holder", "owner");
  }

  @Test
  @SuppressWarnings("NullAway")
  void constructors_whenCollectionsAreMissing_empty() {
    assertThat(new CardList(null, null, null, null, null))
        .isEqualTo(WireFormat.read("{}", CardList.class));
    assertThat(new CardholderValidation(null, null, null, null, null))
        .isEqualTo(WireFormat.read("{}", CardholderValidation.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"1\""})
  void cardholderValidation_whenFishyIsNumberOrText_number(String value) {
    assertThat(WireFormat.read("{\"fishy\":" + value + "}", CardholderValidation.class).fishy())
        .isEqualTo(1);
  }
}
