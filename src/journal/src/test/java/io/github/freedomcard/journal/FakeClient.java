package io.github.freedomcard.journal;

import io.github.freedomcard.FreedomCardAsyncClient;
import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.config.MerchantAccount;
import io.github.freedomcard.config.RequestOptions;
import io.github.freedomcard.model.RequestState;
import java.time.Duration;
import java.util.UUID;

/** A client whose calls a test makes. */
abstract class FakeClient implements FreedomCardClient {

  private final MerchantAccount account;

  FakeClient(MerchantAccount account) {
    this.account = account;
  }

  @Override
  public FreedomCardClient withOptions(RequestOptions options) {
    return this;
  }

  @Override
  public MerchantAccount account() {
    return account;
  }

  @Override
  public FreedomCardAsyncClient async() {
    throw new UnsupportedOperationException();
  }

  @Override
  public RequestState awaitCompletion(UUID requestId, Duration timeout) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
