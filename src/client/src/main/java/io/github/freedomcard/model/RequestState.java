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
}
