package io.github.freedomcard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the repository promises about releases, where no compiler looks. */
class ReleaseFilesTest {

  private static final Path ROOT = Path.of("../..");

  @Test
  void jar_always_hasTheLicense() {
    assertThat(Path.of("target/classes/META-INF/LICENSE"))
        .hasSameBinaryContentAs(ROOT.resolve("LICENSE"));
  }

  /** A job of another workflow may have filled the cache with a plugin that reads the secrets. */
  @Test
  void workflow_whenItHasSecrets_restoresNoCache() throws IOException {
    List<Path> withSecrets;
    try (Stream<Path> workflows = Files.list(ROOT.resolve(".github/workflows"))) {
      withSecrets = workflows.filter(each -> text(each).contains("secrets.")).toList();
    }
    assertThat(withSecrets)
        .extracting(each -> each.getFileName().toString())
        .containsExactlyInAnyOrder("release.yml", "vendor.yml");
    assertThat(withSecrets).allSatisfy(each -> assertThat(text(each)).doesNotContain("cache:"));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
