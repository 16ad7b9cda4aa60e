package io.github.freedomcard.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.freedomcard.testing.CanaryValues;
import io.github.freedomcard.testing.Catalogue;
import io.github.freedomcard.testing.RandomRecords;
import io.github.freedomcard.testing.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that an application stores and sends again, byte for byte. */
class StoredRequestTest {

  /** One file per version; those of released versions never change. */
  private static final Path STORED = Path.of("src/test/resources/stored-requests");

  private static final String THIS_VERSION = "0.1.0.txt";

  private static byte[] write(Operation<?, ?> operation, Object request) {
    return writeAs(operation, request);
  }

  private static <Q> byte[] writeAs(Operation<Q, ?> operation, Object request) {
    return operation.toJson(operation.requestType().cast(request));
  }

  static List<Operation<?, ?>> operations() {
    return Catalogue.operations();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void fromJson_ofWhatToJsonWrote_isWrittenAsTheSameBytes(Operation<?, ?> operation) {
    Random random = new Random(7);
    for (int i = 0; i < 100; i++) {
      byte[] stored = write(operation, new RandomRecords(random).of(operation.requestType()));
      assertThat(write(operation, operation.fromJson(stored)))
          .as(new String(stored, UTF_8))
          .isEqualTo(stored);
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void fromJson_ofACommand_isAnEqualRequest(Operation<?, ?> operation) {
    if (operation.effect() == Effect.READ) {
      return;
    }
    Object request = new RandomRecords(new Random(8)).of(operation.requestType());
    assertThat(operation.fromJson(write(operation, request))).isEqualTo(request);
  }

  @Test
  void requests_ofThisVersion_areRecorded() {
    Snapshot.check(
        STORED.resolve(THIS_VERSION).toString(),
        Catalogue.operations().stream()
            .map(operation -> operation.name() + " " + stored(operation))
            .sorted()
            .collect(joining("\n", "", "\n")));
  }

  private static String stored(Operation<?, ?> operation) {
    Object request = new RandomRecords(new Random(1)).of(operation.requestType());
    return new String(write(operation, request), UTF_8);
  }

  static Stream<String> storedByAnyVersion() throws IOException {
    try (Stream<Path> files = Files.list(STORED)) {
      return files.sorted().toList().stream().flatMap(StoredRequestTest::lines);
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readString(file).lines();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @MethodSource("storedByAnyVersion")
  void fromJson_ofARequestOfAnyVersion_isWrittenAsTheSameBytes(String line) {
    Operation<?, ?> operation = Catalogue.operation(line.substring(0, line.indexOf(' ')));
    byte[] stored = line.substring(line.indexOf(' ') + 1).getBytes(UTF_8);
    assertThat(write(operation, operation.fromJson(stored))).isEqualTo(stored);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "7", "{\"card_id\":{}}", "{\"card_id\":\"1\"} x"})
  void fromJson_ofOtherBytes_isRejectedWithoutTheirText(String bytes) {
    assertThatThrownBy(() -> CardOperations.BLOCK_CARD.fromJson(bytes.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("blockCard: not JSON of a ");
    assertThatThrownBy(
            () ->
                CardOperations.BLOCK_CARD.fromJson(
                    ("{\"card_id\":[\"" + CanaryValues.PAN + "\"]}").getBytes(UTF_8)))
        .hasNoCause()
        .message()
        .doesNotContain(CanaryValues.PAN);
  }
}
