package io.github.freedomcard.model.client;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.KeepsOffset;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.RequestBuilder;
import io.github.freedomcard.model.Sensitive;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When and by whom a client was identified: {@code identification_info} of "Create client",
 * documented.
 *
 * @param idnDate when the client was identified; sent with second precision; its offset must be
 *     whole minutes
 * @param identifiedBy who identified the client; may be a person's name
 * @param additionalProperties fields to send that the contract does not name
 */
public record IdentificationInfo(
    @KeepsOffset OffsetDateTime idnDate,
    Sensitive<String> identifiedBy,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public IdentificationInfo {
    idnDate = Preconditions.dateTime("idnDate", idnDate);
    Preconditions.text(
        "identifiedBy", Preconditions.required("identifiedBy", identifiedBy).value());
    additionalProperties = AdditionalProperties.of(IdentificationInfo.class, additionalProperties);
  }

  /** Starts an identification; required, in this order: {@code idnDate}, {@code identifiedBy}. */
  public static IdnDateStage builder() {
    return idnDate -> identifiedBy -> new Builder(idnDate, identifiedBy);
  }

  /** Returns a builder with this identification's fields. */
  public Builder toBuilder() {
    return new Builder(idnDate, identifiedBy.value()).additionalProperties(additionalProperties);
  }

  public interface IdnDateStage {
    /** Sets when the client was identified. */
    IdentifiedByStage idnDate(OffsetDateTime idnDate);
  }

  public interface IdentifiedByStage {
    /** Sets who identified the client. */
    Builder identifiedBy(String identifiedBy);
  }

  public static final class Builder extends RequestBuilder<IdentificationInfo, Builder> {
    private Builder(OffsetDateTime idnDate, String identifiedBy) {
      super(
          b ->
              new IdentificationInfo(
                  idnDate,
                  Sensitive.of(Preconditions.required("identifiedBy", identifiedBy)),
                  b.additionalProperties()));
    }
  }
}
