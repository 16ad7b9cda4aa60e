package io.github.freedomcard.testing;

import static java.util.stream.Collectors.joining;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Annotations and their values as text; what they write of themselves differs between JDKs. */
final class AnnotationText {

  private AnnotationText() {}

  /** The annotations that are on {@code element}, each with a space behind it. */
  static String on(AnnotatedElement element) {
    return Arrays.stream(element.getDeclaredAnnotations())
        .map(each -> of(each) + " ")
        .sorted()
        .collect(joining());
  }

  /** A value that an annotation may have, another annotation included. */
  static String of(Object value) {
    if (value instanceof Annotation annotation) {
      return "@" + annotation.annotationType().getName() + elements(annotation);
    }
    if (value instanceof Class<?> type) {
      return type.getName() + ".class";
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof String text) {
      return '"' + text + '"';
    }
    if (value.getClass().isArray()) {
      return IntStream.range(0, Array.getLength(value))
          .mapToObj(i -> of(Array.get(value, i)))
          .collect(joining(", ", "{", "}"));
    }
    return value.toString();
  }

  private static String elements(Annotation annotation) {
    String elements =
        Arrays.stream(annotation.annotationType().getDeclaredMethods())
            .map(each -> each.getName() + " = " + value(annotation, each))
            .sorted()
            .collect(joining(", "));
    return elements.isEmpty() ? "" : "(" + elements + ")";
  }

  private static String value(Annotation annotation, Method element) {
    try {
      return of(element.invoke(annotation));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(annotation.toString(), e);
    }
  }
}
