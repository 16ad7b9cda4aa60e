package io.github.freedomcard.journal;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.config.MerchantAccount;
import io.github.freedomcard.config.RequestOptions;
import io.github.freedomcard.config.ResendPolicy;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.ApiErrorException;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.error.RateLimitException;
import io.github.freedomcard.journal.CommandCipher.KeyProviderException;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.RequestStatusRequest;
import io.github.freedomcard.operation.CreatedResource;
import io.github.freedomcard.operation.Operation;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the API for a claimed command and decides what follows.
 *
 * <p>Invariant: {@link Step.Conclude} with REFUSED, and {@code sent == false}, only if no call of
 * the command, in whatever process, can have had an effect. The client's outcome says it for one
 * call; a call that comes after one without a known outcome is made with {@code mayHaveBeenSent},
 * so that it is not {@code NOT_PROCESSED} unless the server reported the request as failed.
 */
final class CommandResolver {

  private static final Logger LOG = LoggerFactory.getLogger(JdbcCommandJournal.class);

  /** Without a card number in it. */
  private static final Pattern PLAIN_CODE = Pattern.compile("(?!.*\\d{12})[A-Za-z0-9_.-]{1,100}");

  /** The command was never sent, and is too old to be sent. */
  static final Step NOT_IN_TIME = new Step.Park(false, "not sent in time");

  private final MerchantAccount account;
  private final Map<String, Operation<? extends IdempotentRequest, RequestState>> operations;
  private final @Nullable CommandCipher cipher;
  private final Duration timeout;

  /**
   * @param account the account that a client must be for
   * @param cipher null if no requests are stored
   * @param timeout the limit of a call
   */
  CommandResolver(
      MerchantAccount account,
      Map<String, Operation<? extends IdempotentRequest, RequestState>> operations,
      @Nullable CommandCipher cipher,
      Duration timeout) {
    this.account = account;
    this.operations = operations;
    this.cipher = cipher;
    this.timeout = timeout;
  }

  /** Resolves a command whose request is in the database. */
  Step resolve(FreedomCardClient client, Claim claim) {
    CommandRow row = claim.row();
    if (row.conclusion() != null) {
      return new Step.Conclude(row.conclusion(), storedResult(row), row.errorCode(), row.problem());
    }
    if (row.late() && !claim.sentBefore()) {
      return NOT_IN_TIME;
    }
    Step step = callOrQuery(client, claim);
    return row.late() && step instanceof Step.Later later
        ? new Step.Park(later.sent(), "not resolved in time: " + later.problem())
        : step;
  }

  private Step callOrQuery(FreedomCardClient client, Claim claim) {
    CommandRow row = claim.row();
    Operation<? extends IdempotentRequest, RequestState> operation =
        operations.get(row.operation());
    if (operation == null) {
      return notCalled(
          claim, "unknown operation " + row.operation() + ": register it with the journal");
    }
    if (row.body() == null || row.keyId() == null) {
      return queryOnly(client, claim, operation);
    }
    try {
      return callWithStored(client, claim, operation, row.keyId());
    } catch (KeyProviderException e) {
      return notCalled(claim, "the KeyProvider failed: " + e.getMessage());
    }
  }

  private Step callWithStored(
      FreedomCardClient client,
      Claim claim,
      Operation<? extends IdempotentRequest, RequestState> operation,
      String keyId) {
    CommandRow row = claim.row();
    if (cipher == null || !cipher.knows(keyId)) {
      return claim.sentBefore()
          ? queryOnly(client, claim, operation)
          : Step.Later.notSent("unknown key " + keyId + ": add it to the KeyProvider", null);
    }
    try {
      return call(client, claim, decrypted(cipher, row, operation));
    } catch (CommandCipher.TamperedException e) {
      // Another instance may have the right key. Nothing is queried: which column was changed is
      // not
      // known.
      return notCalled(
          claim,
          "the request can't be decrypted: " + keyId + " is another key, or the row was changed");
    } catch (UnreadableRequestException e) {
      return notCalled(claim, "this version can't read the request");
    }
  }

