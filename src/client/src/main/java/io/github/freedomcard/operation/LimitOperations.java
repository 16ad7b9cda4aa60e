package io.github.freedomcard.operation;

import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.limit.LimitList;
import io.github.freedomcard.model.limit.ListLimitsRequest;
import io.github.freedomcard.model.limit.SetLimitsRequest;

/** The catalogue's operations on limits. */
public final class LimitOperations {

  /** "Set limits", documented. */
  public static final Operation<SetLimitsRequest, RequestState> SET_LIMITS =
      Operation.idempotentCommand(
          "setLimits", "/v5/card-api/limits/set", Evidence.DOCUMENTED, SetLimitsRequest.class);

  /** "Limits list", documented. */
  public static final Operation<ListLimitsRequest, LimitList> LIST_LIMITS =
      Operation.read(
          "listLimits",
          "/v5/card-api/limits/list",
          Evidence.DOCUMENTED,
          ListLimitsRequest.class,
          LimitList.class);

  private LimitOperations() {}
}
