package io.github.freedomcard.model.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.testing.WireFormat;
import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;

/** Values of limits are plain strings and keep their value. */
class LimitValuePropertyTest {

  @Property
  void value_whenWritten_aPlainStringAndTheSameWhenReadBack(
      @ForAll @BigRange(min = "0", max = "1000000000000000000000000") BigInteger digits,
      @ForAll @IntRange(min = -30, max = 30) int scale) {
    var amount = LimitAmount.builder().value(new BigDecimal(digits, scale)).build();
    String written = WireFormat.write(amount);
    assertThat(written).matches("\\{\"value\":\"[0-9]+(\\.[0-9]+)?\"}");
    var back = WireFormat.read(written, LimitAmount.class);
    assertThat(back.value()).isEqualByComparingTo(amount.value());
    if (scale >= 0) {
      assertThat(back).isEqualTo(amount);
    }
  }

  @Property
  void value_whenTextOrNumber_theSame(
      @ForAll BigInteger digits, @ForAll @IntRange(min = -30, max = 30) int scale) {
    var value = new BigDecimal(digits, scale);
    assertThat(WireFormat.read("{\"value\":" + value + "}", LimitAmount.class).value())
        .isEqualTo(value);
    assertThat(WireFormat.read("{\"value\":\"" + value + "\"}", LimitAmount.class).value())
        .isEqualTo(value);
  }
}