  /** Later, with what is known unchanged. */
  private static Step.Later notCalled(Claim claim, String problem) {
    return claim.sentBefore() ? Step.Later.unresolved(problem) : Step.Later.notSent(problem, null);
  }

  /** The request was decrypted, but is no request of the operation. */
  private static final class UnreadableRequestException extends Exception {

    private static final long serialVersionUID = 1;
  }

  private static <Q extends IdempotentRequest> ClaimedCommand.Call<Q> decrypted(
      CommandCipher cipher, CommandRow row, Operation<Q, RequestState> operation)
      throws CommandCipher.TamperedException, UnreadableRequestException {
    byte[] json =
        cipher.decryptRequest(
            String.valueOf(row.keyId()), row.key(), row.operation(), nonNull(row.body()));
    try {
      return new ClaimedCommand.Call<>(operation, operation.fromJson(json));
    } catch (IllegalArgumentException e) {
      throw new UnreadableRequestException();
    }
  }

  /** Resolves a command with its request. */
  <Q extends IdempotentRequest> Step call(
      FreedomCardClient client, Claim claim, ClaimedCommand.Call<Q> call) {
    CommandRow row = claim.row();
    Step.Later obstacle = obstacle(client, claim);
    if (obstacle != null) {
      return obstacle;
    }
    RequestOptions.Builder options =
        RequestOptions.builder().timeout(timeout).mayHaveBeenSent(claim.sentBefore());
    if (row.accepted() || row.late()) {
      // Only a status query: the server has the request, or it is too late to send it again.
      options.retryPolicy(RetryPolicy.builder().resend(ResendPolicy.NEVER).build());
    }
    try {
      RequestState state =
          client.withOptions(options.build()).execute(call.operation(), call.request()).body();
      return state.isSuccess()
          ? Step.Conclude.done(withIds(client, call, state))
          : Step.Later.inProcess();
    } catch (FreedomCardException e) {
      return ofFailure(claim, e);
    } catch (RuntimeException e) {
      return unexpected(e);
    }
  }

  /**
   * Why the client can't be called: it is closed, its credentials provider fails, or it is for
   * another account on this thread. Found out before the call, after which more would be in doubt.
   */
  private Step.@Nullable Later obstacle(FreedomCardClient client, Claim claim) {
    try {
      MerchantAccount other = client.account();
      return account.equals(other)
          ? null
          : notCalled(claim, "the client is for " + other + ", not for " + account);
    } catch (RuntimeException e) {
      LOG.debug("the client can't be called", e);
      return notCalled(claim, "the client can't be called: " + e.getClass().getName());
    }
  }

  /** An exception that is not the client's: its text may be anything. */
  private static Step unexpected(RuntimeException e) {
    LOG.debug("the call failed", e);
    return Step.Later.unresolved("the call failed: " + e.getClass().getName());
  }

  /** The response to a command may lack the ids of what it created; a status query has them. */
  private RequestState withIds(
      FreedomCardClient client, ClaimedCommand.Call<?> call, RequestState state) {
    if (hasIdsOf(call.operation(), state)) {
      return state;
    }
    try {
      RequestState reported = status(client, call.request().requestId());
      return reported.isSuccess() && hasIdsOf(call.operation(), reported) ? reported : state;
    } catch (RuntimeException e) {
      // That the command took effect is known; its ids can be queried later.
      return state;
    }
  }

  private RequestState status(FreedomCardClient client, UUID requestId) {
    return client
        .withOptions(RequestOptions.builder().timeout(timeout).build())
        .getRequestStatus(RequestStatusRequest.builder().requestId(requestId).build());
  }

