package io.github.freedomcard.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import io.github.freedomcard.internal.util.OpenEnumCodes;
import io.github.freedomcard.internal.util.Printed;
import org.jspecify.annotations.Nullable;

/**
 * A code of one of the API's dictionaries.
 *
 * <p>Open: a value that is not among the constants is kept unchanged. Compare codes with {@code
 * equals}. Immutable and safe to share between threads.
 */
public abstract class OpenEnum {

  private final String value;

  /**
   * For the codes of this library.
   *
   * @param value a text, or the number or text that was read from JSON
   * @throws IllegalArgumentException if {@code value} is an object or an array of JSON
   */
  protected OpenEnum(Object value) {
    this.value = OpenEnumCodes.text(requireNonNull(value, "value"));
  }

  /** The code as text. */
  @JsonValue
  public String value() {
    return value;
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof OpenEnum that
        && getClass() == that.getClass()
        && value.equals(that.value);
  }

  @Override
  public final int hashCode() {
    return value.hashCode();
  }

  @Override
  public final String toString() {
    return Printed.of(value);
  }
}
