package io.github.freedomcard.sandbox;

import com.github.tomakehurst.wiremock.common.FileSource;
import com.github.tomakehurst.wiremock.store.DefaultStores;
import com.github.tomakehurst.wiremock.store.InMemoryRequestJournalStore;
import com.github.tomakehurst.wiremock.store.RequestJournalStore;
import com.github.tomakehurst.wiremock.store.Stores;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.UUID;

/**
 * The requests of WireMock's journal, up to a maximum. WireMock's own bound counts all of them at
 * each request. Thread-safe.
 */
final class BoundedJournal extends InMemoryRequestJournalStore {

  private final int maxEntries;
  private int entries;

  private BoundedJournal(int maxEntries) {
    this.maxEntries = maxEntries;
  }

  /** Returns WireMock's stores with this journal. */
  static Stores stores(FileSource files, int maxEntries) {
    RequestJournalStore journal = new BoundedJournal(maxEntries);
    return new DefaultStores(files) {
      @Override
      public RequestJournalStore getRequestJournalStore() {
        return journal;
      }
    };
  }

  @Override
  public synchronized void add(ServeEvent event) {
    if (entries == maxEntries) {
      removeLast();
    } else {
      entries++;
    }
    super.add(event);
  }

  @Override
  public synchronized void remove(UUID id) {
    if (get(id).isPresent()) {
      entries--;
    }
    super.remove(id);
  }

  @Override
  public synchronized void clear() {
    super.clear();
    entries = 0;
  }
}
