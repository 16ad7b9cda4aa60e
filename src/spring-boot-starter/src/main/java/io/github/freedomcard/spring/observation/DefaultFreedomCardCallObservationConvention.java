package io.github.freedomcard.spring.observation;

import io.github.freedomcard.error.ApiErrorException;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.spring.observation.FreedomCardObservationDocumentation.CallIdKey;
import io.github.freedomcard.spring.observation.FreedomCardObservationDocumentation.CallKey;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import java.util.regex.Pattern;

/** The default name and keys of a call's observation; see {@link CallKey}. */
public class DefaultFreedomCardCallObservationConvention
    implements FreedomCardCallObservationConvention {

  /** Neither free text nor an id, which would make a time series of its own for each call. */
  private static final Pattern PLAIN_CODE = Pattern.compile("(?!.*[0-9]{5})[A-Za-z0-9_.-]{1,32}");

  /** Creates the convention. */
  public DefaultFreedomCardCallObservationConvention() {}

  @Override
  public String getName() {
    return "freedom.card.call";
  }

  @Override
  public String getContextualName(FreedomCardCallContext context) {
    return "freedom-card " + context.operation();
  }

  @Override
  public KeyValues getLowCardinalityKeyValues(FreedomCardCallContext context) {
    return KeyValues.of(
        CallKey.OPERATION.withValue(context.operation()),
        CallKey.OUTCOME.withValue(outcome(context)),
        CallKey.RESOLUTION.withValue(
            context.resolution() == null
                ? KeyValue.NONE_VALUE
                : String.valueOf(context.resolution())),
        CallKey.ERROR_CODE.withValue(errorCode(context)));
  }

  @Override
  public KeyValues getHighCardinalityKeyValues(FreedomCardCallContext context) {
    return KeyValues.of(
        CallIdKey.REQUEST_ID.withValue(
            context.requestId() == null
                ? KeyValue.NONE_VALUE
                : String.valueOf(context.requestId())));
  }

  private static String outcome(FreedomCardCallContext context) {
    FreedomCardException failure = context.exception();
    if (failure != null) {
      return failure.outcome().name();
    }
    Throwable error = context.getError();
    if (error instanceof ReportedErrorException) {
      return "NOT_PROCESSED";
    }
    if (error != null && context.effect() == Effect.READ) {
      return "READ_ONLY";
    }
    if (error != null) {
      // The client rejects an invalid request before it sends anything.
      return error instanceof IllegalArgumentException ? "NOT_PROCESSED" : "UNKNOWN";
    }
    RequestState state = context.state();
    if (state == null && context.resolution() == null) {
      // It has not ended.
      return KeyValue.NONE_VALUE;
    }
    return state != null && state.isInProcess() ? "IN_PROCESS" : "SUCCESS";
  }

  private static String errorCode(FreedomCardCallContext context) {
    RequestState state = context.state();
    String code =
        context.getError() instanceof ApiErrorException e
            ? e.code()
            : state == null ? null : state.errorCode();
    return code != null && PLAIN_CODE.matcher(code).matches() ? code : KeyValue.NONE_VALUE;
  }
}
