package io.github.freedomcard.model.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.testing.WireFormat;
import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;

/** Amounts are written plainly and keep their value. */
class AmountPropertyTest {

  @Property
  void amount_whenWritten_plainAndTheSameWhenReadBack(
      @ForAll @BigRange(min = "1", max = "1000000000000000000000000") BigInteger digits,
      @ForAll @IntRange(min = -30, max = 30) int scale) {
    var amount = new BigDecimal(digits, scale);
    var request =
        RefundTransactionRequest.builder().orderId("o1").transactionId("t1").amount(amount).build();
    String written = WireFormat.write(request);
    assertThat(written).matches(".*\"amount\":[0-9]+(\\.[0-9]+)?}");
    var back = WireFormat.read(written, RefundTransactionRequest.class);
    assertThat(back.amount()).isEqualByComparingTo(amount);
    if (scale >= 0) {
      assertThat(back).isEqualTo(request);
    }
  }

  @Property
  void info_whenAmountIsTextOrNumber_theSame(
      @ForAll BigInteger digits, @ForAll @IntRange(min = -30, max = 30) int scale) {
    var amount = new BigDecimal(digits, scale);
    assertThat(WireFormat.read("{\"amount\":" + amount + "}", TransactionInfo.class).amount())
        .isEqualTo(amount);
    assertThat(WireFormat.read("{\"amount\":\"" + amount + "\"}", TransactionInfo.class).amount())
        .isEqualTo(amount);
  }
}
