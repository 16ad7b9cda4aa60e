package io.github.freedomcard.model.card;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The member {@code balances} of "Statement extended", documented; that it may hold the accounts is
 * inferred.
 *
 * @param accounts the accounts; empty if there are none here
 * @param additionalProperties fields that the contract does not name
 */
public record Balances(
    List<Account> accounts,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public Balances {
    accounts = Preconditions.list(accounts);
    additionalProperties = AdditionalProperties.of(Balances.class, additionalProperties);
  }

  /** The accounts of a response, which has them beside its {@code balances} or inside it. */
  static List<Account> accounts(@Nullable Balances balances, @Nullable List<Account> beside) {
    List<Account> accounts = Preconditions.list(beside);
    return accounts.isEmpty() && balances != null ? balances.accounts : accounts;
  }
}
