package io.github.freedomcard.spring.observation;

import io.github.freedomcard.spring.observation.FreedomCardObservationDocumentation.RequestKey;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The default name and keys of the observation of an HTTP request; see {@link RequestKey}. */
public class DefaultFreedomCardRequestObservationConvention
    implements FreedomCardRequestObservationConvention {

  /** Creates the convention. */
  public DefaultFreedomCardRequestObservationConvention() {}

  @Override
  public String getName() {
    return "freedom.card.request";
  }

  @Override
  public String getContextualName(FreedomCardRequestContext context) {
    return context.isStatusQuery() ? kind(context) : kind(context) + " " + context.operation();
  }

  @Override
  public KeyValues getLowCardinalityKeyValues(FreedomCardRequestContext context) {
    @Nullable Response response = context.getResponse();
    return KeyValues.of(
        RequestKey.OPERATION.withValue(context.operation()),
        RequestKey.KIND.withValue(kind(context)),
        RequestKey.STATUS.withValue(
            response == null ? KeyValue.NONE_VALUE : String.valueOf(response.code())));
  }

  private static String kind(FreedomCardRequestContext context) {
    return context.isStatusQuery() ? "status query" : "attempt";
  }
}
