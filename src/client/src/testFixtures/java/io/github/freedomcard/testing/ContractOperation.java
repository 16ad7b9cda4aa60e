package io.github.freedomcard.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.Evidence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An operation as the contract describes it, read from {@code contract/operations.txt}. The only
 * list of the operations that is written independently of the code.
 *
 * @param request the simple name of the request's type
 * @param response the simple name of the response's type
 */
public record ContractOperation(
    String name,
    String path,
    Effect effect,
    Evidence evidence,
    String request,
    String response,
    List<Field> fields) {

  /**
   * A field of a request.
   *
   * @param path its place in the body, such as {@code client.phone} or {@code limits[].amount}
   * @param need {@code *} if it is required, {@code +} if product 1000 requires it, else a space
   * @param kind the kind of its values
   */
  public record Field(String path, char need, String kind) {

    private static Field parse(String text) {
      String[] words = text.split(" ", -1);
      char last = words[0].charAt(words[0].length() - 1);
      boolean needed = last == '*' || last == '+';
      int end = words[0].length() - (needed ? 1 : 0);
      return new Field(words[0].substring(0, end), needed ? last : ' ', words[1]);
    }

    /** Whether it is a required field of the request itself. */
    public boolean isRequired() {
      return need == '*' && path.indexOf('.') < 0;
    }
  }

  private static final List<ContractOperation> ALL = read();

  /** All operations. */
  public static List<ContractOperation> all() {
    return ALL;
  }

  /** Returns whether the request has a {@code request_id} of its own. */
  public boolean isIdentified() {
    return !request.equals("RequestStatusRequest")
        && fields.stream().anyMatch(field -> field.path().equals("request_id"));
  }

  @Override
  public String toString() {
    return name;
  }

  private static List<ContractOperation> read() {
    List<ContractOperation> operations = new ArrayList<>();
    try (var text = ContractOperation.class.getResourceAsStream("/contract/operations.txt")) {
      new String(requireNonNull(text).readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(
              line -> {
                if (line.startsWith(" ")) {
                  var fields = operations.get(operations.size() - 1).fields;
                  for (String field : line.split(",", -1)) {
                    if (!field.isBlank()) {
                      fields.add(Field.parse(field.strip()));
                    }
                  }
                } else {
                  operations.add(parse(line.split(" ", -1)));
                }
              });
      return List.copyOf(operations);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ContractOperation parse(String[] words) {
    return new ContractOperation(
        words[0],
        words[1],
        Effect.valueOf(words[2]),
        Evidence.valueOf(words[3]),
        words[4],
        words[5],
        new ArrayList<>());
  }
}
