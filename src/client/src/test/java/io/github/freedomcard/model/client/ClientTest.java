package io.github.freedomcard.model.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.freedomcard.model.Phone;
import io.github.freedomcard.model.Sensitive;
import io.github.freedomcard.testing.WireFormat;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientTest {

  static Client.Builder client() {
    return Client.builder()
        .phone("+7 701 123-45-67")
        .type(ClientType.INDIVIDUAL)
        .resident(Residency.RESIDENT)
        .firstName("Aigerim")
        .lastName("Bekova");
  }

  static Client.Builder fullClient() {
    Address address =
        Address.builder()
            .country("KAZ")
            .postalCode("050000")
            .addressLine1("Almaty")
            .addressLine2("Abay")
            .addressLine3("10A")
            .build();
    return client()
        .middleName("Serikkyzy")
        .birthdate(LocalDate.of(1990, 5, 7))
        .email("aigerim@example.kz")
        .country("KAZ")
        .personId("900507400123")
        .language("kk")
        .document(IdentityDocument.of(new byte[] {'%', 'P', 'D', 'F', '-', '1'}))
        .externalUserId("user-77")
        .address1(address)
        .address2(address.toBuilder().addressLine3("12").build())
        .identificationInfo(
            IdentificationInfo.builder()
                .idnDate(OffsetDateTime.parse("2024-05-17T10:15:30Z"))
                .identifiedBy("branch 7")
                .build())
        .additionalProperties(Map.of("extra", "value"));
  }

  @Test
  void write_whenRequiredAlone_nothingElse() {
    assertThat(WireFormat.write(client().build()))
        .isEqualTo(
            "{\"phone\":77011234567,\"type\":1,\"resident\":1,"
                + "\"first_name\":\"Aigerim\",\"last_name\":\"Bekova\"}");
  }

  @Test
  void write_whenEverythingIsSet_inTheContractsOrder() {
    assertThat(WireFormat.write(fullClient().build()))
        .isEqualTo(
            "{\"phone\":77011234567,\"type\":1,\"resident\":1,"
                + "\"first_name\":\"Aigerim\",\"last_name\":\"Bekova\","
                + "\"middle_name\":\"Serikkyzy\",\"birthdate\":\"1990-05-07\","
                + "\"email\":\"aigerim@example.kz\",\"country\":\"KAZ\","
                + "\"person_id\":\"900507400123\",\"language\":\"kk\","
                + "\"document\":\"JVBERi0x\",\"external_user_id\":\"user-77\","
                + "\"address1\":{\"country\":\"KAZ\",\"postal_code\":\"050000\","
                + "\"address_line1\":\"Almaty\",\"address_line2\":\"Abay\","
                + "\"address_line3\":\"10A\"},"
                + "\"address2\":{\"country\":\"KAZ\",\"postal_code\":\"050000\","
                + "\"address_line1\":\"Almaty\",\"address_line2\":\"Abay\","
                + "\"address_line3\":\"12\"},"
                + "\"identification_info\":{\"idn_date\":\"2024-05-17T10:15:30+00:00\","
                + "\"identified_by\":\"branch 7\"},\"extra\":\"value\"}");
  }

  @Test
  void write_whenUnknownCodes_unchanged() {
    Client client =
        Client.builder()
            .phone(Phone.of("77011234567"))
            .type(ClientType.of("4B"))
            .resident(Residency.of(9))
            .firstName("A")
            .lastName("B")
            .build();
    assertThat(WireFormat.write(client)).contains("\"type\":\"4B\",\"resident\":9,");
  }

  @Test
  void toString_whenEverythingIsSet_noPersonalData() {
    assertThat(fullClient().build())
        .hasToString(
            "Client[phone=***, type=1, resident=1, firstName=***, lastName=***, middleName=***,"
                + " birthdate=***, email=***, country=KAZ, personId=***, language=kk,"
                + " document=***, externalUserId=user-77, address1=Address[country=KAZ,"
                + " postalCode=***, addressLine1=***, addressLine2=***, addressLine3=***,"
                + " additionalProperties=[]], address2=Address[country=KAZ, postalCode=***,"
                + " addressLine1=***, addressLine2=***, addressLine3=***,"
                + " additionalProperties=[]],"
                + " identificationInfo=IdentificationInfo[idnDate=2024-05-17T10:15:30Z,"
                + " identifiedBy=***, additionalProperties=[]],"
                + " additionalProperties=[extra]]");
  }

  @Test
  void toBuilder_whenEverythingIsSet_allOfIt() {
    Client client = fullClient().build();
    assertThat(client.toBuilder().build()).isEqualTo(client);
    assertThat(client.toBuilder().email(null).build().email()).isNull();
  }

  @Test
  void builder_whenStageIsShared_twoClients() {
    var named =
        Client.builder()
            .phone("77011234567")
            .type(ClientType.INDIVIDUAL)
            .resident(Residency.NON_RESIDENT);
    Client first = named.firstName("A").lastName("B").email("a@b").build();
    Client second = named.firstName("C").lastName("D").build();
    assertThat(first.firstName()).isEqualTo(Sensitive.of("A"));
    assertThat(second.firstName()).isEqualTo(Sensitive.of("C"));
    assertThat(second.email()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "' ',     Bekova, firstName: blank",
    "Aigerim, '',     lastName: blank",
    "Айгерім, Bekova, firstName: not in Latin letters",
    "Aigerim, Бекова, lastName: not in Latin letters",
    "Aiger1m, Bekova, firstName: not in Latin letters"
  })
  void build_whenNameIsWrong_rejectedWithoutTheValue(
      String firstName, String lastName, String message) {
    var builder =
        Client.builder()
            .phone("77011234567")
            .type(ClientType.INDIVIDUAL)
            .resident(Residency.RESIDENT)
            .firstName(firstName)
            .lastName(lastName);
    assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage(message);
  }

  @Test
  void build_whenOptionalFieldIsWrong_rejected() {
    assertRejected(client().middleName("Серікқызы"), "middleName: not in Latin letters");
    assertRejected(client().middleName(" "), "middleName: blank");
    assertRejected(client().email("aigerim"), "email: not name@host");
    assertRejected(client().country("KZ"), "country: not three capital letters: KZ");
    assertRejected(client().personId(""), "personId: blank");
    assertRejected(client().language("KAZ"), "language: not two small letters: KAZ");
    assertRejected(client().externalUserId(" "), "externalUserId: blank");
    assertRejected(
        client().additionalProperties(Map.of("person_id", "1")),
        "additionalProperties: declared field: person_id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "701123456", "+7 701 123 45 6x"})
  void phone_whenNone_rejectedWithoutTheValue(String phone) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Client.builder().phone(phone))
        .withMessage("phone: not 10 to 15 digits");
  }

  @Test
  @SuppressWarnings("NullAway")
  void lastStage_whenNull_namesTheField() {
    var resident = Client.builder().phone("77011234567").type(ClientType.INDIVIDUAL);
    assertThatNullPointerException()
        .isThrownBy(() -> resident.resident(null).firstName("A").lastName("B").build())
        .withMessage("resident");
    var names = resident.resident(Residency.RESIDENT);
    assertThatNullPointerException()
        .isThrownBy(() -> names.firstName(null).lastName("B").build())
        .withMessage("firstName");
    assertThatNullPointerException()
        .isThrownBy(() -> names.firstName("A").lastName(null).build())
        .withMessage("lastName");
    assertThatNullPointerException()
        .isThrownBy(
            () ->
                Client.builder()
                    .phone("77011234567")
                    .type(null)
                    .resident(Residency.RESIDENT)
                    .firstName("A")
                    .lastName("B")
                    .build())
        .withMessage("type");
  }

  @Test
  void address_whenEmpty_emptyObject() {
    assertThat(WireFormat.write(Address.builder().build())).isEqualTo("{}");
  }

  @Test
  void address_whenWrong_rejectedWithoutTheValue() {
    assertRejected(Address.builder().country("kaz"), "country: not three capital letters: kaz");
    assertRejected(Address.builder().postalCode(" "), "postalCode: blank");
    assertRejected(Address.builder().addressLine1(""), "addressLine1: blank");
    assertRejected(Address.builder().addressLine2(""), "addressLine2: blank");
    assertRejected(Address.builder().addressLine3("\t"), "addressLine3: blank");
    assertRejected(
        Address.builder().additionalProperties(Map.of("address_line1", "x")),
        "additionalProperties: declared field: address_line1");
  }

  @Test
  void address_toBuilder_allOfIt() {
    Address address =
        Address.builder()
            .country("KAZ")
            .postalCode("050000")
            .addressLine1("Almaty")
            .addressLine2("Abay")
            .addressLine3("10A")
            .additionalProperties(Map.of("flat", 5))
            .build();
    assertThat(address.toBuilder().build()).isEqualTo(address);
  }

  @Test
  void identificationInfo_whenWrong_rejected() {
    var stage =
        IdentificationInfo.builder().idnDate(OffsetDateTime.parse("2024-05-17T10:15:30+05:00"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stage.identifiedBy(" ").build())
        .withMessage("identifiedBy: blank");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                IdentificationInfo.builder()
                    .idnDate(OffsetDateTime.parse("2024-05-17T10:15:30+05:00:01"))
                    .identifiedBy("x")
                    .build())
        .withMessage("idnDate: offset has seconds: 2024-05-17T10:15:30+05:00:01");
  }

  @Test
  void identificationInfo_whenFraction_truncatedToSeconds() {
    IdentificationInfo info =
        IdentificationInfo.builder()
            .idnDate(OffsetDateTime.parse("2024-05-17T10:15:30.999+05:00"))
            .identifiedBy("branch 7")
            .build();
    assertThat(WireFormat.write(info))
        .isEqualTo("{\"idn_date\":\"2024-05-17T10:15:30+05:00\",\"identified_by\":\"branch 7\"}");
    assertThat(info.toBuilder().build()).isEqualTo(info);
  }

  private static void assertRejected(Client.Builder builder, String message) {
    assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage(message);
  }

  private static void assertRejected(Address.Builder builder, String message) {
    assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage(message);
  }
}