  private static Step ofFailure(Claim claim, FreedomCardException e) {
    RequestState reported = e.reportedState();
    @Nullable Duration delay = null;
    if (e instanceof RateLimitException limit) {
      delay = limit.retryAfter();
    }
    // That an earlier call had no effect follows only from a reported error.
    if (e.outcome() == Outcome.UNKNOWN
        || (claim.sentBefore() && !(e instanceof ApiErrorException))) {
      // A success that can't be matched stays what it is.
      return reported != null && reported.isSuccess()
          ? new Step.Park(true, message(e))
          : new Step.Later(CommandState.UNRESOLVED, true, message(e), delay);
    }
    if (e instanceof ApiErrorException error) {
      String first = reported == null ? null : reported.errorCode();
      return Step.Conclude.refused(plain(first == null ? error.code() : first), message(e));
    }
    // No permission, too many requests, no connection: the same request can succeed later.
    return Step.Later.notSent(message(e), delay);
  }

  /**
   * Queries the status of a command whose request is not known, so that it can't be sent again. A
   * success is believed if it can be that of the operation: the journal has the id for this command
   * alone.
   */
  private Step queryOnly(
      FreedomCardClient client, Claim claim, Operation<?, RequestState> operation) {
    Step.Later obstacle = obstacle(client, claim);
    if (obstacle != null) {
      return obstacle;
    }
    try {
      RequestState state = status(client, claim.row().key().requestId());
      if (!state.isFinal()) {
        return Step.Later.inProcess();
      }
      if (!state.isSuccess()) {
        return Step.Conclude.refused(
            plain(state.errorCode()), "the status query reported an error");
      }
      // Without the request, ids that may be its own can't be compared.
      boolean isItsOwn =
          hasIdsOf(operation, state)
              && (operation.creates() != CreatedResource.NONE
                  || (state.transactionId() == null
                      && state.clientId() == null
                      && state.cards().isEmpty()));
      return isItsOwn
          ? Step.Conclude.done(state)
          : new Step.Park(
              true,
              "a request with this request_id succeeded, but without the request it can't be told"
                  + " whether it is this one: reconcile with the vendor");
    } catch (FreedomCardException e) {
      return Step.Later.unresolved(
          "the request is not stored, so it is only queried: " + message(e));
    } catch (RuntimeException e) {
      return unexpected(e);
    }
  }

  private static boolean hasIdsOf(Operation<?, RequestState> operation, RequestState state) {
    return switch (operation.creates()) {
      case NONE -> true;
      case CARDS -> !state.cards().isEmpty();
      case CLIENT -> state.clientId() != null;
      case TRANSACTION -> state.transactionId() != null;
    };
  }

  @Nullable RequestState storedResult(CommandRow row) {
    if (row.result() == null || cipher == null) {
      return null;
    }
    try {
      if (!cipher.knows(row.keyId())) {
        return null;
      }
      return StoredState.fromJson(
          cipher.decryptResult(
              String.valueOf(row.keyId()), row.key(), row.operation(), row.result()));
    } catch (CommandCipher.TamperedException | IllegalArgumentException | KeyProviderException e) {
      LOG.debug("the result can't be read", e);
      return null;
    }
  }

  byte @Nullable [] toStore(CommandRow row, @Nullable RequestState result) {
    if (result == null) {
      return row.result();
    }
    return cipher == null || !cipher.knows(row.keyId())
        ? null
        : cipher.encryptResult(
            String.valueOf(row.keyId()), row.key(), row.operation(), StoredState.toJson(result));
  }

  /** States as the client writes and reads them, with decimals and offsets kept. */
  private static final class StoredState {

    private static final Operation<RequestState, RequestState> JSON =
        Operation.read("state", "/state", RequestState.class, RequestState.class);

    static byte[] toJson(RequestState state) {
      return JSON.toJson(state);
    }

    static RequestState fromJson(byte[] json) {
      return JSON.fromJson(json);
    }
  }

  private static byte[] nonNull(byte @Nullable [] bytes) {
    return bytes == null ? new byte[0] : bytes;
  }

  /** What the client's exceptions say has no personal data. */
  private static String message(RuntimeException e) {
    return String.valueOf(e.getMessage());
  }

  private static @Nullable String plain(@Nullable String code) {
    return code != null && PLAIN_CODE.matcher(code).matches() ? code : null;
  }
}
