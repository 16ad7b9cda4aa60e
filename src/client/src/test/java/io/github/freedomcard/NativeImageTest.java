package io.github.freedomcard;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JacksonAnnotation;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.testing.Catalogue;
import io.github.freedomcard.testing.Snapshot;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The types that a native image must keep, because Jackson uses them by reflection. */
@Tag("slow")
class NativeImageTest {

  private static final String OURS = "io.github.freedomcard.";

  @Test
  void metadata_whenAModelTypeIsAddedOrRemoved_mustBeRecordedAgain() {
    String entries =
        reflective().stream()
            .map(
                type ->
                    "    {\n      \"type\": \""
                        + type
                        + "\",\n"
                        + "      \"allDeclaredConstructors\": true,\n"
                        + "      \"allDeclaredFields\": true,\n"
                        + "      \"allDeclaredMethods\": true\n    }")
            .collect(joining(",\n"));
    Snapshot.check(
        "src/main/resources/META-INF/native-image/io.github.freedomcard/freedom-card-client/"
            + "reachability-metadata.json",
        "{\n  \"reflection\": [\n" + entries + "\n  ]\n}\n");
  }

  /**
   * Finds the same types in another way: from the operations, along the components of the records.
   */
  @Test
  void metadata_forEachTypeOfAnOperation_hasAnEntry() {
    Set<String> reached = new TreeSet<>();
    for (Operation<?, ?> operation : Catalogue.operations()) {
      reach(operation.requestType(), reached);
      reach(operation.responseType(), reached);
    }
    assertThat(reached).hasSizeGreaterThan(60);
    assertThat(reflective()).containsAll(reached);
  }

  private static Set<String> reflective() {
    Set<String> names = new TreeSet<>();
    for (Class<?> type : Catalogue.modelTypes()) {
      if (type.isRecord()
          || JsonDeserializer.class.isAssignableFrom(type)
          || JsonSerializer.class.isAssignableFrom(type)
          || members(type).anyMatch(NativeImageTest::speaksToJackson)) {
        // Jackson also looks for annotations in supertypes.
        for (Class<?> each : lineage(type)) {
          names.add(each.getName());
        }
      }
      // A deserializer that a field names may be outside of the model.
      members(type)
          .map(member -> member.getAnnotation(JsonDeserialize.class))
          .filter(Objects::nonNull)
          .map(annotation -> annotation.using().getName())
          .filter(name -> name.startsWith(OURS))
          .forEach(names::add);
    }
    return names;
  }

  private static Stream<AnnotatedElement> members(Class<?> type) {
    return Stream.of(
            new AnnotatedElement[] {type},
            type.getDeclaredFields(),
            type.getDeclaredMethods(),
            type.getDeclaredConstructors())
        .flatMap(Arrays::stream);
  }

  private static boolean speaksToJackson(AnnotatedElement element) {
    return Arrays.stream(element.getAnnotations())
        .anyMatch(each -> each.annotationType().isAnnotationPresent(JacksonAnnotation.class));
  }

  private static Set<Class<?>> lineage(Class<?> type) {
    Set<Class<?>> lineage = new LinkedHashSet<>();
    if (type.getName().startsWith(OURS)) {
      lineage.add(type);
      for (Class<?> each : type.getInterfaces()) {
        lineage.addAll(lineage(each));
      }
      if (type.getSuperclass() != null) {
        lineage.addAll(lineage(type.getSuperclass()));
      }
    }
    return lineage;
  }

  private static void reach(Type type, Set<String> reached) {
    if (type instanceof ParameterizedType generic) {
      reach(generic.getRawType(), reached);
      for (Type argument : generic.getActualTypeArguments()) {
        reach(argument, reached);
      }
    } else if (type instanceof Class<?> plain
        && plain.getName().startsWith(OURS)
        && reached.add(plain.getName())
        && plain.isRecord()) {
      for (RecordComponent component : plain.getRecordComponents()) {
        reach(component.getGenericType(), reached);
      }
    }
  }
}
