package io.github.freedomcard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No circle between packages, and none imports a package of a higher layer. */
class PackageDependenciesTest {

  private static final Path ROOT = Path.of("src/main/java");
  private static final Pattern IMPORT =
      Pattern.compile("import (?:static )?(io\\.github\\.freedomcard(?:\\.[a-z]+)*)\\.[A-Z]");

  /** From the top to the bottom; a package belongs to the last layer whose name it starts with. */
  private static final String[] LAYERS = {
    "",
    ".internal.transport",
    ".error",
    ".operation",
    ".internal.json",
    ".signing",
    ".model",
    ".config",
    ".internal.util"
  };

  @Test
  void packages_importOnlyLowerLayersAndHaveNoCircle() throws IOException {
    Map<String, Set<String>> imports = new TreeMap<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file :
          (Iterable<Path>) files.filter(f -> f.toString().endsWith(".java"))::iterator) {
        String from = ROOT.relativize(file.getParent()).toString().replace('/', '.');
        Set<String> found = imports.computeIfAbsent(from, unused -> new TreeSet<>());
        Matcher matcher = IMPORT.matcher(Files.readString(file));
        while (matcher.find()) {
          found.add(matcher.group(1));
        }
        found.remove(from);
      }
    }
    assertThat(imports).hasSizeGreaterThan(LAYERS.length);
    imports.forEach(
        (from, all) ->
            assertThat(all).as(from).allMatch(to -> layer(to) >= layer(from), "is not higher"));
    while (imports.values().removeIf(Collection::isEmpty)) {
      imports.values().forEach(all -> all.retainAll(imports.keySet()));
    }
    assertThat(imports).as("packages in or above a circle").isEmpty();
  }

  private static int layer(String packageName) {
    int layer = 0;
    for (int i = 0; i < LAYERS.length; i++) {
      layer = packageName.startsWith("io.github.freedomcard" + LAYERS[i]) ? i : layer;
    }
    return layer;
  }
}
