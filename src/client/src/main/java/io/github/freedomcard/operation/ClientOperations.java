package io.github.freedomcard.operation;

import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.client.CardList;
import io.github.freedomcard.model.client.CardholderValidation;
import io.github.freedomcard.model.client.CreateClientRequest;
import io.github.freedomcard.model.client.ListCardsRequest;
import io.github.freedomcard.model.client.UpdateClientRequest;
import io.github.freedomcard.model.client.ValidateCardholderRequest;

/** The catalogue's operations on clients and cardholders. */
public final class ClientOperations {

  /** "Create client", documented. */
  public static final Operation<CreateClientRequest, RequestState> CREATE_CLIENT =
      Operation.idempotentCommand(
          "createClient",
          "/v5/card-api/client/add",
          Evidence.DOCUMENTED,
          CreateClientRequest.class,
          CreatedResource.CLIENT);

  /**
   * "Edit client", today titled "Update client", documented: the page of {@code
   * /v5/card-api/client/update}. "Update client" was once the title of the page of {@code
   * /v5/card-api/card/link}, which is {@code linkClient}.
   */
  public static final Operation<UpdateClientRequest, RequestState> UPDATE_CLIENT =
      Operation.idempotentCommand(
          "updateClient",
          "/v5/card-api/client/update",
          Evidence.DOCUMENTED,
          UpdateClientRequest.class);

  /** "Cards' list", inferred. */
  public static final Operation<ListCardsRequest, CardList> LIST_CARDS =
      Operation.read(
          "listCards",
          "/v5/card-api/client/cards",
          Evidence.INFERRED,
          ListCardsRequest.class,
          CardList.class,
          ResponseConvention.LIST);

  /** "Cardholder validation", partial. */
  public static final Operation<ValidateCardholderRequest, CardholderValidation>
      VALIDATE_CARDHOLDER =
          Operation.read(
              "validateCardholder",
              "/v5/card-api/external/cardholder_validate",
              Evidence.PARTIAL,
              ValidateCardholderRequest.class,
              CardholderValidation.class);

  private ClientOperations() {}
}
