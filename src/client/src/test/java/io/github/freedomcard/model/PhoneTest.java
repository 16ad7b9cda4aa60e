package io.github.freedomcard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.freedomcard.testing.WireFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneTest {

  private static final String NO_PHONE = "phone: not 10 to 15 digits";

  record Holder(Phone phone) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "77011234567",
        "+77011234567",
        "+7 701 123-45-67",
        "+7 (701) 123.45.67",
        "(+7) 701 123 45 67",
        " +7\u00A0701\u00A0123 45 67 ",
        "7-701-123-45-67"
      })
  void of_whenWrittenInAUsualWay_sameNumber(String written) {
    assertThat(Phone.of(written)).isEqualTo(Phone.of(77011234567L));
    assertThat(Phone.of(written).number()).isEqualTo(77011234567L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+",
        "701123456",
        "1234567890123456",
        "7701123456a",
        "77011234567 ext 5",
        "7+7011234567",
        "++77011234567",
        "７７０１１２３４５６７",
        "+7/701/1234567",
        "77011234567\n"
      })
  void of_whenNoPhone_rejectedWithoutTheValue(String written) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Phone.of(written))
        .withMessage(NO_PHONE)
        .withNoCause();
  }

  @Test
  void of_whenLeadingZero_rejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Phone.of("0077011234567"))
        .withMessage("phone: starts with 0");
  }

  @Test
  void of_whenNegativeNumber_rejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Phone.of(-77011234567L))
        .withMessage(NO_PHONE);
  }

  @Test
  @SuppressWarnings("NullAway")
  void of_whenNull_namesTheField() {
    assertThatNullPointerException().isThrownBy(() -> Phone.of((String) null)).withMessage("phone");
  }

  @Property
  void of_whenAnyFormatting_sameNumber(
      @ForAll @LongRange(min = 1_000_000_000L, max = 999_999_999_999_999L) long number,
      @ForAll("separators") List<String> separators,
      @ForAll boolean plus) {
    String digits = Long.toString(number);
    StringBuilder written = new StringBuilder(separators.get(15));
    written.append(plus ? "+" : "");
    for (int i = 0; i < digits.length(); i++) {
      written.append(digits.charAt(i)).append(separators.get(i));
    }
    assertThat(Phone.of(written.toString())).isEqualTo(Phone.of(number));
    assertThat(Phone.of(written.toString()).number()).isEqualTo(number);
  }

  @Property
  void of_whenOtherCharacterAmongTheDigits_rejected(
      @ForAll @LongRange(min = 1_000_000_000L, max = 999_999_999_999_999L) long number,
      @ForAll("foreign") char foreign,
      @ForAll @LongRange(min = 0, max = 10) long position) {
    String written = new StringBuilder().append(number).insert((int) position, foreign).toString();
    assertThatIllegalArgumentException().isThrownBy(() -> Phone.of(written)).withMessage(NO_PHONE);
  }

  @Property
  void of_whenTooFewOrTooManyDigits_rejected(
      @ForAll @NumericChars @StringLength(max = 40) String digits) {
    if (digits.length() < 10 || digits.length() > 15) {
      assertThatIllegalArgumentException().isThrownBy(() -> Phone.of(digits)).withMessage(NO_PHONE);
    }
  }

  @Property
  void of_whenAnyText_numberOfItsDigitsOrRejectedWithoutTheValue(@ForAll String text) {
    Phone phone;
    try {
      phone = Phone.of(text);
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isIn(NO_PHONE, "phone: starts with 0");
      return;
    }
    assertThat(Long.toString(phone.number())).isEqualTo(text.replaceAll("[^0-9]", ""));
  }

  @Property
  void nationalNumber_whenBehindCountryCode_theTenDigits(
      @ForAll @LongRange(min = 1_000_000_000L, max = 9_999_999_999L) long national) {
    assertThat(Phone.of("7" + national).nationalNumber()).isEqualTo(Long.toString(national));
    assertThat(Phone.of("8" + national).nationalNumber()).isEqualTo(Long.toString(national));
    assertThat(Phone.of(national).nationalNumber()).isEqualTo(Long.toString(national));
  }

  @ParameterizedTest
  @ValueSource(strings = {"996555123456", "19175551234", "998901234567", "123456789012345"})
  void nationalNumber_whenOtherCountry_rejectedWithoutTheValue(String other) {
    Phone phone = Phone.of(other);
    assertThatIllegalArgumentException()
        .isThrownBy(phone::nationalNumber)
        .withMessage("phone: not ten digits after the country code 7");
  }

  @Test
  void write_whenBeyond32Bits_integer() {
    assertThat(WireFormat.write(new Holder(Phone.of("+7 701 123-45-67"))))
        .isEqualTo("{\"phone\":77011234567}");
  }

  @Test
  void toString_always_masked() {
    assertThat(Phone.of("77011234567")).hasToString("***");
  }

  @Test
  void equals_whenOtherNumber_false() {
    assertThat(Phone.of("77011234567"))
        .isNotEqualTo(Phone.of("77011234568"))
        .hasSameHashCodeAs(Phone.of("+77011234567"));
  }

  @Provide
  Arbitrary<List<String>> separators() {
    return Arbitraries.of("", " ", "-", ".", "(", ")", "\u00A0", " (", ") ", " - ")
        .list()
        .ofSize(16);
  }

  @Provide
  Arbitrary<Character> foreign() {
    return Arbitraries.chars().filter(c -> "0123456789() .-+\u00A0".indexOf(c) < 0);
  }
}
