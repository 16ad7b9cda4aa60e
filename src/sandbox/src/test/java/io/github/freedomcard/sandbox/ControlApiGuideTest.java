package io.github.freedomcard.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The guide to the control API: its tests pass, and its table names all paths. */
class ControlApiGuideTest {

  private static final Path GUIDE = Path.of("../docs/control-api.md");

  @ParameterizedTest
  @CsvSource({
    "js, charge.test.mjs, node --test charge.test.mjs",
    "python, test_charge.py, python3 test_charge.py",
  })
  void test_inGuide_passes(String language, String file, String command, @TempDir Path directory)
      throws Exception {
    String guide = Files.readString(GUIDE, UTF_8);
    assertThat(guide).contains("`" + file + "`", "```sh\n" + command + "\n```");
    Files.writeString(directory.resolve(file), block(guide, language));
    try (FreedomCardSandbox sandbox = FreedomCardSandbox.start()) {
      ProcessBuilder builder =
          new ProcessBuilder(command.split(" "))
              .directory(directory.toFile())
              .redirectErrorStream(true);
      builder.environment().put("SANDBOX_URL", sandbox.baseUrl().toString());
      Process process;
      try {
        process = builder.start();
      } catch (IOException missing) {
        assumeThat(missing).as(command + ": not installed").isNull();
        return;
      }
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
      assertThat(sandbox.ledger().entries()).hasSize(1);
      assertThat(sandbox.faults().triggered()).hasSize(1);
    }
  }

  private static String block(String guide, String language) {
    return Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
        .matcher(guide)
        .results()
        .map(block -> block.group(1))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void table_always_namesEachPath() throws IOException {
    String guide = Files.readString(GUIDE, UTF_8);
    Set<String> missing = new TreeSet<>();
    ControlCaller.DOCUMENT
        .path("paths")
        .fieldNames()
        .forEachRemaining(
            path -> {
              String last = path.substring(path.lastIndexOf('/'));
              if (!guide.contains(path)
                  && !guide.contains("…" + last)
                  && !guide.contains(last + "`")) {
                missing.add(path);
              }
            });
    assertThat(missing).isEmpty();
  }
}
