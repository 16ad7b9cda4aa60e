package io.github.freedomcard.model.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.freedomcard.testing.WireFormat;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidateCardholderRequestTest {

  private static final UUID TOKEN = UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e");

  @ParameterizedTest
  @ValueSource(strings = {"+7 707 707-07-07", "77077070707", "8 707 707 07 07", "7077070707"})
  void write_always_phoneIsTheStringOfTenDigits(String phone) {
    ValidateCardholderRequest request = builder(phone, "Aigerim", "Bekova").build();
    assertThat(WireFormat.write(request))
        .isEqualTo(
            "{\"user_phone\":\"7077070707\",\"first_name\":\"Aigerim\","
                + "\"last_name\":\"Bekova\",\"card_token\":\""
                + TOKEN
                + "\"}");
  }

  @Test
  void build_whenPhoneOfAnotherCountry_rejectedWithoutTheValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(builder("+996 555 123456", "A", "B")::build)
        .withMessage("phone: not ten digits after the country code 7");
  }

  @Test
  void build_whenFieldIsWrong_rejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(builder("7077070707", "", "B")::build)
        .withMessage("firstName: blank");
    assertThatIllegalArgumentException()
        .isThrownBy(builder("7077070707", "A", " ")::build)
        .withMessage("lastName: blank");
    assertThatIllegalArgumentException()
        .isThrownBy(
            builder("7077070707", "A", "B").additionalProperties(Map.of("user_phone", "7"))::build)
        .withMessage("additionalProperties: declared field: user_phone");
  }

  @Test
  @SuppressWarnings("NullAway")
  void cardToken_whenNull_namesTheField() {
    var stage =
        ValidateCardholderRequest.builder().userPhone("7077070707").firstName("A").lastName("B");
    assertThatNullPointerException()
        .isThrownBy(() -> stage.cardToken(null).build())
        .withMessage("cardToken");
    assertThatNullPointerException()
        .isThrownBy(() -> new ValidateCardholderRequest(null, null, null, null, null, null))
        .withMessage("userPhone");
  }

  @Test
  void toString_always_noPersonalData() {
    ValidateCardholderRequest request = builder("7077070707", "Aigerim", "Bekova").build();
    assertThat(request)
        .hasToString(
            "ValidateCardholderRequest[requestId="
                + request.requestId()
                + ", userPhone=***, firstName=***, lastName=***, cardToken="
                + TOKEN
                + ", additionalProperties=[]]");
  }

  @Test
  void build_whenNoIdIsSet_leavesItToEachSend() {
    ValidateCardholderRequest.Builder builder = builder("7077070707", "A", "B");
    assertThat(builder.build().requestId()).isNull();
    ValidateCardholderRequest request = builder.requestId(TOKEN).build();
    assertThat(request.requestId()).isEqualTo(TOKEN);
    assertThat(request.toBuilder().build().requestId()).isNull();
    assertThat(builder("7077070707", "A", "B").build().withRequestId(TOKEN)).isEqualTo(request);
  }

  private static ValidateCardholderRequest.Builder builder(
      String phone, String firstName, String lastName) {
    return ValidateCardholderRequest.builder()
        .userPhone(phone)
        .firstName(firstName)
        .lastName(lastName)
        .cardToken(TOKEN);
  }
}
