package io.github.freedomcard.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads the JSON texts of the contract. */
public final class ContractText {

  private ContractText() {}

  /**
   * Returns the text {@code contract/<operation>/<name>.json}. An operation with the response type
   * {@link RequestState} that has no such file has that of {@code contract/command}.
   *
   * @param name {@code request}, or the response {@code full}, {@code minimal} or {@code hostile}
   */
  public static String of(Operation<?, ?> operation, String name) {
    String own = "/contract/" + operation.name() + "/" + name + ".json";
    boolean shared =
        operation.responseType() == RequestState.class
            && ContractText.class.getResource(own) == null;
    String path = shared ? "/contract/command/" + name + ".json" : own;
    try (var content = ContractText.class.getResourceAsStream(path)) {
      return new String(requireNonNull(content, path).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
