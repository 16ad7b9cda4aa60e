package io.github.freedomcard;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.sandbox.FreedomCardSandbox;
import io.github.freedomcard.testing.ApiText;
import io.github.freedomcard.testing.Classes;
import io.github.freedomcard.testing.Snapshot;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks the public API against its record. */
class PublicApiTest {

  @Test
  void library_matchesItsRecordedApi() throws URISyntaxException {
    ModuleDescriptor module = module();
    Stream<String> exports = module.exports().stream().map(each -> "  exports " + each);
    Stream<String> requires =
        module.requires().stream()
            .filter(each -> each.modifiers().contains(Modifier.TRANSITIVE))
            .map(each -> "  requires " + new TreeSet<>(each.modifiers()) + " " + each.name());
    String head = Stream.concat(exports, requires).sorted().collect(joining("\n"));
    Snapshot.check(
        "src/test/resources/api/library.txt",
        "module " + module.name() + "\n" + head + "\n" + ApiText.of(exported(module)));
  }

  @Test
  void sandbox_matchesItsRecordedApi() {
    Snapshot.check(
        "src/test/resources/api/sandbox.txt",
        ApiText.of(Classes.of(FreedomCardSandbox.class, "io.github.freedomcard.sandbox")));
  }

  @Test
  void library_exportsNoInternalTypes() throws URISyntaxException {
    assertThat(ApiText.of(exported(module())))
        .contains("record io.github.freedomcard.model.RequestState(@Nullable java.util.UUID")
        .doesNotContain("not null-marked", "io.github.freedomcard.internal")
        .doesNotContain("com.nimbusds", "com.fasterxml", "okio.", "kotlin.");
  }

  private static List<Class<?>> exported(ModuleDescriptor module) {
    Set<String> packages =
        module.exports().stream()
            .filter(each -> !each.isQualified())
            .map(Exports::source)
            .collect(toSet());
    return Classes.of(FreedomCardClient.class, "io.github.freedomcard").stream()
        .filter(type -> packages.contains(type.getPackageName()))
        .toList();
  }

  private static ModuleDescriptor module() throws URISyntaxException {
    Path classes =
        Path.of(
            FreedomCardClient.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return ModuleFinder.of(classes).find("io.github.freedomcard").orElseThrow().descriptor();
  }
}
