package io.github.freedomcard.model.client;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.Phone;
import io.github.freedomcard.model.RequestBuilder;
import io.github.freedomcard.model.Sensitive;
import io.github.freedomcard.model.Stages.FirstNameStage;
import io.github.freedomcard.model.Stages.LastNameStage;
import io.github.freedomcard.model.Stages.PhoneStage;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The person or firm that a client is created for: the member {@code client} of "Create client",
 * documented. The evidence that it contains {@code externalUserId}, the addresses and {@code
 * identificationInfo} is partial.
 *
 * @param phone the client's phone, which gets the 3-D Secure codes
 * @param type individual, legal entity or individual entrepreneur
 * @param resident whether the client is a resident
 * @param firstName the first name, in Latin letters
 * @param lastName the last name, in Latin letters
 * @param middleName the middle name, in Latin letters
 * @param birthdate the date of birth
 * @param email the e-mail address, {@code name@host}
 * @param country the country, alpha-3, such as {@code KAZ}; required for product 1000
 * @param personId the state's number for the person; required for product 1000
 * @param language the language, alpha-2, such as {@code kk}
 * @param document the identity document; required for product 1000
 * @param externalUserId the partner's own id of the client
 * @param address1 where the client is registered; required for product 1000
 * @param address2 where the client lives; required for product 1000
 * @param identificationInfo when and by whom the client was identified
 * @param additionalProperties fields to send that the contract does not name
 */
public record Client(
    Phone phone,
    ClientType type,
    Residency resident,
    Sensitive<String> firstName,
    Sensitive<String> lastName,
    @Nullable Sensitive<String> middleName,
    @Nullable Sensitive<LocalDate> birthdate,
    @Nullable Sensitive<String> email,
    @Nullable String country,
    @Nullable Sensitive<String> personId,
    @Nullable String language,
    @Nullable IdentityDocument document,
    @Nullable String externalUserId,
    @Nullable Address address1,
    @Nullable Address address2,
    @Nullable IdentificationInfo identificationInfo,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public Client {
    Preconditions.required("phone", phone);
    Preconditions.required("type", type);
    Preconditions.required("resident", resident);
    Preconditions.latin("firstName", Preconditions.required("firstName", firstName).value());
    Preconditions.latin("lastName", Preconditions.required("lastName", lastName).value());
    Preconditions.optional("middleName", middleName, (f, v) -> Preconditions.latin(f, v.value()));
    Preconditions.optional("email", email, (f, v) -> Preconditions.email(f, v.value()));
    Preconditions.optional("country", country, Preconditions::country);
    Preconditions.optional("personId", personId, (f, v) -> Preconditions.text(f, v.value()));
    Preconditions.optional("language", language, Preconditions::language);
    Preconditions.optional("externalUserId", externalUserId, Preconditions::text);
    additionalProperties = AdditionalProperties.of(Client.class, additionalProperties);
  }

  /**
   * Starts a client; required, in this order: {@code phone}, {@code type}, {@code resident}, {@code
   * firstName}, {@code lastName}.
   */
  public static PhoneStage<TypeStage> builder() {
    return phone ->
        type ->
            resident ->
                firstName -> lastName -> new Builder(phone, type, resident, firstName, lastName);
  }

  /** Returns a builder with this client's fields. */
  public Builder toBuilder() {
    Builder builder =
        new Builder(phone, type, resident, firstName.value(), lastName.value())
            .additionalProperties(additionalProperties);
    builder.middleName = middleName;
    builder.birthdate = birthdate;
    builder.email = email;
    builder.country = country;
    builder.personId = personId;
    builder.language = language;
    builder.document = document;
    builder.externalUserId = externalUserId;
    builder.address1 = address1;
    builder.address2 = address2;
    builder.identificationInfo = identificationInfo;
    return builder;
  }

  public interface TypeStage {
    /** Sets the legal form. */
    ResidentStage type(ClientType type);
  }

  public interface ResidentStage {
    /** Sets whether the client is a resident. */
    FirstNameStage<LastNameStage<Builder>> resident(Residency resident);
  }

  public static final class Builder extends RequestBuilder<Client, Builder> {
    private @Nullable Sensitive<String> middleName;
    private @Nullable Sensitive<LocalDate> birthdate;
    private @Nullable Sensitive<String> email;
    private @Nullable String country;
    private @Nullable Sensitive<String> personId;
    private @Nullable String language;
    private @Nullable IdentityDocument document;
    private @Nullable String externalUserId;
    private @Nullable Address address1;
    private @Nullable Address address2;
    private @Nullable IdentificationInfo identificationInfo;

    private Builder(
        Phone phone, ClientType type, Residency resident, String firstName, String lastName) {
      super(
          b ->
              new Client(
                  phone,
                  type,
                  resident,
                  Sensitive.of(Preconditions.required("firstName", firstName)),
                  Sensitive.of(Preconditions.required("lastName", lastName)),
                  b.middleName,
                  b.birthdate,
                  b.email,
                  b.country,
                  b.personId,
                  b.language,
                  b.document,
                  b.externalUserId,
                  b.address1,
                  b.address2,
                  b.identificationInfo,
                  b.additionalProperties()));
    }

    /** Sets the middle name, in Latin letters. */
    public Builder middleName(@Nullable String middleName) {
      this.middleName = Sensitive.ofNullable(middleName);
      return this;
    }

    /** Sets the date of birth. */
    public Builder birthdate(@Nullable LocalDate birthdate) {
      this.birthdate = Sensitive.ofNullable(birthdate);
      return this;
    }

    /** Sets the e-mail address, {@code name@host}. */
    public Builder email(@Nullable String email) {
      this.email = Sensitive.ofNullable(email);
      return this;
    }

    /** Sets the country, alpha-3, such as {@code KAZ}. */
    public Builder country(@Nullable String country) {
      this.country = country;
      return this;
    }

    /** Sets the state's number for the person. */
    public Builder personId(@Nullable String personId) {
      this.personId = Sensitive.ofNullable(personId);
      return this;
    }

    /** Sets the language, alpha-2, such as {@code kk}. */
    public Builder language(@Nullable String language) {
      this.language = language;
      return this;
    }

    /** Sets the identity document. */
    public Builder document(@Nullable IdentityDocument document) {
      this.document = document;
      return this;
    }

    /** Sets the partner's own id of the client. */
    public Builder externalUserId(@Nullable String externalUserId) {
      this.externalUserId = externalUserId;
      return this;
    }

    /** Sets where the client is registered. */
    public Builder address1(@Nullable Address address1) {
      this.address1 = address1;
      return this;
    }

    /** Sets where the client lives. */
    public Builder address2(@Nullable Address address2) {
      this.address2 = address2;
      return this;
    }

    /** Sets when and by whom the client was identified. */
    public Builder identificationInfo(@Nullable IdentificationInfo identificationInfo) {
      this.identificationInfo = identificationInfo;
      return this;
    }
  }
}
