package io.github.freedomcard.internal.util;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdditionalPropertiesTest {

  record Owner(
      String cardId, String addressLine1, Map<String, @Nullable Object> additionalProperties) {}

  @Test
  void of_whenMissingOrEmpty_empty() {
    assertThat(AdditionalProperties.of(Owner.class, null)).isEmpty();
    assertThat(AdditionalProperties.of(Owner.class, Map.of())).isEmpty();
  }

  @Test
  void of_whenDeclaredWireName_rejected() {
    for (String name : List.of("card_id", "address_line1")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> AdditionalProperties.of(Owner.class, Map.of(name, "v")))
          .withMessage("additionalProperties: declared field: " + name);
    }
  }

  @Test
  void of_whenNearlyADeclaredName_kept() {
    Map<String, @Nullable Object> near = Map.of("cardId", 1, "CARD_ID", 2, "address_line_1", 3);
    assertThat(AdditionalProperties.of(Owner.class, near)).isEqualTo(near);
  }

  @Test
  void of_whenChangedAfterwards_copyStays() {
    List<Object> list = new ArrayList<>(List.of("a"));
    Map<String, @Nullable Object> inner = new HashMap<>(Map.of("list", list));
    Map<String, @Nullable Object> given = new HashMap<>(Map.of("inner", inner));
    Map<String, @Nullable Object> properties = AdditionalProperties.of(Owner.class, given);
    list.add("b");
    inner.put("new", 1);
    given.put("new", 1);
    assertThat(properties).isEqualTo(Map.of("inner", Map.of("list", List.of("a"))));
  }

  @Test
  void of_whenSet_copiedAsList() {
    assertThat(AdditionalProperties.of(Owner.class, Map.of("set", Set.of("a"))))
        .isEqualTo(Map.of("set", List.of("a")));
  }

  @Test
  void of_whenNullValues_kept() {
    Map<String, @Nullable Object> given = new HashMap<>();
    given.put("nothing", null);
    given.put("list", Arrays.asList(1, null));
    Map<String, @Nullable Object> properties = AdditionalProperties.of(Owner.class, given);
    assertThat(properties).isEqualTo(given).containsKey("nothing");
    assertThat(properties.get("nothing")).isNull();
  }

  @Test
  @SuppressWarnings("unchecked")
  void of_always_deeplyImmutable() {
    Map<String, @Nullable Object> properties =
        AdditionalProperties.of(
            Owner.class, Map.of("list", List.of("a"), "map", new HashMap<>(Map.of("k", "v"))));
    List<Object> list = (List<Object>) requireNonNull(properties.get("list"));
    Map<String, @Nullable Object> map =
        (Map<String, @Nullable Object>) requireNonNull(properties.get("map"));
    Class<UnsupportedOperationException> refused = UnsupportedOperationException.class;
    assertThatExceptionOfType(refused).isThrownBy(() -> properties.put("x", 1));
    assertThatExceptionOfType(refused).isThrownBy(() -> properties.remove("list"));
    assertThatExceptionOfType(refused).isThrownBy(properties::clear);
    assertThatExceptionOfType(refused)
        .isThrownBy(() -> properties.entrySet().iterator().next().setValue(1));
    assertThatExceptionOfType(refused).isThrownBy(() -> list.add("b"));
    assertThatExceptionOfType(refused).isThrownBy(() -> map.put("x", 1));
  }

  @Test
  void toString_always_onlyNames() {
    Map<String, @Nullable Object> given = new LinkedHashMap<>();
    given.put("pan", "4111111111111111");
    given.put("inner", Map.of("cvv", "123"));
    assertThat(AdditionalProperties.of(Owner.class, given)).hasToString("[inner, pan]");
  }

  @Test
  void lookups_whenNameIsThere_asAnyMap() {
    Map<String, @Nullable Object> properties = AdditionalProperties.of(Owner.class, Map.of("a", 1));
    assertThat(properties.get("a")).isEqualTo(1);
    assertThat(properties.containsKey("a")).isTrue();
    assertThat(properties.get("b")).isNull();
    assertThat(properties.containsKey("b")).isFalse();
    assertThat(properties).hasSize(1).hasSameHashCodeAs(Map.of("a", 1));
  }

  @Test
  void of_whenTooMuch_rejected() {
    Map<Object, String> tooMuch =
        Map.of(
            new BigDecimal("1e101"),
            "more than 100 digits",
            new BigDecimal("1e200000000"),
            "more than 100 digits",
            BigInteger.TEN.pow(100),
            "more than 100 digits",
            nested(70),
            "nested deeper than 64");
    tooMuch.forEach(
        (value, rule) ->
            assertThatIllegalArgumentException()
                .isThrownBy(() -> AdditionalProperties.of(Owner.class, Map.of("x", value)))
                .withMessage("additionalProperties: " + rule));
    assertThat(AdditionalProperties.of(Owner.class, Map.of("x", nested(60)))).hasSize(1);
  }

  private static Object nested(int depth) {
    return depth == 0 ? Map.of() : List.of(nested(depth - 1));
  }
}
