package io.github.freedomcard.internal.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CodesTest {

  @Test
  void text_whenScalar_asItCame() {
    assertThat(Codes.text("2000A")).isEqualTo("2000A");
    assertThat(Codes.text(1000)).isEqualTo("1000");
    assertThat(Codes.text(new BigInteger("9".repeat(30)))).isEqualTo("9".repeat(30));
    assertThat(Codes.text(new BigDecimal("1E+3"))).isEqualTo("1000");
    assertThat(Codes.text(true)).isEqualTo("true");
  }

  @Test
  void text_whenHugeExponent_notWrittenOut() {
    assertThat(Codes.text(new BigDecimal("1E+999999999"))).isEqualTo("1E+999999999");
    assertThat(Codes.text(new BigDecimal("1E-999999999"))).isEqualTo("1E-999999999");
  }

  @Test
  void text_whenObjectOrArray_refusedWithoutShowingIt() {
    for (Object value : List.of(Map.of("k", "v"), List.of("v"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Codes.text(value))
          .withMessage("no code");
    }
  }

  @Test
  void wireValue_whenCanonicalInteger_number() {
    assertThat(Codes.wireValue("0")).isEqualTo(0L);
    assertThat(Codes.wireValue("-11")).isEqualTo(-11L);
    assertThat(Codes.wireValue("999999999999999999")).isEqualTo(999999999999999999L);
  }

  @Test
  void wireValue_whenAnythingElse_textAsItCame() {
    for (String code : List.of("", "2000A", "007", "-0", "+1", "1.0", "9".repeat(19), "１")) {
      assertThat(Codes.wireValue(code)).isEqualTo(code);
    }
  }
}
