package io.github.freedomcard.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.freedomcard.model.Phone;
import io.github.freedomcard.model.ProductId;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.RequestStatus;
import io.github.freedomcard.model.Sensitive;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.model.transaction.TransactionInfo;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  private final Json json = new Json(1 << 20);

  record Probe(
      Sensitive<LocalDate> date,
      Sensitive<String> name,
      Phone phone,
      ProductId productId,
      OffsetDateTime dt) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'id':'a'}",
        "{'x':[1,{'id':'b'}],'id':'a','y':{}}",
        "{'id':'a','id':'a'}",
        "{'\\u0069d':'a'}"
      })
  void hasMember_whenAtTopLevel_true(String body) {
    assertThat(hasMember(body)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'id':'b'}",
        "{'id':'a','id':'b'}",
        "{'id':1}",
        "{'id':['a']}",
        "{'id':{'id':'a'}}",
        "{'x':{'id':'a'}}",
        "{'x':'id:a'}",
        "['id','a']",
        "'a'",
        "{'x':}",
        "{'id':'a'}{'id':'b'}",
        ""
      })
  void hasMember_whenNotAtTopLevelOrAnotherValue_false(String body) {
    assertThat(hasMember(body)).isFalse();
  }

  @Test
  void hasMember_whenTheRequestIsLargerThanAResponseMayBe_true() {
    String body = "{'x':'%s','id':'a','y':%s}".formatted("x".repeat(2_000), "9".repeat(2_000));
    assertThat(new Json(1_000).hasMember(body.replace('\'', '"').getBytes(UTF_8), "id", "a"))
        .isTrue();
  }

  private boolean hasMember(String body) {
    return json.hasMember(body.replace('\'', '"').getBytes(UTF_8), "id", "a");
  }

  @Test
  void write_whenRequest_snakeCaseInOrder() {
    var request =
        BlockCardRequest.builder()
            .cardId("c1")
            .description("lost")
            .additionalProperties(Map.of("x", 1))
            .build();
    assertThat(new String(json.write(request), UTF_8))
        .isEqualTo(
            "{\"request_id\":\""
                + request.requestId()
                + "\",\"card_id\":\"c1\",\"description\":\"lost\",\"x\":1}");
  }

  @Test
  void read_whenTypesAreNotAsDocumented_keepsEverything() throws Exception {
    RequestState state =
        read(
            "{'status':'OK','request_status':7,'dt':'2024-01-02T03:04:05Z','error_code':12,"
                + "'cards':[{'card_id':5,'n':1.50}],'odd':{'a':[1,null]}}",
            RequestState.class);
    assertThat(state.requestStatus()).isEqualTo(RequestStatus.of("7"));
    assertThat(state.dt()).isEqualTo(OffsetDateTime.parse("2024-01-02T03:04:05Z"));
    assertThat(state.errorCode()).isEqualTo("12");
    assertThat(state.cards()).singleElement().extracting(RequestState.Card::cardId).isEqualTo("5");
    assertThat(new String(json.write(state), UTF_8))
        .contains("\"n\":1.50")
        .contains("\"odd\":{\"a\":[1,null]}");
  }

  @Test
  void read_whenSensitive_keepsTheValueAndHidesIt() throws Exception {
    Probe probe =
        read(
            "{'date':'2020-01-01','name':5,'product_id':1000,'dt':'2024-01-02T03:04:05+05:00'}",
            Probe.class);
    assertThat(probe.date().value()).isEqualTo(LocalDate.of(2020, 1, 1));
    assertThat(probe.name().value()).isEqualTo("5");
    assertThat(probe.productId()).isEqualTo(ProductId.FREEDOM_WALLET_CARD);
    assertThat(probe.dt()).isEqualTo(OffsetDateTime.parse("2024-01-02T03:04:05+05:00"));
    assertThat(probe.toString()).doesNotContain("2020");
  }

  private <T> T read(String body, Class<T> type) throws UnreadableException {
    return json.read(body.replace('\'', '"').getBytes(UTF_8), type);
  }

  /** Well-formed, but with an exponent that no {@code BigDecimal} has. */
  @ParameterizedTest
  @ValueSource(strings = {"1e2147483649", "1e99999999999999999999", "-1e-2147483649"})
  void read_whenAnExponentIsTooLarge_unreadableWithoutShowingIt(String number) {
    byte[] body =
        ("{\"status\":\"ok\",\"request_status\":\"success\",\"amount\":" + number + "}")
            .getBytes(UTF_8);
    for (Class<?> type : List.of(RequestState.class, TransactionInfo.class)) {
      assertThatExceptionOfType(UnreadableException.class)
          .isThrownBy(() -> json.read(body, type))
          .withMessage("not valid JSON of the expected shape")
          .withNoCause();
    }
  }

  /** Written plainly, such a number would fill the memory. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'amount':1e200000000",
        "'amount':-1e-200000000",
        "'amount':0e999",
        "'amount':1e101",
        "'amount':'1e200000000'",
        "'amount':1%1$s",
        "'new':1e101",
        "'new':1%1$s",
        "'new':{'a':[[1e-101]]}",
        "'type':1e200000000",
        "'request_status':1e101"
      })
  void read_whenANumberHasMoreThanAHundredDigits_unreadable(String member) {
    byte[] body = body(member.formatted("0".repeat(100)));
    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> json.read(body, TransactionInfo.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e100", "-1e-100", "9%1$s", "0.0%1$s"})
  void read_whenANumberHasAHundredDigits_writesThemAll(String text) throws Exception {
    String number = text.formatted("9".repeat(99));
    TransactionInfo read =
        json.read(body("'amount':" + number + ",'new':" + number), TransactionInfo.class);
    assertThat(read.amount()).isEqualTo(new BigDecimal(number));
    assertThat(new String(json.write(read), UTF_8))
        .contains("\"amount\":" + new BigDecimal(number).toPlainString());
  }

  private static byte[] body(String member) {
    return ("{'status':'ok'," + member + "}").replace('\'', '"').getBytes(UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'a':", "["})
  void read_whenNestedDeeply_unreadable(String open) throws Exception {
    String close = open.equals("[") ? "]" : "}";
    String allowed = open.repeat(60) + "1" + close.repeat(60);
    assertThat(json.read(body("'new':" + allowed), TransactionInfo.class).additionalProperties())
        .containsKey("new");
    byte[] deeper = body("'new':" + open.repeat(64) + "1" + close.repeat(64));
    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> json.read(deeper, TransactionInfo.class));
  }

  @Test
  void read_whenSeveralFieldsOfAStateAreMalformed_keepsTheOthers() throws Exception {
    RequestState state =
        read(
            "{'dt':'x','status':'ok','client_id':[{}],'cards':[{'card_id':'5'}],'dt':{},"
                + "'request_status':'success','transaction_id':{},'new':{'dt':'kept'}}",
            RequestState.class);
    assertThat(state.isSuccess()).isTrue();
    assertThat(state.dt()).isNull();
    assertThat(state.clientId()).isNull();
    assertThat(state.transactionId()).isNull();
    assertThat(state.cards()).singleElement().extracting(RequestState.Card::cardId).isEqualTo("5");
    assertThat(state.additionalProperties()).isEqualTo(Map.of("new", Map.of("dt", "kept")));
  }
}
