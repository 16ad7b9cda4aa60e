package io.github.freedomcard.model.client;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the cards of a client: "Cards' list", inferred.
 *
 * <p>Immutable and safe to share between threads.
 *
 * @param clientId the client
 * @param additionalProperties fields to send that the contract does not name
 */
public record ListCardsRequest(
    String clientId,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  /**
   * Checks the fields.
   *
   * @throws IllegalArgumentException if a text is blank, or an additional property has the name of
   *     a declared one
   */
  public ListCardsRequest {
    Preconditions.text("clientId", clientId);
    additionalProperties = AdditionalProperties.of(ListCardsRequest.class, additionalProperties);
  }

  /** Starts a request. */
  public static ClientIdStage builder() {
    return Builder::new;
  }

  /** A builder with all of this request. */
  public Builder toBuilder() {
    return new Builder(clientId).additionalProperties(additionalProperties);
  }

  /** Asks for the client. */
  @FunctionalInterface
  public interface ClientIdStage {

    /** Sets the client. */
    Builder clientId(String clientId);
  }

  /** Takes what is optional; for use by one thread. */
  public static final class Builder {

    private final String clientId;
    private Map<String, @Nullable Object> additionalProperties = Map.of();

    private Builder(String clientId) {
      this.clientId = requireNonNull(clientId, "clientId");
    }

    /** Sets fields to send that the contract does not name. */
    public Builder additionalProperties(Map<String, @Nullable Object> additionalProperties) {
      this.additionalProperties = additionalProperties;
      return this;
    }

    /**
     * The request.
     *
     * @throws IllegalArgumentException if a rule for a field is broken
     */
    public ListCardsRequest build() {
      return new ListCardsRequest(clientId, additionalProperties);
    }
  }
}
