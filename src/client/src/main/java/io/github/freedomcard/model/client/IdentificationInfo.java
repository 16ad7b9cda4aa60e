package io.github.freedomcard.model.client;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.Sensitive;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When and by whom a client was identified: {@code identification_info} of "Create client",
 * documented.
 *
 * <p>Immutable and safe to share between threads.
 *
 * @param idnDate when the client was identified, to the second
 * @param identifiedBy who identified the client, perhaps a named person
 * @param additionalProperties fields to send that the contract does not name
 */
public record IdentificationInfo(
    OffsetDateTime idnDate,
    Sensitive<String> identifiedBy,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  /**
   * Checks the fields.
   *
   * @throws IllegalArgumentException if a text is blank, the offset is not of whole minutes, or an
   *     additional property has the name of a declared one
   */
  public IdentificationInfo {
    idnDate = Preconditions.moment("idnDate", idnDate);
    Preconditions.text("identifiedBy", requireNonNull(identifiedBy, "identifiedBy").value());
    additionalProperties = AdditionalProperties.of(IdentificationInfo.class, additionalProperties);
  }

  /** Starts an identification. */
  public static IdnDateStage builder() {
    return idnDate -> identifiedBy -> new Builder(idnDate, identifiedBy);
  }

  /** A builder with all of this identification. */
  public Builder toBuilder() {
    return new Builder(idnDate, identifiedBy.value()).additionalProperties(additionalProperties);
  }

  /** Asks for the moment. */
  @FunctionalInterface
  public interface IdnDateStage {

    /** Sets when the client was identified. */
    IdentifiedByStage idnDate(OffsetDateTime idnDate);
  }

  /** Asks for who identified the client. */
  @FunctionalInterface
  public interface IdentifiedByStage {

    /** Sets who identified the client. */
    Builder identifiedBy(String identifiedBy);
  }

  /** Takes what is optional; for use by one thread. */
  public static final class Builder {

    private final OffsetDateTime idnDate;
    private final Sensitive<String> identifiedBy;
    private Map<String, @Nullable Object> additionalProperties = Map.of();

    private Builder(OffsetDateTime idnDate, String identifiedBy) {
      this.idnDate = requireNonNull(idnDate, "idnDate");
      this.identifiedBy = Sensitive.of(requireNonNull(identifiedBy, "identifiedBy"));
    }

    /** Sets fields to send that the contract does not name. */
    public Builder additionalProperties(Map<String, @Nullable Object> additionalProperties) {
      this.additionalProperties = additionalProperties;
      return this;
    }

    /**
     * The identification.
     *
     * @throws IllegalArgumentException if a rule for a field is broken
     */
    public IdentificationInfo build() {
      return new IdentificationInfo(idnDate, identifiedBy, additionalProperties);
    }
  }
}
