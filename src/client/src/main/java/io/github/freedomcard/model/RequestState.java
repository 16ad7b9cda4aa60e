package io.github.freedomcard.model;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.KeepsOffset;
import io.github.freedomcard.internal.util.LenientUuid;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.internal.util.Printed;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The state of a request in Freedom Processing: the response to a command and to a later status
 * query.
 *
 * <p>Documented: Card API, "Request' status". Which ids are present depends on the command. They
 * may be absent in the response to the command and appear only in a status query (evidence:
 * partial). A field that can't be read is null, so that a malformed date does not hide the result.
 * The bytes are in {@code ApiResponse.rawBody()}.
 *
 * @param requestId the command's {@code request_id}; null for a command that has none
 * @param status whether the call succeeded
 * @param requestStatus the processing state of the request
 * @param dt when the request was made, with the server's offset
 * @param cards the cards that the request produced; empty if the server reported none
 * @param clientId the client that the request produced
 * @param transactionId the transaction that the request produced
 * @param finDocumentId the financial document of that transaction
 * @param errorCode the vendor's code for an error (inferred: seen in sister APIs only)
 * @param errorDescription the vendor's text for an error, which may name persons, so {@link
 *     #toString} prints it as {@code ***} (inferred: seen in sister APIs only)
 * @param additionalProperties fields of the response that the contract does not name
 */
@JsonAutoDetect(isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public record RequestState(
    @JsonDeserialize(using = LenientUuid.class) @Nullable UUID requestId,
    @Nullable CallStatus status,
    @Nullable RequestStatus requestStatus,
    @KeepsOffset @Nullable OffsetDateTime dt,
    List<Card> cards,
    @Nullable String clientId,
    @Nullable String transactionId,
    @Nullable String finDocumentId,
    @Nullable String errorCode,
    @Nullable String errorDescription,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public RequestState {
    cards = Preconditions.list(cards);
    additionalProperties = AdditionalProperties.of(RequestState.class, additionalProperties);
  }

  /** Returns whether the server reported success, in {@code status} and {@code request_status}. */
  public boolean isSuccess() {
    return is(CallStatus.OK, status) && is(RequestStatus.SUCCESS, requestStatus);
  }

  /**
   * Returns whether the request may still be in process: neither success nor error was reported. A
   * missing or unknown {@code request_status} counts as in process, never as success.
   */
  public boolean isInProcess() {
    return !isFinal();
  }

  /**
   * Returns whether the state will not change any more: success or error. Equal to {@code
   * !isInProcess()}.
   */
  public boolean isFinal() {
    return isSuccess() || is(CallStatus.ERROR, status) || is(RequestStatus.ERROR, requestStatus);
  }

  /**
   * Starts a state for a test that mocks the client. The {@code status} is {@code ok} until it is
   * set to another; all other fields are empty, so that the request is in process.
   *
   * <pre>{@code
   * when(client.createTransaction(any()))
   *     .thenReturn(
   *         RequestState.builder()
   *             .requestStatus(RequestStatus.SUCCESS)
   *             .transactionId("t-1")
   *             .build());
   * }</pre>
   *
   * <p>Prefer it to the constructor, which changes when the record gains a component.
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a copy with this request id. */
  public RequestState withRequestId(@Nullable UUID requestId) {
    return new RequestState(
        requestId,
        status,
        requestStatus,
        dt,
        cards,
        clientId,
        transactionId,
        finDocumentId,
        errorCode,
        errorDescription,
        additionalProperties);
  }

  @Override
  public String toString() {
    return Printed.of(this);
  }

  /** Ignores case, which may vary without another meaning. */
  private static boolean is(OpenEnum expected, @Nullable OpenEnum actual) {
    return actual != null && expected.value().equalsIgnoreCase(actual.value());
  }

  /**
   * A card that a request produced.
   *
   * @param cardId the card's id
   * @param additionalProperties fields that the contract does not name
   */
  public record Card(
      @Nullable String cardId,
      @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

    public Card {
      additionalProperties = AdditionalProperties.of(Card.class, additionalProperties);
    }

    @Override
    public String toString() {
      return Printed.of(this);
    }
  }

  /** Builds a state; see {@link #builder}. */
  public static final class Builder extends RequestBuilder<RequestState, Builder> {
    private @Nullable UUID requestId;
    private @Nullable CallStatus status = CallStatus.OK;
    private @Nullable RequestStatus requestStatus;
    private @Nullable OffsetDateTime dt;
    private List<Card> cards = List.of();
    private @Nullable String clientId;
    private @Nullable String transactionId;
    private @Nullable String finDocumentId;
    private @Nullable String errorCode;
    private @Nullable String errorDescription;

    private Builder() {
      super(
          b ->
              new RequestState(
                  b.requestId,
                  b.status,
                  b.requestStatus,
                  b.dt,
                  b.cards,
                  b.clientId,
                  b.transactionId,
                  b.finDocumentId,
                  b.errorCode,
                  b.errorDescription,
                  b.additionalProperties()));
    }

    /** Sets the command's {@code request_id}. */
    public Builder requestId(@Nullable UUID requestId) {
      this.requestId = requestId;
      return this;
    }

    /** Sets whether the call succeeded. */
    public Builder status(@Nullable CallStatus status) {
      this.status = status;
      return this;
    }

    /** Sets the processing state. */
    public Builder requestStatus(@Nullable RequestStatus requestStatus) {
      this.requestStatus = requestStatus;
      return this;
    }

    /** Sets when the request was made. */
    public Builder dt(@Nullable OffsetDateTime dt) {
      this.dt = dt;
      return this;
    }

    /** Sets the ids of the cards that the request produced. */
    public Builder cards(String... cardIds) {
      this.cards = Stream.of(cardIds).map(id -> new Card(id, Map.of())).toList();
      return this;
    }

    /** Sets the client that the request produced. */
    public Builder clientId(@Nullable String clientId) {
      this.clientId = clientId;
      return this;
    }

    /** Sets the transaction that the request produced. */
    public Builder transactionId(@Nullable String transactionId) {
      this.transactionId = transactionId;
      return this;
    }

    /** Sets the financial document of that transaction. */
    public Builder finDocumentId(@Nullable String finDocumentId) {
      this.finDocumentId = finDocumentId;
      return this;
    }

    /** Sets the vendor's code for an error. */
    public Builder errorCode(@Nullable String errorCode) {
      this.errorCode = errorCode;
      return this;
    }

    /** Sets the vendor's text for an error. */
    public Builder errorDescription(@Nullable String errorDescription) {
      this.errorDescription = errorDescription;
      return this;
    }
  }
}
