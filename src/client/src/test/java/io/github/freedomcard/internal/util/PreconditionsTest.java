package io.github.freedomcard.internal.util;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionsTest {

  private static final OffsetDateTime NOON = OffsetDateTime.parse("2024-05-17T12:00:00+05:00");

  @Test
  void orRandom_whenMissing_anotherEachTime() {
    UUID id = UUID.randomUUID();
    assertThat(Preconditions.orRandom(id)).isEqualTo(id);
    assertThat(Preconditions.orRandom(null)).isNotEqualTo(Preconditions.orRandom(null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void text_whenBlank_rejected(String blank) {
    assertRejected(() -> Preconditions.text("cardId", blank), "cardId: blank");
  }

  @Test
  void text_whenThere_unchanged() {
    assertThat(Preconditions.text("cardId", " c1 ")).isEqualTo(" c1 ");
  }

  @Test
  void optional_whenSet_checked() {
    assertRejected(
        () -> Preconditions.optional("cardId", " ", Preconditions::text), "cardId: blank");
  }

  @Test
  void optional_whenNull_notChecked() {
    assertThatNoException()
        .isThrownBy(() -> Preconditions.optional("cardId", null, Preconditions::text));
  }

  @Test
  @SuppressWarnings("NullAway")
  void everyRule_whenNull_namesTheField() {
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> Preconditions.text("f", null),
            () -> Preconditions.positive("f", (BigDecimal) null),
            () -> Preconditions.notNegative("f", null),
            () -> Preconditions.noNulls("f", null),
            () -> Preconditions.noNulls("f", Arrays.asList("a", null)),
            () -> Preconditions.currency("f", null),
            () -> Preconditions.country("f", null),
            () -> Preconditions.language("f", null),
            () -> Preconditions.email("f", null),
            () -> Preconditions.latin("f", null),
            () -> Preconditions.dateTime("f", null),
            () -> Preconditions.path("f", null))) {
      assertThatNullPointerException().isThrownBy(call).withMessage("f");
    }
  }

  @Test
  void positive_whenNotPositive_rejectedWithTheValue() {
    assertRejected(() -> Preconditions.positive("amount", new BigDecimal("-5")), "amount <= 0: -5");
    assertRejected(
        () -> Preconditions.positive("amount", new BigDecimal("0.00")), "amount <= 0: 0.00");
    assertRejected(
        () -> Preconditions.positive("amount", new BigDecimal("-1E+3")), "amount <= 0: -1000");
    assertRejected(() -> Preconditions.positive("quantity", 0), "quantity <= 0: 0");
    assertRejected(() -> Preconditions.positive("quantity", -1), "quantity <= 0: -1");
  }

  @Test
  void positive_whenPositive_unchanged() {
    assertThat(Preconditions.positive("amount", new BigDecimal("0.010"))).isEqualTo("0.010");
    assertThat(Preconditions.positive("quantity", 1)).isEqualTo(1);
  }

  @Test
  void notNegative_whenNegative_rejectedWithTheValue() {
    assertRejected(
        () -> Preconditions.notNegative("value", new BigDecimal("-0.01")), "value < 0: -0.01");
    assertRejected(
        () -> Preconditions.notNegative("value", new BigDecimal("-1E+3")), "value < 0: -1000");
  }

  @Test
  void notNegative_whenZeroOrMore_unchanged() {
    assertThat(Preconditions.notNegative("value", new BigDecimal("0.00"))).isEqualTo("0.00");
    assertThat(Preconditions.notNegative("value", BigDecimal.TEN)).isEqualTo("10");
  }

  @Test
  void noNulls_whenNone_copied() {
    List<String> values = new ArrayList<>(List.of("a"));
    List<String> copy = Preconditions.noNulls("f", values);
    values.clear();
    assertThat(copy).containsExactly("a").isUnmodifiable();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "kzt", "KZ", "KZTT", "K1T", "KZT ", "ΚΖΤ", "398"})
  void currencyAndCountry_whenNotThreeCapitals_rejectedWithTheValue(String value) {
    assertRejected(
        () -> Preconditions.currency("f", value), "f: not three capital letters: " + value);
    assertRejected(
        () -> Preconditions.country("f", value), "f: not three capital letters: " + value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "KZ", "KAZ", "kaz", "k", "kk-KZ", "k1"})
  void language_whenNotTwoSmall_rejectedWithTheValue(String value) {
    assertRejected(
        () -> Preconditions.language("language", value),
        "language: not two small letters: " + value);
  }

  @Test
  void codes_whenRight_unchanged() {
    assertThat(Preconditions.currency("f", "KZT")).isEqualTo("KZT");
    assertThat(Preconditions.country("f", "KAZ")).isEqualTo("KAZ");
    assertThat(Preconditions.language("f", "kk")).isEqualTo("kk");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "@", "name", "name@", "@host", "a@b@c", "a b@host", "a@host\n"})
  void email_whenNoAddress_rejectedWithoutTheValue(String value) {
    assertRejected(() -> Preconditions.email("email", value), "email: not name@host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a@b", "first.last+tag@sub.example.kz", "имя@почта.қаз"})
  void email_whenAddress_unchanged(String value) {
    assertThat(Preconditions.email("email", value)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Aigerim",
        "O'Connor",
        "O’Connor",
        "Jean-Luc",
        "de la Cruz",
        "J. R.",
        "Müller",
        "Łukasz",
        "Şükrü",
        "Ólafur",
        "Mu\u0308ller"
      })
  void latin_whenLatin_unchanged(String name) {
    assertThat(Preconditions.latin("firstName", name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Айгерім",
        "Иван",
        "Ivаn",
        "Ελένη",
        "李",
        "محمد",
        "John2",
        "J٣",
        "A\nB",
        "A\0",
        "-",
        " .",
        "A\u202eB",
        "A€"
      })
  void latin_whenOtherScriptDigitOrControl_rejectedWithoutTheValue(String name) {
    assertRejected(() -> Preconditions.latin("firstName", name), "firstName: not in Latin letters");
  }

  @Test
  void latin_whenBlank_rejected() {
    assertRejected(() -> Preconditions.latin("firstName", " "), "firstName: blank");
  }

  @Test
  void dateTime_whenFraction_truncatedToSeconds() {
    assertThat(Preconditions.dateTime("idnDate", NOON.plusNanos(999_999_999))).isEqualTo(NOON);
  }

  @Test
  void dateTime_whenOffsetHasSeconds_rejected() {
    OffsetDateTime odd = NOON.withOffsetSameLocal(ZoneOffset.ofTotalSeconds(3601));
    assertRejected(
        () -> Preconditions.dateTime("idnDate", odd), "idnDate: offset has seconds: " + odd);
  }

  @Test
  void range_whenEndBeforeStart_rejectedWithBoth() {
    OffsetDateTime before = NOON.minusSeconds(1);
    assertRejected(
        () -> Preconditions.range("startDate", NOON, "endDate", before),
        "startDate > endDate: 2024-05-17T12:00+05:00 > 2024-05-17T11:59:59+05:00");
  }

  @Test
  void range_whenOpenOrInOrder_accepted() {
    assertThatNoException().isThrownBy(() -> Preconditions.range("s", null, "e", null));
    assertThatNoException().isThrownBy(() -> Preconditions.range("s", NOON, "e", null));
    assertThatNoException().isThrownBy(() -> Preconditions.range("s", null, "e", NOON));
    assertThatNoException().isThrownBy(() -> Preconditions.range("s", NOON, "e", NOON));
    OffsetDateTime sameInstant = NOON.withOffsetSameInstant(ZoneOffset.UTC);
    assertThatNoException().isThrownBy(() -> Preconditions.range("s", NOON, "e", sameInstant));
  }

  @Test
  void list_whenMissing_empty() {
    assertThat(Preconditions.list(null)).isEmpty();
  }

  @Test
  void list_whenNullsInside_dropped() {
    assertThat(Preconditions.<String>list(Arrays.asList(null, "a", null, "b")))
        .containsExactly("a", "b");
  }

  @Test
  void list_always_immutableCopy() {
    List<String> given = new ArrayList<>(List.of("a"));
    List<String> copy = Preconditions.list(given);
    given.add("b");
    assertThat(copy).containsExactly("a");
    assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> copy.add("b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v5/card-api/card/info", "/a", "/a.b/c_d/e~f", "/..a/b"})
  void path_whenPlain_unchanged(String path) {
    assertThat(Preconditions.path("path", path)).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "//a",
        "/a/",
        "a/b",
        "/a?b=c",
        "/a#b",
        "/a b",
        " /a",
        "/a\n",
        "/a/../b",
        "/a/./b",
        "/a/..",
        "/a/...",
        "/a%2e%2e/b",
        "/a\\b",
        "/a;b",
        "/карта",
        "../../payments/x",
        "https://other.example/a"
      })
  void path_whenAnythingElse_rejectedWithTheValue(String path) {
    assertRejected(
        () -> Preconditions.path("path", path), "path: not a plain absolute path: " + path);
  }

  private static void assertRejected(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
  }
}
