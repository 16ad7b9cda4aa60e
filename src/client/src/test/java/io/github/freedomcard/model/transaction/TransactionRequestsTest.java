package io.github.freedomcard.model.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.freedomcard.testing.WireFormat;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionRequestsTest {

  private static final UUID ID = UUID.fromString("828cf71d-a447-4a67-a149-c1df8bc197ca");

  @Test
  void refund_whenAmountIsLeftOut_notWritten() {
    var request = refund().requestId(ID).build();
    assertThat(WireFormat.write(request))
        .isEqualTo("{\"request_id\":\"" + ID + "\",\"order_id\":\"o1\",\"transaction_id\":\"t1\"}");
    assertThat(request.amount()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.00", "-0.01", "-5"})
  void amount_whenNotPositive_rejected(String amount) {
    var value = new BigDecimal(amount);
    var message = "amount <= 0: " + amount;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> refund().amount(value).build())
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ClearTransactionRequest.builder()
                    .orderId("o1")
                    .transactionId("t1")
                    .amount(value)
                    .build())
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create().amount(value).currency("KZT").build())
        .withMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"kzt", "KZ", "398", "", "KZT "})
  void create_whenCurrencyIsNoCode_rejected(String currency) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create().amount(BigDecimal.ONE).currency(currency).build())
        .withMessage("currency: not three capital letters: " + currency);
  }

  @Test
  @SuppressWarnings("NullAway")
  void stages_whenNull_namesTheField() {
    assertThatNullPointerException()
        .isThrownBy(() -> create().amount(null).currency("KZT").build())
        .withMessage("amount");
    assertThatNullPointerException()
        .isThrownBy(() -> create().amount(BigDecimal.ONE).currency(null).build())
        .withMessage("currency");
    assertThatNullPointerException()
        .isThrownBy(() -> TransactionInfoRequest.builder().transactionId(null).build())
        .withMessage("transactionId");
  }

  @Test
  void stages_whenSharedByTwoRequests_twoIds() {
    var stage = create().amount(BigDecimal.ONE);
    var tenge = stage.currency("KZT").build();
    var dollars = stage.currency("USD").build();
    assertThat(tenge.requestId()).isNotEqualTo(dollars.requestId());
    assertThat(tenge.currency()).isEqualTo("KZT");
    assertThat(dollars.currency()).isEqualTo("USD");
  }

  @Test
  void build_whenAmountIsTooLargeToWriteOut_rejected() {
    for (String amount : List.of("1E+100000", "-1E+2147483647", "1E-101")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> refund().amount(new BigDecimal(amount)).build())
          .withMessage("amount: more than 100 digits");
    }
  }

  @Test
  void info_whenFieldsAreUnknown_showsOnlyTheirNames() {
    assertThat(WireFormat.read("{\"client\":\"Aigerim\"}", TransactionInfo.class).toString())
        .contains("additionalProperties=[client]")
        .doesNotContain("Aigerim");
  }

  private static RefundTransactionRequest.Builder refund() {
    return RefundTransactionRequest.builder().orderId("o1").transactionId("t1");
  }

  private static CreateTransactionRequest.AmountStage create() {
    return CreateTransactionRequest.builder()
        .orderId("o1")
        .cardId("c1")
        .type(TransactionType.DEBIT);
  }
}
