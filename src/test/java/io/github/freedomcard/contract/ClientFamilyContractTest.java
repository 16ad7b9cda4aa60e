package io.github.freedomcard.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClientFamilyContractTest {

  static List<ContractCase> cases() {
    return ClientFamilyContract.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void write_whenEveryFieldIsSet_byteForByteTheContract(ContractCase contract) {
    assertThat(Wire.write(contract.request()))
        .isEqualTo(compact(resource(contract, "request.json")));
    assertThat(contract.request()).isInstanceOf(contract.operation().requestType());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void read_whenFullMinimalOrHostile_theRecord(ContractCase contract) {
    assertThat(read(contract, "full.json")).isEqualTo(contract.full());
    assertThat(read(contract, "minimal.json")).isEqualTo(contract.minimal());
    assertThat(read(contract, "hostile.json")).isEqualTo(contract.hostile());
  }

  private static Object read(ContractCase contract, String file) {
    return Wire.read(resource(contract, file), contract.operation().responseType());
  }

  private static String resource(ContractCase contract, String file) {
    String name = "/contract/" + contract.operation().name() + "/" + file;
    try (var content = ClientFamilyContractTest.class.getResourceAsStream(name)) {
      return new String(requireNonNull(content, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** White space outside strings goes; all else stays byte for byte. */
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
