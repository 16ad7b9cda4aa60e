package io.github.freedomcard.internal.util;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenEnumCodesTest {

  @Test
  void text_whenScalar_unchanged() {
    assertThat(OpenEnumCodes.text("2000A")).isEqualTo("2000A");
    assertThat(OpenEnumCodes.text(1000)).isEqualTo("1000");
    assertThat(OpenEnumCodes.text(new BigInteger("9".repeat(30)))).isEqualTo("9".repeat(30));
    assertThat(OpenEnumCodes.text(new BigDecimal("1E+3"))).isEqualTo("1000");
    assertThat(OpenEnumCodes.text(true)).isEqualTo("true");
  }

  @Test
  void text_whenHugeExponent_rejected() {
    for (String number : List.of("1E+999999999", "1E-999999999", "1E+101")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> OpenEnumCodes.text(new BigDecimal(number)))
          .withMessage("code: more than 100 digits");
    }
  }

  @Test
  void text_whenObjectOrArray_rejectedWithoutTheValue() {
    for (Object value : List.of(Map.of("k", "v"), List.of("v"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> OpenEnumCodes.text(value))
          .withMessage("no code");
    }
  }

  @Test
  void wireValue_whenCanonicalInteger_number() {
    assertThat(OpenEnumCodes.wireValue("0")).isEqualTo(0L);
    assertThat(OpenEnumCodes.wireValue("-11")).isEqualTo(-11L);
    assertThat(OpenEnumCodes.wireValue("999999999999999999")).isEqualTo(999999999999999999L);
  }

  @Test
  void wireValue_whenAnythingElse_textUnchanged() {
    for (String code : List.of("", "2000A", "007", "-0", "+1", "1.0", "9".repeat(19), "１")) {
      assertThat(OpenEnumCodes.wireValue(code)).isEqualTo(code);
    }
  }
}
