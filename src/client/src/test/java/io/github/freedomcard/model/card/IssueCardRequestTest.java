package io.github.freedomcard.model.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.freedomcard.model.Phone;
import io.github.freedomcard.model.ProductId;
import io.github.freedomcard.model.card.IssueCardRequest.Cardholder;
import io.github.freedomcard.testing.WireFormat;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class IssueCardRequestTest {

  private static final UUID ID = UUID.fromString("828cf71d-a447-4a67-a149-c1df8bc197ca");

  @Test
  void forClient_whenBuilt_noCardholderIsWritten() {
    var request =
        IssueCardRequest.forClient("client-1")
            .productId(ProductId.INSTANT_CARD)
            .requestId(ID)
            .build();
    assertThat(WireFormat.write(request))
        .isEqualTo(
            "{\"request_id\":\"" + ID + "\",\"product_id\":2000,\"client_id\":\"client-1\"}");
    assertThat(request.toBuilder().build().clientId()).isEqualTo("client-1");
  }

  @Test
  void forCardholder_whenOnlyRequiredFields_onlyTheseAreWritten() {
    var request =
        IssueCardRequest.forCardholder(cardholder().build())
            .productId(ProductId.of("virtual"))
            .requestId(ID)
            .build();
    assertThat(WireFormat.write(request))
        .isEqualTo(
            "{\"request_id\":\""
                + ID
                + "\",\"product_id\":\"virtual\",\"cardholder\":{\"first_name\":\"Aigerim\","
                + "\"last_name\":\"Serikova\",\"phone\":77011234567,\"country\":\"KAZ\","
                + "\"person_id\":\"900228400123\"}}");
  }

  @Test
  void stages_whenSharedByTwoRequests_twoIds() {
    var stage = IssueCardRequest.forClient("client-1");
    var first = stage.productId(ProductId.INSTANT_CARD).build();
    var second = stage.productId(ProductId.ELECTRON_CARD).build();
    assertThat(first.requestId()).isNotEqualTo(second.requestId());
    assertThat(first.productId()).isEqualTo(ProductId.INSTANT_CARD);
    assertThat(second.productId()).isEqualTo(ProductId.ELECTRON_CARD);
  }

  @Test
  void constructor_whenNotExactlyOneOfCardholderAndClient_rejected() {
    String message = "cardholder, clientId: not exactly one of the two";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IssueCardRequest(ID, ProductId.INSTANT_CARD, null, null, Map.of()))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new IssueCardRequest(
                    ID, ProductId.INSTANT_CARD, cardholder().build(), "client-1", Map.of()))
        .withMessage(message);
  }

  @Test
  @SuppressWarnings("NullAway")
  void starts_whenNull_namesTheField() {
    assertThatNullPointerException()
        .isThrownBy(() -> IssueCardRequest.forClient(null))
        .withMessage("clientId");
    assertThatNullPointerException()
        .isThrownBy(() -> IssueCardRequest.forCardholder(null))
        .withMessage("cardholder");
    assertThatNullPointerException()
        .isThrownBy(() -> IssueCardRequest.forClient("client-1").productId(null).build())
        .withMessage("productId");
  }

  @Test
  void forClient_whenBlank_rejectedWhenBuilt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IssueCardRequest.forClient(" ").productId(ProductId.INSTANT_CARD).build())
        .withMessage("clientId: blank");
  }

  @Test
  void cardholder_whenAFieldIsWrong_rejectedWithoutPersonalData() {
    assertRejected(c -> c.middleName(" "), "middleName: blank");
    assertRejected(c -> c.email("aigerim"), "email: not name@host");
    var named = Cardholder.builder().firstName("Aigerim").lastName("Serikova");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Cardholder.builder()
                    .firstName("")
                    .lastName("Serikova")
                    .phone("77011234567")
                    .country("KAZ")
                    .personId("1")
                    .build())
        .withMessage("firstName: blank");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Cardholder.builder()
                    .firstName("Aigerim")
                    .lastName("")
                    .phone("77011234567")
                    .country("KAZ")
                    .personId("1")
                    .build())
        .withMessage("lastName: blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> named.phone("701 123"))
        .withMessage("phone: not 10 to 15 digits");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> named.phone("77011234567").country("XX").personId("1").build())
        .withMessage("country: not three capital letters: XX");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> named.phone("77011234567").country("KAZ").personId(" ").build())
        .withMessage("personId: blank");
  }

  @Test
  @SuppressWarnings("NullAway")
  void cardholder_whenARequiredFieldIsNull_namesIt() {
    var full = cardholder().build();
    assertThatNullPointerException()
        .isThrownBy(
            () ->
                new Cardholder(
                    full.firstName(),
                    full.lastName(),
                    null,
                    null,
                    null,
                    null,
                    full.country(),
                    full.personId(),
                    Map.of()))
        .withMessage("phone");
    assertThatNullPointerException()
        .isThrownBy(
            () ->
                Cardholder.builder()
                    .firstName("A")
                    .lastName("S")
                    .phone((Phone) null)
                    .country("KAZ")
                    .personId("1")
                    .build())
        .withMessage("phone");
  }

  @Test
  void cardholder_whenCopied_equal() {
    var cardholder =
        cardholder()
            .middleName("Bolatovna")
            .birthdate(LocalDate.of(1990, 2, 28))
            .email("aigerim@example.com")
            .additionalProperties(Map.of("title", "Ms"))
            .build();
    assertThat(cardholder.toBuilder().build()).isEqualTo(cardholder);
  }

  @Test
  void cardholder_whenPhoneIsTextOrValue_theSame() {
    var stage = Cardholder.builder().firstName("Aigerim").lastName("Serikova");
    assertThat(stage.phone("+7 701 123-45-67").country("KAZ").personId("1").build())
        .isEqualTo(stage.phone(Phone.of(77011234567L)).country("KAZ").personId("1").build());
  }

  @Test
  void toString_whenPersonalDataIsThere_showsNone() {
    var request =
        IssueCardRequest.forCardholder(
                cardholder()
                    .middleName("Bolatovna")
                    .birthdate(LocalDate.of(1990, 2, 28))
                    .email("aigerim@example.com")
                    .additionalProperties(Map.of("embossed", "AIGERIM S"))
                    .build())
            .productId(ProductId.FREEDOM_WALLET_CARD)
            .requestId(ID)
            .build();
    assertThat(request)
        .hasToString(
            "IssueCardRequest[requestId="
                + ID
                + ", productId=1000, cardholder=Cardholder[firstName=***, lastName=***,"
                + " middleName=***, birthdate=***, phone=***, email=***, country=KAZ,"
                + " personId=***, additionalProperties=[embossed]], clientId=null,"
                + " additionalProperties=[]]");
  }

  private static void assertRejected(UnaryOperator<Cardholder.Builder> change, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> change.apply(cardholder()).build())
        .withMessage(message);
  }

  private static Cardholder.Builder cardholder() {
    return Cardholder.builder()
        .firstName("Aigerim")
        .lastName("Serikova")
        .phone("+7 701 123-45-67")
        .country("KAZ")
        .personId("900228400123");
  }
}
