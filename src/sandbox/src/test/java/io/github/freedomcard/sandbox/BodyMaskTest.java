package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.SandboxCaller.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyMaskTest {

  private static String masked(String body) {
    return String.valueOf(BodyMask.mask(bytes(body), false));
  }

  @Provide
  Arbitrary<String> cardNumbers() {
    return Arbitraries.strings().withCharRange('1', '9').ofMinLength(13).ofMaxLength(19);
  }

  @Provide
  Arbitrary<String> fields() {
    return Arbitraries.of(
        "request_id",
        "card_id",
        "order_id",
        "type",
        "status",
        "amount",
        "code",
        "error_code",
        "error_description",
        "value",
        "datetime",
        "balance",
        "phone",
        "unknown");
  }

  @Provide
  Arbitrary<String> bodies() {
    return Arbitraries.of(
        "{'%1$s':%2$s}",
        "{'%1$s':'%2$s'}",
        "{'%1$s':'-%2$s.5'}",
        "{'%1$s':0.%2$s}",
        "{'%1$s':'x%2$s'}",
        "{'%1$s':[[{'code':'%2$s'},%2$s]]}",
        "{'%1$s':{'%2$s':1}}",
        "{'%1$s':{'pan_%2$s':1}}");
  }

  @Property(tries = 1000)
  void mask_whenAFieldHasTheNumberOfACard_notShown(
      @ForAll @From("fields") String field,
      @ForAll @From("bodies") String body,
      @ForAll @From("cardNumbers") String number) {
    assertThat(masked(body.formatted(field, number))).doesNotContain(number).contains("(masked)");
    String grouped = number.replaceAll("(\\d{4})(?=\\d)", "$1-");
    assertThat(masked("{'%s':'%s','%s':1}".formatted(field, grouped, grouped.replace('-', '_'))))
        .doesNotContain(grouped, grouped.replace('-', '_'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'request_id':'828cf71d-a447-4a67-a149-c1df8bc197ca'",
        "'card_id':100001",
        "'fin_document_id':'000000000012'",
        "'order_id':'order-2026-0001'",
        "'type':'debit'",
        "'currency':'KZT'",
        "'amount':999999999999.99",
        "'balance':'-1000.50'",
        "'datetime':'2026-01-31 10:20:30'",
        "'dt':'2026-01-31T10:20:30+05:00'",
        "'start_date':'2026-01-31'",
        "'request_status':'success'",
        "'error_code':'duplicate_request_id'",
        "'code':null",
      })
  void mask_whenValueLooksLikeItsField_shown(String member) {
    assertThat(masked("{" + member + "}")).isEqualTo("{" + member.replace('\'', '"') + "}");
  }

  @Test
  void mask_whenValueIsATextOfTheCaller_notShown() {
    for (String field : List.of("order_id", "error_description", "description", "code")) {
      assertThat(masked("{'" + field + "':'Aigerim Seitova'}")).doesNotContain("Aigerim");
    }
  }

  @Test
  void mask_whenResponseIsRefused_sandboxesOwnTextShown() {
    String body = "{'error_description':'amount: not greater than 0'}";
    assertThat(String.valueOf(BodyMask.mask(bytes(body), true))).contains("not greater than 0");
  }
}
