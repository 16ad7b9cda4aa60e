package io.github.freedomcard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.testing.Catalogue;
import io.github.freedomcard.testing.Javac;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that the examples in the Javadoc compile. */
class JavadocTest {

  private static final Pattern EXAMPLE =
      Pattern.compile(
          "^(?: *\\* )?<pre>\\{@code\\n(.*?)^(?: *\\* )?}</pre>$",
          Pattern.DOTALL | Pattern.MULTILINE);

  /** The imports and members that an example may use without declaring them. */
  private static final String CONTEXT =
      Stream.of(
                  "",
                  ".config",
                  ".error",
                  ".model",
                  ".model.card",
                  ".model.client",
                  ".model.gift",
                  ".model.limit",
                  ".model.transaction",
                  ".operation",
                  ".sandbox",
                  ".signing")
              .map(name -> "import io.github.freedomcard" + name + ".*;\n")
              .collect(joining())
          + """
            import static org.junit.jupiter.api.Assertions.assertEquals;
            import static org.mockito.ArgumentMatchers.any;
            import static org.mockito.Mockito.when;
            import io.opentelemetry.api.GlobalOpenTelemetry;
            import io.opentelemetry.context.Context;
            import io.opentelemetry.instrumentation.okhttp.v3_0.OkHttpTelemetry;
            import java.math.BigDecimal;
            import java.nio.charset.StandardCharsets;
            import java.security.SignatureException;
            import java.time.Duration;
            import java.util.*;
            import java.util.concurrent.CompletableFuture;
            import java.util.concurrent.atomic.AtomicReference;
            import org.junit.jupiter.api.Test;
            abstract class Example {
              FreedomCardClient client;
              FreedomCardSandbox sandbox;
              UUID requestId;
              RefundTransactionRequest refund;
              CreateTransactionRequest charge;
              String cardId;
              String signature;
              byte[] body;
              abstract void log(String message);
              abstract void keep(UUID requestId);
              abstract void refuse(String why);
            """;

  private record Example(Path file, String code) {

    @Override
    public String toString() {
      return file.getFileName() + ": " + code.strip().lines().findFirst().orElse("");
    }
  }

  static Stream<Example> examples() throws IOException {
    List<Example> examples =
        Stream.of("../client/src/main", "../sandbox/src/main/java")
            .flatMap(JavadocTest::files)
            .flatMap(JavadocTest::examples)
            .toList();
    assertThat(examples).hasSizeGreaterThan(10);
    return examples.stream();
  }

  private static Stream<Path> files(String directory) {
    try (Stream<Path> files = Files.walk(Path.of(directory))) {
      return files
          .filter(file -> file.toString().matches(".*\\.java|.*overview\\.html"))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Example> examples(Path file) {
    try {
      return EXAMPLE
          .matcher(Files.readString(file, UTF_8))
          .results()
          .map(match -> new Example(file, match.group(1).replaceAll("(?m)^ *\\* ?", "")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void example_inJavadoc_compiles(Example example) {
    assertThat(Javac.errors(source(example.code()))).isEmpty();
  }

  /** Wraps an example in a class: as members if it declares a test, else as statements. */
  private static String source(String code) {
    return code.contains("@Test")
        ? CONTEXT + code + "}"
        : CONTEXT + "void example() throws Exception {\n{\n" + code + "} } }";
  }

  @Test
  void client_always_listsEachOperation() throws IOException {
    String source =
        Files.readString(
            Path.of("../client/src/main/java/io/github/freedomcard/FreedomCardClient.java"), UTF_8);
    String description = source.substring(0, source.indexOf("public interface"));
    assertThat(Catalogue.operations())
        .allSatisfy(
            operation ->
                assertThat(description)
                    .containsPattern("\\{@link\\s[*\\s]*#" + operation.name() + "\\b"));
  }
}
