package io.github.freedomcard.model.limit;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.KeepsOffset;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.CallStatus;
import io.github.freedomcard.model.RequestStatus;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The limits on a card, an account or a client: the response of "Limits list"; its shape is
 * inferred.
 *
 * <p>Other data of the server, such as counters, is in the additional properties of the response
 * and of each limit.
 *
 * @param status whether the call succeeded
 * @param requestStatus the processing state of the request
 * @param dt when the request was made, with the server's offset
 * @param limits the limits; empty if there are none
 * @param additionalProperties fields of the response that the contract does not name
 */
public record LimitList(
    @Nullable CallStatus status,
    @Nullable RequestStatus requestStatus,
    @KeepsOffset @Nullable OffsetDateTime dt,
    List<Limit> limits,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public LimitList {
    limits = Preconditions.list(limits);
    additionalProperties = AdditionalProperties.of(LimitList.class, additionalProperties);
  }
}
