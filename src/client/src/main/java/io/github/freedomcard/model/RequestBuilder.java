package io.github.freedomcard.model;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Builds a request, a part of one, or a {@link RequestState}. Each call of {@link #build} makes a
 * new value.
 *
 * <p>Not thread-safe.
 *
 * @param <T> the type that is built
 * @param <B> the type of the builder itself
 */
public abstract class RequestBuilder<T, B extends RequestBuilder<T, B>> {

  private final Function<B, T> constructor;
  private Map<String, @Nullable Object> additionalProperties = Map.of();

  /**
   * For the builders of this library.
   *
   * @param constructor makes the value from what the builder holds
   */
  protected RequestBuilder(Function<B, T> constructor) {
    this.constructor = constructor;
  }

  /** Sets fields that the contract does not name; replaces those set before. */
  public final B additionalProperties(Map<String, @Nullable Object> additionalProperties) {
    this.additionalProperties = additionalProperties;
    return self();
  }

  /**
   * Builds the value.
   *
   * @throws NullPointerException if a required field is null; the message names it
   * @throws IllegalArgumentException if a field breaks a rule; the message names the field and the
   *     rule, and the value unless it is sensitive
   */
  public final T build() {
    return constructor.apply(self());
  }

  /** The fields that the contract does not name. */
  protected final Map<String, @Nullable Object> additionalProperties() {
    return additionalProperties;
  }

  @SuppressWarnings("unchecked") // B is the type of this builder.
  final B self() {
    return (B) this;
  }
}
