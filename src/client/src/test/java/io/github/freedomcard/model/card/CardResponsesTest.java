package io.github.freedomcard.model.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.model.Sensitive;
import io.github.freedomcard.testing.WireFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardResponsesTest {

  private static final Account TENGE = new Account("KZ1", "KZT", null, null, null, null, Map.of());
  private static final Account DOLLARS =
      new Account("KZ2", "USD", null, null, null, null, Map.of());

  @Test
  void read_whenAccountsAreInsideBalances_foundBesideToo() {
    var text = "{\"balances\":{\"accounts\":[{\"iban\":\"KZ1\",\"currency\":\"KZT\"}]}}";
    assertThat(WireFormat.read(text, ExtendedStatement.class).accounts()).containsExactly(TENGE);
    assertThat(WireFormat.read(text, Balance.class).accounts()).containsExactly(TENGE);
  }

  @Test
  void read_whenAccountsAreInBothPlaces_theOnesBesideCount() {
    var text =
        "{\"accounts\":[{\"iban\":\"KZ2\",\"currency\":\"USD\"}],"
            + "\"balances\":{\"accounts\":[{\"iban\":\"KZ1\",\"currency\":\"KZT\"}]}}";
    var statement = WireFormat.read(text, ExtendedStatement.class);
    assertThat(statement.accounts()).containsExactly(DOLLARS);
    assertThat(statement.balances()).isEqualTo(new Balances(List.of(TENGE), Map.of()));
    assertThat(WireFormat.read(text, Balance.class).accounts()).containsExactly(DOLLARS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "\"\"", "[null]", "[null,null]"})
  void read_whenAListHoldsNothing_empty(String nothing) {
    var text =
        "{\"operations\":"
            + nothing
            + ",\"accounts\":"
            + nothing
            + ",\"authorizations\":"
            + nothing
            + "}";
    assertThat(WireFormat.read(text, Statement.class).operations()).isEmpty();
    var extended = WireFormat.read(text, ExtendedStatement.class);
    assertThat(extended.operations()).isEmpty();
    assertThat(extended.accounts()).isEmpty();
    assertThat(extended.authorizations()).isEmpty();
    assertThat(WireFormat.read(text, Balance.class).accounts()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5411", "\"5411\"", "\"05411\"", "\" 5411 \"", "5411.0"})
  void read_whenMccIsTextOrNumber_theSameNumber(String mcc) {
    assertThat(WireFormat.read("{\"mcc\":" + mcc + "}", StatementOperation.class).mcc())
        .isEqualTo(5411);
  }

  @Test
  void read_whenMccHasALeadingZero_theNumberWithoutIt() {
    assertThat(WireFormat.read("{\"mcc\":\"0742\"}", StatementOperation.class).mcc())
        .isEqualTo(742);
  }

  @Test
  void secretData_always_hidesEveryValue() {
    var text =
        "{\"status\":\"ok\",\"pan\":\"4400430000001234\",\"cvv\":\"123\",\"expiry_date\":\"05/29\","
            + "\"track2\":\"secret-1\",\"holder\":{\"name\":\"secret-2\"},\"parts\":[\"secret-3\"],"
            + "\"n\":40043,\"nothing\":null}";
    var data = WireFormat.read(text, SecretData.class);
    var shown =
        List.of(
            data.toString(),
            data.additionalProperties().toString(),
            data.additionalProperties().values().toString(),
            data.additionalProperties().entrySet().toString(),
            Map.copyOf(
                    new SecretData(null, null, null, null, null, null, Map.of("a", "secret-4"))
                        .additionalProperties())
                .toString());
    assertThat(shown).allSatisfy(each -> assertThat(each).doesNotContain("secret", "4004", "123"));
    assertThat(data.pan()).isEqualTo(Sensitive.of("4400430000001234"));
    assertThat(data.additionalProperties())
        .containsEntry("track2", Sensitive.of("secret-1"))
        .containsEntry("holder", Sensitive.of(Map.of("name", "secret-2")))
        .containsEntry("parts", Sensitive.of(List.of("secret-3")))
        .containsEntry("n", Sensitive.of(40043))
        .containsEntry("nothing", null);
    assertThat(WireFormat.read(WireFormat.write(data), Object.class))
        .isEqualTo(WireFormat.read(text, Object.class));
  }

  @Test
  void toString_whenFieldsAreUnknown_showsOnlyTheirNames() {
    var text =
        "{\"odd\":\"x1\",\"card\":{\"odd\":\"x2\"},\"balances\":{\"odd\":\"x3\",\"accounts\":[{\"odd\":\"x4\"}]},"
            + "\"authorizations\":[{\"odd\":\"x5\",\"merchant\":{\"odd\":\"x6\"},"
            + "\"additional_parameters\":[{\"odd\":\"x7\"}]}],\"operations\":[{\"odd\":\"x8\"}]}";
    assertThat(WireFormat.read(text, ExtendedStatement.class).toString())
        .contains("additionalProperties=[odd]")
        .doesNotContainPattern("x[1-8]");
    var statement =
        "{\"odd\":\"x1\",\"operations\":[{\"odd\":\"x2\",\"merchant\":{\"odd\":\"x3\"}}]}";
    assertThat(WireFormat.read(statement, Statement.class).toString())
        .contains("additionalProperties=[odd]")
        .doesNotContainPattern("x[1-8]");
    assertThat(WireFormat.read("{\"odd\":\"x1\"}", CardInfo.class).toString())
        .contains("additionalProperties=[odd]")
        .doesNotContain("x1");
  }

  @Test
  void lists_always_unmodifiable() {
    var operations = WireFormat.read("{\"operations\":[{}]}", Statement.class).operations();
    assertThat(operations).hasSize(1).isUnmodifiable();
  }
}
