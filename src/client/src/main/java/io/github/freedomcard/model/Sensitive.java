package io.github.freedomcard.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A secret or personal data. {@link #value} returns the value; {@link #toString} is always {@code
 * ***}, so that logs don't show it.
 *
 * <p>JSON has the bare value, also if your own {@code ObjectMapper} writes it. Immutable if the
 * value is, and then safe to share between threads.
 *
 * @param <T> the type of the value
 */
public final class Sensitive<T> {

  private final T value;

  private Sensitive(T value) {
    this.value = requireNonNull(value, "value");
  }

  /** Hides {@code value}. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static <T> Sensitive<T> of(T value) {
    return new Sensitive<>(value);
  }

  /** Hides {@code value}; null stays null. */
  public static <T> @Nullable Sensitive<T> ofNullable(@Nullable T value) {
    return value == null ? null : new Sensitive<>(value);
  }

  /** The value itself. */
  @JsonValue
  public T value() {
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Sensitive<?> that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
