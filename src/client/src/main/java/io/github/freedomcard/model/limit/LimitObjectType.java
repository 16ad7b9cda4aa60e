package io.github.freedomcard.model.limit;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.freedomcard.model.OpenEnum;

/** The kind of object that a limit is on (documented: Card API, "Set limits"). */
public final class LimitObjectType extends OpenEnum {

  /** A card. */
  public static final LimitObjectType CARD = of("card");

  /** An account. */
  public static final LimitObjectType ACCOUNT = of("account");

  /** A client. */
  public static final LimitObjectType CLIENT = of("client");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  private LimitObjectType(Object value) {
    super(value);
  }

  /** The type written as {@code value}. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static LimitObjectType of(String value) {
    return new LimitObjectType(value);
  }
}
