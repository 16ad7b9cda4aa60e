package io.github.freedomcard.model.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.freedomcard.testing.WireFormat;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

  private static final UUID ID = UUID.fromString("828cf71d-a447-4a67-a149-c1df8bc197ca");
  private static final LimitObject CARD =
      LimitObject.builder().type(LimitObjectType.CARD).value("c1").build();

  @Test
  void setLimits_whenOnlyRequiredFields_onlyTheseAreWritten() {
    var request =
        SetLimitsRequest.builder()
            .object(CARD)
            .limits(List.of(pay().build()))
            .requestId(ID)
            .build();
    assertThat(WireFormat.write(request))
        .isEqualTo(
            "{\"request_id\":\""
                + ID
                + "\",\"object\":{\"type\":\"card\",\"value\":\"c1\"},"
                + "\"limits\":[{\"transaction_type\":\"pay\"}]}");
  }

  @Test
  void setLimits_whenThereAreNone_rejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SetLimitsRequest.builder().object(CARD).limits(List.of()).build())
        .withMessage("limits: empty");
  }

  @Test
  @SuppressWarnings("NullAway")
  void lists_whenOneElementIsNull_rejectedAndNotDropped() {
    List<Limit> limits = Arrays.asList(pay().build(), null);
    assertThatNullPointerException()
        .isThrownBy(() -> SetLimitsRequest.builder().object(CARD).limits(limits))
        .withMessage("limits");
    assertThatNullPointerException()
        .isThrownBy(() -> new SetLimitsRequest(ID, CARD, limits, Map.of()))
        .withMessage("limits");
    List<LimitAmount> amounts = Arrays.asList((LimitAmount) null);
    assertThatNullPointerException().isThrownBy(() -> pay().amount(amounts)).withMessage("amount");
  }

  @Test
  void setLimits_whenItsListChangesLater_theRequestDoesNot() {
    List<Limit> limits = new ArrayList<>(List.of(pay().build()));
    var builder = SetLimitsRequest.builder().object(CARD).limits(limits);
    var before = builder.build();
    limits.clear();
    assertThat(before.limits()).hasSize(1).isUnmodifiable();
    assertThat(builder.build().limits()).hasSize(1);
  }

  @Test
  void setLimits_whenALimitBreaksARule_rejected() {
    assertRejected(
        new Limit(
            LimitTransactionType.PAY,
            null,
            null,
            List.of(new LimitAmount(null, new BigDecimal("-5"), null, Map.of())),
            Map.of()),
        "value < 0: -5");
    assertRejected(
        new Limit(
            LimitTransactionType.PAY,
            null,
            null,
            List.of(new LimitAmount(null, null, "tenge", Map.of())),
            Map.of()),
        "currency: not three capital letters: tenge");
    assertRejected(
        new Limit(LimitTransactionType.PAY, " ", null, List.of(), Map.of()), "region: blank");
    var unknown = new Limit(null, null, null, List.of(), Map.of());
    assertThatNullPointerException()
        .isThrownBy(() -> SetLimitsRequest.builder().object(CARD).limits(List.of(unknown)).build())
        .withMessage("transactionType");
  }

  @Test
  void builders_whenARuleIsBroken_rejectedImmediately() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LimitAmount.builder().value(new BigDecimal("-0.01")).build())
        .withMessage("value < 0: -0.01");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LimitAmount.builder().currency("kzt").build())
        .withMessage("currency: not three capital letters: kzt");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pay().region("").build())
        .withMessage("region: blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LimitObject.builder().type(LimitObjectType.ACCOUNT).value("").build())
        .withMessage("value: blank");
  }

  @Test
  @SuppressWarnings("NullAway")
  void stages_whenNull_namesTheField() {
    assertThatNullPointerException()
        .isThrownBy(() -> LimitObject.builder().type(null).value("c1").build())
        .withMessage("type");
    assertThatNullPointerException()
        .isThrownBy(() -> LimitObject.builder().type(LimitObjectType.CARD).value(null).build())
        .withMessage("value");
    assertThatNullPointerException()
        .isThrownBy(() -> Limit.builder().transactionType(null).build())
        .withMessage("transactionType");
    assertThatNullPointerException()
        .isThrownBy(() -> ListLimitsRequest.builder().object(null).build())
        .withMessage("object");
  }

  @Test
  void toBuilder_whenBuilt_equal() {
    var object = CARD.toBuilder().additionalProperties(Map.of("a", 1)).build();
    assertThat(object.toBuilder().build()).isEqualTo(object);
    var amount =
        LimitAmount.builder()
            .type(LimitAmountType.MAX)
            .value(BigDecimal.TEN)
            .currency("KZT")
            .additionalProperties(Map.of("a", 1))
            .build();
    assertThat(amount.toBuilder().build()).isEqualTo(amount);
    var limit =
        pay()
            .region("KZ")
            .period(LimitPeriod.MONTH)
            .amount(List.of(amount))
            .additionalProperties(Map.of("a", 1))
            .build();
    assertThat(limit.toBuilder().build()).isEqualTo(limit);
  }

  @Test
  void setLimits_whenTheLimitsWereRead_sentUnchanged() {
    var limits =
        WireFormat.read(
                "{\"limits\":[{\"transaction_type\":\"pay\",\"amount\":[{\"value\":100,\"currency\":\"KZT\"}],\"used\":7}]}",
                LimitList.class)
            .limits();
    var request = SetLimitsRequest.builder().object(CARD).limits(limits).requestId(ID).build();
    assertThat(WireFormat.write(request))
        .endsWith(
            "\"limits\":[{\"transaction_type\":\"pay\",\"amount\":[{\"value\":\"100\",\"currency\":\"KZT\"}],\"used\":7}]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "\"\"", "[null]"})
  void read_whenAListHoldsNothing_empty(String nothing) {
    assertThat(WireFormat.read("{\"limits\":" + nothing + "}", LimitList.class).limits()).isEmpty();
    assertThat(WireFormat.read("{\"amount\":" + nothing + "}", Limit.class).amount()).isEmpty();
  }

  @Test
  void toString_whenFieldsAreUnknown_showsOnlyTheirNames() {
    var text = "{\"odd\":\"x1\",\"limits\":[{\"odd\":\"x2\",\"amount\":[{\"odd\":\"x3\"}]}]}";
    assertThat(WireFormat.read(text, LimitList.class).toString())
        .contains("additionalProperties=[odd]")
        .doesNotContainPattern("x[1-3]");
  }

  private static Limit.Builder pay() {
    return Limit.builder().transactionType(LimitTransactionType.PAY);
  }

  private static void assertRejected(Limit limit, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SetLimitsRequest.builder().object(CARD).limits(List.of(limit)).build())
        .withMessage(message);
  }
}
