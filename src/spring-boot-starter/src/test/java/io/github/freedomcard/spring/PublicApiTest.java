package io.github.freedomcard.spring;

import io.github.freedomcard.testing.ApiText;
import io.github.freedomcard.testing.Classes;
import io.github.freedomcard.testing.Snapshot;
import org.junit.jupiter.api.Test;

/** Checks the public API against its record. */
class PublicApiTest {

  @Test
  void starter_matchesItsRecordedApi() {
    Snapshot.check(
        "src/test/resources/api/starter.txt",
        ApiText.of(Classes.of(FreedomCardAutoConfiguration.class, "io.github.freedomcard.spring")));
  }
}
