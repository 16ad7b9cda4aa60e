package io.github.freedomcard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.testing.Catalogue;
import io.github.freedomcard.testing.ContractText;
import io.github.freedomcard.testing.WireFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares each operation with the JSON in {@code resources/contract/<operation>}. */
class ContractTest {

  static Stream<Named<ContractCase>> cases() {
    return Stream.of(CardFamilyContract.cases(), ClientFamilyContract.cases())
        .flatMap(List::stream)
        .map(contract -> Named.of(contract.operation().name(), contract));
  }

  @Test
  void catalogue_always_hasOneCaseForEachOperation() {
    assertThat(cases().<Object>map(contract -> contract.getPayload().operation()))
        .containsExactlyInAnyOrderElementsOf(Catalogue.operations());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void write_whenEveryFieldIsSet_equalsTheContractByteForByte(ContractCase contract) {
    assertThat(contract.request()).isInstanceOf(contract.operation().requestType());
    assertThat(WireFormat.write(contract.request())).isEqualTo(compact(text(contract, "request")));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void read_whenFull_equalsTheRecord(ContractCase contract) {
    assertThat(read(contract, "full")).isEqualTo(contract.full());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void read_whenMinimal_equalsTheRecord(ContractCase contract) {
    assertThat(read(contract, "minimal")).isEqualTo(contract.minimal());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void read_whenHostile_equalsTheRecord(ContractCase contract) {
    assertThat(read(contract, "hostile")).isEqualTo(contract.hostile());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void write_whenAResponseWasRead_losesNothing(ContractCase contract) {
    for (Object response : List.of(contract.full(), contract.minimal(), contract.hostile())) {
      String written = WireFormat.write(response);
      String rewritten =
          WireFormat.write(WireFormat.read(written, contract.operation().responseType()));
      assertThat(WireFormat.read(rewritten, Object.class))
          .isEqualTo(WireFormat.read(written, Object.class));
    }
  }

  private static Object read(ContractCase contract, String name) {
    return WireFormat.read(text(contract, name), contract.operation().responseType());
  }

  private static String text(ContractCase contract, String name) {
    return ContractText.of(contract.operation(), name);
  }

  /** Removes white space outside strings. */
  private static String compact(String json) {
    StringBuilder compact = new StringBuilder();
    boolean inString = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c == '"' && (i == 0 || json.charAt(i - 1) != '\\')) {
        inString = !inString;
      }
      if (inString || !Character.isWhitespace(c)) {
        compact.append(c);
      }
    }
    return compact.toString();
  }
}
