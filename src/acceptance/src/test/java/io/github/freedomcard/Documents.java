package io.github.freedomcard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the Markdown documents of the repository and their code blocks. */
final class Documents {

  /** Tests run in the folder of their module. */
  static final Path ROOT = Path.of("..", "..");

  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  private Documents() {}

  /** A code block; {@code number} counts the blocks of its language in the document. */
  record Block(String document, String language, int number, String code) {

    @Override
    public String toString() {
      return document + " " + language + " " + number;
    }
  }

  /** All documents, as paths relative to {@link #ROOT}. */
  static List<String> all() {
    return Stream.concat(
            Stream.of("README.md", "CHANGELOG.md", "src/benchmarks/results.md"),
            Stream.of(".github", "src/docs").flatMap(Documents::markdownIn))
        .toList();
  }

  private static Stream<String> markdownIn(String folder) {
    try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
      return files
          .map(file -> folder + "/" + file.getFileName())
          .filter(name -> name.endsWith(".md"))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String file) {
    try {
      return Files.readString(ROOT.resolve(file), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text without its code blocks. */
  static String prose(String document) {
    return BLOCK.matcher(text(document)).replaceAll("");
  }

  /** All code blocks of a language. */
  static List<Block> blocks(String language) {
    return all().stream().flatMap(document -> blocks(document, language).stream()).toList();
  }

  static List<Block> blocks(String document, String language) {
    List<String> codes =
        BLOCK
            .matcher(text(document))
            .results()
            .filter(block -> block.group(1).equals(language))
            .map(block -> block.group(2))
            .toList();
    return Stream.iterate(0, i -> i < codes.size(), i -> i + 1)
        .map(i -> new Block(document, language, i + 1, codes.get(i)))
        .toList();
  }

  /** The first groups of all matches. */
  static List<String> matches(String pattern, String text) {
    return Pattern.compile(pattern, Pattern.MULTILINE)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .toList();
  }
}
