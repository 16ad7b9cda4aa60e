package io.github.freedomcard.model.card;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.IdentifiedRequestBuilder;
import io.github.freedomcard.model.Phone;
import io.github.freedomcard.model.ProductId;
import io.github.freedomcard.model.RequestBuilder;
import io.github.freedomcard.model.Sensitive;
import io.github.freedomcard.model.Stages.FirstNameStage;
import io.github.freedomcard.model.Stages.LastNameStage;
import io.github.freedomcard.model.Stages.PhoneStage;
import io.github.freedomcard.model.Stages.ProductIdStage;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Issues a card, to an existing client or to a described person: "Issue card", partial.
 *
 * <pre>{@code
 * IssueCardRequest request =
 *     IssueCardRequest.forClient("client-1").productId(ProductId.INSTANT_CARD).build();
 * }</pre>
 *
 * @param requestId idempotency key; generated if unset
 * @param productId the product of the card
 * @param cardholder the person that gets the card; set exactly one of {@code cardholder} and {@code
 *     clientId}
 * @param clientId the client that gets the card (inferred)
 * @param additionalProperties fields to send that the contract does not name
 */
public record IssueCardRequest(
    UUID requestId,
    ProductId productId,
    @Nullable Cardholder cardholder,
    @Nullable String clientId,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties)
    implements IdempotentRequest {

  public IssueCardRequest {
    requestId = Preconditions.orRandom(requestId);
    Preconditions.required("productId", productId);
    if ((cardholder == null) == (clientId == null)) {
      throw new IllegalArgumentException("cardholder, clientId: not exactly one of the two");
    }
    Preconditions.optional("clientId", clientId, Preconditions::text);
    additionalProperties = AdditionalProperties.of(IssueCardRequest.class, additionalProperties);
  }

  /** Starts a request for an existing client (inferred); required: {@code productId}. */
  public static ProductIdStage<Builder> forClient(String clientId) {
    Preconditions.required("clientId", clientId);
    return productId -> new Builder(productId, null, clientId);
  }

  /** Starts a request for a described person; required: {@code productId}. */
  public static ProductIdStage<Builder> forCardholder(Cardholder cardholder) {
    Preconditions.required("cardholder", cardholder);
    return productId -> new Builder(productId, cardholder, null);
  }

  /** Returns a builder with this request's fields, but for its {@code requestId}. */
  public Builder toBuilder() {
    return new Builder(productId, cardholder, clientId).additionalProperties(additionalProperties);
  }

  public static final class Builder extends IdentifiedRequestBuilder<IssueCardRequest, Builder> {
    private Builder(
        ProductId productId, @Nullable Cardholder cardholder, @Nullable String clientId) {
      super(
          b ->
              new IssueCardRequest(
                  b.requestId(), productId, cardholder, clientId, b.additionalProperties()));
    }
  }

  /**
   * The person that gets a card: the member {@code cardholder} of "Issue card", partial.
   *
   * @param firstName the first name
   * @param lastName the last name
   * @param middleName the middle name
   * @param birthdate the date of birth
   * @param phone the phone
   * @param email the e-mail address, {@code name@host}
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

    public Cardholder {
      Preconditions.text("firstName", Preconditions.required("firstName", firstName).value());
      Preconditions.text("lastName", Preconditions.required("lastName", lastName).value());
      Preconditions.optional("middleName", middleName, (f, v) -> Preconditions.text(f, v.value()));
      Preconditions.required("phone", phone);
      Preconditions.optional("email", email, (f, v) -> Preconditions.email(f, v.value()));
      Preconditions.country("country", country);
      Preconditions.text("personId", Preconditions.required("personId", personId).value());
      additionalProperties = AdditionalProperties.of(Cardholder.class, additionalProperties);
    }

    /**
     * Starts a cardholder; required, in this order: {@code firstName}, {@code lastName}, {@code
     * phone}, {@code country}, {@code personId}.
     */
    public static FirstNameStage<LastNameStage<PhoneStage<CountryStage>>> builder() {
      return firstName ->
          lastName ->
              phone ->
                  country -> personId -> new Builder(firstName, lastName, phone, country, personId);
    }

    /** Returns a builder with this cardholder's fields. */
    public Builder toBuilder() {
      Builder builder =
          new Builder(firstName.value(), lastName.value(), phone, country, personId.value())
              .additionalProperties(additionalProperties);
      builder.middleName = middleName;
      builder.birthdate = birthdate;
      builder.email = email;
      return builder;
    }

    public interface CountryStage {
      /** Sets the country, alpha-3, such as {@code KAZ}. */
      PersonIdStage country(String country);
    }

    public interface PersonIdStage {
      /** Sets the state's number for the person. */
      Builder personId(String personId);
    }

    public static final class Builder extends RequestBuilder<Cardholder, Builder> {
      private @Nullable Sensitive<String> middleName;
      private @Nullable Sensitive<LocalDate> birthdate;
      private @Nullable Sensitive<String> email;

      private Builder(
          String firstName, String lastName, Phone phone, String country, String personId) {
        super(
            b ->
                new Cardholder(
                    Sensitive.of(Preconditions.required("firstName", firstName)),
                    Sensitive.of(Preconditions.required("lastName", lastName)),
                    b.middleName,
                    b.birthdate,
                    phone,
                    b.email,
                    country,
                    Sensitive.of(Preconditions.required("personId", personId)),
                    b.additionalProperties()));
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

      /** Sets the e-mail address, {@code name@host}. */
      public Builder email(@Nullable String email) {
        this.email = Sensitive.ofNullable(email);
        return this;
      }
    }
  }
}
