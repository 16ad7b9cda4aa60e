package io.github.freedomcard.model.gift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.freedomcard.testing.WireFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GiftCardRequestsTest {

  @Test
  void list_always_emptyObject() {
    ListGiftCardProductsRequest request = ListGiftCardProductsRequest.builder().build();
    assertThat(WireFormat.write(request)).isEqualTo("{}");
    assertThat(request.toBuilder().additionalProperties(Map.of("lang", "kk")).build())
        .extracting(WireFormat::write)
        .isEqualTo("{\"lang\":\"kk\"}");
  }

  @Test
  void issue_whenRequiredAlone_nothingElse() {
    assertThat(WireFormat.write(issue("Aigerim Bekova").build()))
        .isEqualTo(
            "{\"cardholder_name\":\"Aigerim Bekova\",\"phone\":77011234567,\"product_code\":12}");
  }

  @Test
  void issue_whenEverythingIsSet_inTheContractsOrder() {
    IssueGiftCardRequest request =
        issue("A").cardId(9_000_000_000L).additionalProperties(Map.of("x", 1)).build();
    assertThat(WireFormat.write(request))
        .isEqualTo(
            "{\"cardholder_name\":\"A\",\"phone\":77011234567,\"product_code\":12,"
                + "\"card_id\":9000000000,\"x\":1}");
    assertThat(request.toBuilder().build()).isEqualTo(request);
  }

  @Test
  void issue_whenStageIsShared_twoRequests() {
    var stage = IssueGiftCardRequest.builder().cardholderName("A").phone("77011234567");
    assertThat(stage.productCode(1).cardId(5).build().cardId()).isEqualTo(5);
    assertThat(stage.productCode(2).build().cardId()).isNull();
  }

  @Test
  void issue_always_showsNoPersonalData() {
    assertThat(issue("Aigerim").build())
        .hasToString(
            "IssueGiftCardRequest[cardholderName=***, phone=***, productCode=12, cardId=null,"
                + " additionalProperties=[]]");
  }

  @Test
  @SuppressWarnings("NullAway")
  void issue_whenFieldIsWrong_rejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(issue(" ")::build)
        .withMessage("cardholderName: blank");
    assertThatIllegalArgumentException()
        .isThrownBy(issue("A").additionalProperties(Map.of("product_code", 1))::build)
        .withMessage("additionalProperties: declared field: product_code");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IssueGiftCardRequest.builder().cardholderName("A").phone("123"))
        .withMessage("phone: not 10 to 15 digits");
    assertThatNullPointerException()
        .isThrownBy(
            () ->
                IssueGiftCardRequest.builder()
                    .cardholderName(null)
                    .phone("77011234567")
                    .productCode(1)
                    .build())
        .withMessage("cardholderName");
  }

  @Test
  void confirm_whenWritten_matchesTheContract() {
    ConfirmGiftCardRequest request = ConfirmGiftCardRequest.builder().otp("0123").build();
    assertThat(WireFormat.write(request)).isEqualTo("{\"otp\":\"0123\"}");
    ConfirmGiftCardRequest withCard = request.toBuilder().cardId(7).build();
    assertThat(WireFormat.write(withCard)).isEqualTo("{\"otp\":\"0123\",\"card_id\":7}");
    assertThat(withCard.toBuilder().build()).isEqualTo(withCard);
  }

  @Test
  void confirm_always_hidesTheOneTimePassword() {
    assertThat(ConfirmGiftCardRequest.builder().otp("0123").cardId(7).build())
        .hasToString("ConfirmGiftCardRequest[otp=***, cardId=7, additionalProperties=[]]");
  }

  @Test
  @SuppressWarnings("NullAway")
  void confirm_whenFieldIsWrong_rejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfirmGiftCardRequest.builder().otp("").build())
        .withMessage("otp: blank");
    assertThatNullPointerException()
        .isThrownBy(() -> ConfirmGiftCardRequest.builder().otp(null).build())
        .withMessage("otp");
  }

  @Test
  void giftCard_whenWritten_matchesTheContract() {
    GiftCardRequest request =
        GiftCardRequest.builder().cardId(7).additionalProperties(Map.of("x", 1)).build();
    assertThat(WireFormat.write(request)).isEqualTo("{\"card_id\":7,\"x\":1}");
    assertThat(request.toBuilder().build()).isEqualTo(request);
  }

  private static IssueGiftCardRequest.Builder issue(String name) {
    return IssueGiftCardRequest.builder()
        .cardholderName(name)
        .phone("+7 701 123-45-67")
        .productCode(12);
  }
}
