package io.github.freedomcard.internal.transport;

import io.github.freedomcard.internal.json.RequestHash;
import io.github.freedomcard.operation.Operation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which request each {@code request_id} was used for, and whether a call with it is unresolved.
 * Thread-safe.
 *
 * <p>A status query reports a state by its {@code request_id} alone. If a caller uses one id for
 * two requests, the state of the first passes for the result of the second. So the second is
 * rejected before it is signed. It is a best effort: the history is bounded and ends with the
 * client, which has one host.
 */
final class RequestIdHistory {

  /** Some 300 bytes each, so about 3 MB; the wrong use of an id mostly follows soon. */
  static final int MAX_ENTRIES = 10_000;

  private record Key(String authId, UUID requestId) {

    // What the compiler generates is linked when it is first used, which takes milliseconds.
    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && authId.equals(key.authId)
          && requestId.equals(key.requestId);
    }

    @Override
    public int hashCode() {
      return 31 * authId.hashCode() + requestId.hashCode();
    }
  }

  /** What an id was used for. It has a hash of the body, which may hold personal data. */
  private static final class Entry {

    final Operation<?, ?> operation;
    final byte[] hash;

    /** Whether bytes of a request may have left. */
    boolean sent;

    /** How many attempts have begun and not ended. */
    int sending;

    /** How many calls may have had an effect, of those that began in this generation. */
    int unresolved;

    /** Increases when the server has reported the request with the id as failed. */
    int generation;

    Entry(Operation<?, ?> operation, byte[] hash) {
      this.operation = operation;
      this.hash = hash;
    }
  }

  private final RequestHash hashes = new RequestHash();
  private final Map<Key, Entry> entries =
      new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Entry> eldest) {
          return size() > MAX_ENTRIES;
        }
      };

  /** Forgets everything, so that the client is as good as new. */
  synchronized void clear() {
    entries.clear();
  }

  /**
   * The use of an id by a call that begins.
   *
   * @throws IllegalArgumentException if the id was used for another request
   */
  Use use(String authId, RequestIdentity identity, Operation<?, ?> operation) {
    UUID id = identity.requestId();
    if (id == null || !identity.ownsId()) {
      return new Use(null, operation, new byte[0]);
    }
    Use use = new Use(new Key(authId, id), operation, hashes.of(identity.body()));
    synchronized (this) {
      use.entry = use.find();
    }
    return use;
  }

  /**
   * The use of one id by one call.
   *
   * <p>A call that ends without another word, since its caller cancelled it for instance, stays
   * unresolved.
   */
  final class Use {

    private final @Nullable Key key;
    private final Operation<?, ?> operation;
    private final byte[] hash;
    private @Nullable Entry entry;
    private boolean sent;
    private boolean sending;
    private boolean unresolved;
    private int generation;

    private Use(@Nullable Key key, Operation<?, ?> operation, byte[] hash) {
      this.key = key;
      this.operation = operation;
      this.hash = hash;
    }

    /**
     * An attempt may have been sent before the call, perhaps by another process.
     *
     * @throws IllegalArgumentException if the id was used for another request in the meantime
     */
    void sentBefore() {
      if (key == null) {
        return;
      }
      synchronized (RequestIdHistory.this) {
        Entry claimed = claim(key);
        claimed.sent = true;
        sent = true;
        markUnresolved(true);
      }
    }

    /**
     * An attempt begins.
     *
     * @throws IllegalArgumentException if the id was used for another request in the meantime
     */
    void attemptBegins() {
      if (key == null) {
        return;
      }
      synchronized (RequestIdHistory.this) {
        claim(key).sending++;
        sending = true;
        markUnresolved(true);
      }
    }

    private Entry claim(Key key) {
      // Once bytes may have left, this call goes on, even if its entry was evicted.
      Entry claimed = sent ? entry : find();
      if (claimed == null) {
        claimed = entry == null ? new Entry(operation, hash) : entry;
        entries.put(key, claimed);
      }
      entry = claimed;
      return claimed;
    }

    /**
     * An attempt ended.
     *
     * @param mayHaveBeenSent whether bytes of the request may have left
     * @param callUnresolved whether this or an earlier attempt of the call is unresolved
     */
    void attemptEnded(boolean mayHaveBeenSent, boolean callUnresolved) {
      synchronized (RequestIdHistory.this) {
        // Without time left, an attempt ends before it begins.
        if (key == null || entry == null || !sending) {
          return;
        }
        entry.sending--;
        sent |= mayHaveBeenSent;
        entry.sent |= mayHaveBeenSent;
        sending = false;
        markUnresolved(callUnresolved);
        // A request that certainly was not sent leaves its id free.
        if (!entry.sent && entry.sending == 0) {
          entries.remove(key, entry);
        }
      }
    }

    /**
     * The server has taken the request, perhaps in an earlier call. So if a later call with the id
     * fails, that had no effect does not follow.
     */
    void mayHaveHadEffect() {
      synchronized (RequestIdHistory.this) {
        markUnresolved(true);
      }
    }

    /** The server has reported the request as failed, so no earlier call is in doubt any more. */
    void resolved() {
      synchronized (RequestIdHistory.this) {
        if (entry != null) {
          entry.unresolved = 0;
          entry.generation++;
        }
      }
    }

    /** Whether another call with this id, earlier or at the same time, is unresolved. */
    boolean isUnresolvedElsewhere() {
      synchronized (RequestIdHistory.this) {
        return entry != null && entry.unresolved > (isCounted(entry) ? 1 : 0);
      }
    }

    private boolean isCounted(Entry entry) {
      return unresolved && generation == entry.generation;
    }

    private void markUnresolved(boolean now) {
      if (entry != null) {
        entry.unresolved += (now ? 1 : 0) - (isCounted(entry) ? 1 : 0);
        unresolved = now;
        generation = entry.generation;
      }
    }

    private @Nullable Entry find() {
      Entry found = key == null ? null : entries.get(key);
      if (key == null || found == null) {
        return null;
      }
      // The server sees the path, so two descriptions of one path are the same operation.
      if (!found.operation.path().equals(operation.path())) {
        throw rejected(key, "for " + found.operation.name() + ", and not for " + operation.name());
      }
      if (!Arrays.equals(found.hash, hash)) {
        throw rejected(key, "for " + operation.name() + " with another body");
      }
      return found;
    }

    private static IllegalArgumentException rejected(Key key, String use) {
      return new IllegalArgumentException(
          "request_id: one id is one body of one operation, and this client used "
              + key.requestId()
              + " "
              + use
              + ": retry with the same request, or build a new request, which has an id of its own");
    }
  }
}
