package io.github.freedomcard.journal;

import io.github.freedomcard.testing.ApiText;
import io.github.freedomcard.testing.Classes;
import io.github.freedomcard.testing.Snapshot;
import org.junit.jupiter.api.Test;

/** Checks the public API against its record. */
class PublicApiTest {

  @Test
  void journal_matchesItsRecordedApi() {
    Snapshot.check(
        "src/test/resources/api/journal.txt",
        ApiText.of(Classes.of(JdbcCommandJournal.class, "io.github.freedomcard.journal")));
  }
}
