package io.github.freedomcard.model.card;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.Phone;
import io.github.freedomcard.model.ProductId;
import io.github.freedomcard.model.Sensitive;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Issues a card, to a client who exists or to a person who is described: "Issue card", read in
 * part.
 *
 * <p>Immutable and safe to share between threads.
 *
 * @param requestId the unique number of this request
 * @param productId the product of the card
 * @param cardholder the person who gets the card; exactly one of {@code cardholder} and {@code
 *     clientId} is there
 * @param clientId the client who gets the card (inferred)
 * @param additionalProperties fields to send that the contract does not name
 */
public record IssueCardRequest(
    UUID requestId,
    ProductId productId,
    @Nullable Cardholder cardholder,
    @Nullable String clientId,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties)
    implements IdempotentRequest {

  /**
   * Checks the fields; mints the id where there is none.
   *
   * @throws IllegalArgumentException if not exactly one of cardholder and client is there, a text
   *     is blank, or an additional property has the name of a declared one
   */
  public IssueCardRequest {
    requestId = Preconditions.orFresh(requestId);
    requireNonNull(productId, "productId");
    if ((cardholder == null) == (clientId == null)) {
      throw new IllegalArgumentException("cardholder, clientId: not exactly one of the two");
    }
    Preconditions.optionalText("clientId", clientId);
    additionalProperties = AdditionalProperties.of(IssueCardRequest.class, additionalProperties);
  }

  /** Starts a request for a client who exists (inferred). */
  public static ProductIdStage forClient(String clientId) {
    requireNonNull(clientId, "clientId");
    return productId -> new Builder(productId, null, clientId);
  }

  /** Starts a request for a person who is described. */
  public static ProductIdStage forCardholder(Cardholder cardholder) {
    requireNonNull(cardholder, "cardholder");
    return productId -> new Builder(productId, cardholder, null);
  }

  /**
   * A builder with all of this request but its {@code requestId}: what it builds is another one.
   */
  public Builder toBuilder() {
    return new Builder(productId, cardholder, clientId).additionalProperties(additionalProperties);
  }

  /** Asks for the product. */
  @FunctionalInterface
  public interface ProductIdStage {

    /** Sets the product of the card. */
    Builder productId(ProductId productId);
  }

  /** Takes what is optional; for use by one thread. */
  public static final class Builder {

    private final ProductId productId;
    private final @Nullable Cardholder cardholder;
    private final @Nullable String clientId;
    private @Nullable UUID requestId;
    private Map<String, @Nullable Object> additionalProperties = Map.of();

    private Builder(
        ProductId productId, @Nullable Cardholder cardholder, @Nullable String clientId) {
      this.productId = requireNonNull(productId, "productId");
      this.cardholder = cardholder;
      this.clientId = clientId;
    }

    /** Sets the id of an earlier request, to make that very request again; else it is minted. */
    public Builder requestId(@Nullable UUID requestId) {
      this.requestId = requestId;
      return this;
    }

    /** Sets fields to send that the contract does not name. */
    public Builder additionalProperties(Map<String, @Nullable Object> additionalProperties) {
      this.additionalProperties = additionalProperties;
      return this;
    }

    /**
     * The request, with a fresh id unless one was set.
     *
     * @throws IllegalArgumentException if a rule for a field is broken
     */
    public IssueCardRequest build() {
      return new IssueCardRequest(
          Preconditions.orFresh(requestId), productId, cardholder, clientId, additionalProperties);
    }
  }

  /**
   * The person who gets a card: the member {@code cardholder} of "Issue card", read in part.
   *
   * <p>Immutable and safe to share between threads.
   *
   * @param firstName the first name
   * @param lastName the last name
   * @param middleName the middle name
   * @param birthdate the date of birth
   * @param phone the phone
   * @param email the e-mail address
   * @param country the country, alpha-3, such as {@code KAZ}
   * @param personId the state's number for the person
   * @param additionalProperties fields to send that the contract does not name
   */
  public record Cardholder(
      Sensitive<String> firstName,
      Sensitive<String> lastName,
      @Nullable Sensitive<String> middleName,
      @Nullable Sensitive<LocalDate> birthdate,
      Phone phone,
      @Nullable Sensitive<String> email,
      String country,
      Sensitive<String> personId,
      @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

    /**
     * Checks the fields.
     *
     * @throws IllegalArgumentException if a text is blank, the e-mail address is no {@code
     *     name@host}, the country is not three capital letters, or an additional property has the
     *     name of a declared one
     */
    public Cardholder {
      Preconditions.text("firstName", requireNonNull(firstName, "firstName").value());
      Preconditions.text("lastName", requireNonNull(lastName, "lastName").value());
      if (middleName != null) {
        Preconditions.text("middleName", middleName.value());
      }
      requireNonNull(phone, "phone");
      if (email != null) {
        Preconditions.email("email", email.value());
      }
      Preconditions.country("country", country);
      Preconditions.text("personId", requireNonNull(personId, "personId").value());
      additionalProperties = AdditionalProperties.of(Cardholder.class, additionalProperties);
    }

    /** Starts a cardholder. */
    public static FirstNameStage builder() {
      return firstName ->
          lastName ->
              phone ->
                  country -> personId -> new Builder(firstName, lastName, phone, country, personId);
    }

    /** A builder with all of this cardholder. */
    public Builder toBuilder() {
      Builder builder =
          new Builder(firstName.value(), lastName.value(), phone, country, personId.value())
              .additionalProperties(additionalProperties);
      builder.middleName = middleName;
      builder.birthdate = birthdate;
      builder.email = email;
      return builder;
    }

    /** Asks for the first name. */
    @FunctionalInterface
    public interface FirstNameStage {

      /** Sets the first name. */
      LastNameStage firstName(String firstName);
    }

    /** Asks for the last name. */
    @FunctionalInterface
    public interface LastNameStage {

      /** Sets the last name. */
      PhoneStage lastName(String lastName);
    }

    /** Asks for the phone. */
    @FunctionalInterface
    public interface PhoneStage {

      /** Sets the phone. */
      CountryStage phone(Phone phone);

      /**
       * Sets the phone, written in any usual way.
       *
       * @throws IllegalArgumentException if it has not 10 to 15 digits
       */
      default CountryStage phone(String phone) {
        return phone(Phone.of(phone));
      }
    }

    /** Asks for the country. */
    @FunctionalInterface
    public interface CountryStage {

      /** Sets the country, alpha-3, such as {@code KAZ}. */
      PersonIdStage country(String country);
    }

    /** Asks for the state's number for the person. */
    @FunctionalInterface
    public interface PersonIdStage {

      /** Sets the state's number for the person. */
      Builder personId(String personId);
    }

    /** Takes what is optional; for use by one thread. */
    public static final class Builder {

      private final Sensitive<String> firstName;
      private final Sensitive<String> lastName;
      private final Phone phone;
      private final String country;
      private final Sensitive<String> personId;
      private @Nullable Sensitive<String> middleName;
      private @Nullable Sensitive<LocalDate> birthdate;
      private @Nullable Sensitive<String> email;
      private Map<String, @Nullable Object> additionalProperties = Map.of();

      private Builder(
          String firstName, String lastName, Phone phone, String country, String personId) {
        this.firstName = Sensitive.of(requireNonNull(firstName, "firstName"));
        this.lastName = Sensitive.of(requireNonNull(lastName, "lastName"));
        this.phone = requireNonNull(phone, "phone");
        this.country = requireNonNull(country, "country");
        this.personId = Sensitive.of(requireNonNull(personId, "personId"));
      }

      /** Sets the middle name. */
      public Builder middleName(@Nullable String middleName) {
        this.middleName = Sensitive.ofNullable(middleName);
        return this;
      }

      /** Sets the date of birth. */
      public Builder birthdate(@Nullable LocalDate birthdate) {
        this.birthdate = Sensitive.ofNullable(birthdate);
        return this;
      }

      /** Sets the e-mail address. */
      public Builder email(@Nullable String email) {
        this.email = Sensitive.ofNullable(email);
        return this;
      }

      /** Sets fields to send that the contract does not name. */
      public Builder additionalProperties(Map<String, @Nullable Object> additionalProperties) {
        this.additionalProperties = additionalProperties;
        return this;
      }

      /**
       * The cardholder.
       *
       * @throws IllegalArgumentException if a rule for a field is broken
       */
      public Cardholder build() {
        return new Cardholder(
            firstName,
            lastName,
            middleName,
            birthdate,
            phone,
            email,
            country,
            personId,
            additionalProperties);
      }
    }
  }
}
