package io.github.freedomcard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.freedomcard.testing.Catalogue;
import io.github.freedomcard.testing.Javac;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The guide and the metadata for IDEs match the code. */
class SpringBootGuideTest {

  private static String guide() throws IOException {
    return Files.readString(Path.of("../docs/spring-boot.md"));
  }

  static List<String> javaBlocks() throws IOException {
    return Pattern.compile("^```java\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
        .matcher(guide())
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("javaBlocks")
  void javaBlock_always_compiles(String block) {
    assertThat(Javac.errors(block)).isEmpty();
  }

  @Test
  void properties_inTheMetadata_areInTheGuideAndDescribed() throws IOException {
    assertThat(metadata().get("properties"))
        .hasSizeGreaterThan(15)
        .allSatisfy(
            property -> {
              assertThat(guide()).contains(property.get("name").asText());
              assertThat(property.path("description").asText()).isNotBlank();
            });
  }

  @Test
  void defaults_inTheMetadata_belongToProperties() throws IOException {
    assertThat(metadata().get("properties"))
        .filteredOn(property -> property.has("defaultValue"))
        .extracting(property -> property.get("name").asText())
        .contains("freedom-card.timeout", "freedom-card.proxy.port")
        .doesNotHaveDuplicates();
  }

  @Test
  void pathKeys_inTheMetadata_areTheOperations() throws IOException {
    JsonNode values = metadata().get("hints").get(0).get("values");
    assertThat(StreamSupport.stream(values.spliterator(), false))
        .extracting(value -> value.get("value").asText())
        .containsExactlyInAnyOrderElementsOf(
            Catalogue.operations().stream().map(operation -> operation.name()).toList());
    assertThat(OperationNames.all()).hasSameSizeAs(Catalogue.operations());
  }

  private static JsonNode metadata() throws IOException {
    return new ObjectMapper()
        .readTree(Path.of("target/classes/META-INF/spring-configuration-metadata.json").toFile());
  }
}
