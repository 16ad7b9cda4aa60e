package io.github.freedomcard.model.limit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.freedomcard.internal.util.OpenEnumCodes;
import java.util.Objects;

/**
 * What a limit is on.
 *
 * <p>Open: a value that is not among the constants is kept as it came (documented: Card API, "Set
 * limits").
 */
public record LimitObjectType(@JsonValue String value) {

  /** A card. */
  public static final LimitObjectType CARD = new LimitObjectType("card");

  /** An account. */
  public static final LimitObjectType ACCOUNT = new LimitObjectType("account");

  /** A client. */
  public static final LimitObjectType CLIENT = new LimitObjectType("client");

  /** Checks that there is a value. */
  public LimitObjectType {
    Objects.requireNonNull(value, "value");
  }

  /** The type written as {@code value}. */
  public static LimitObjectType of(String value) {
    return new LimitObjectType(value);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  private static LimitObjectType read(Object value) {
    return of(OpenEnumCodes.text(value));
  }

  @Override
  public String toString() {
    return value;
  }
}
