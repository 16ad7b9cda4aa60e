package io.github.freedomcard.testing;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * Lists what a program may use of public types, as sorted text that is the same on every JDK.
 *
 * <p>With generics, nullness, exceptions, record components, what is sealed, the order of enums,
 * what is said on annotations, and the values of constants, which compilers copy. Without the names
 * of parameters, which nothing depends on.
 */
public final class ApiText {

  private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");

  private ApiText() {}

  /** The text of those of the types that are public. */
  public static String of(Collection<Class<?>> types) {
    StringBuilder text = new StringBuilder();
    types.stream()
        .filter(ApiText::isPublic)
        .sorted((a, b) -> a.getName().compareTo(b.getName()))
        .forEach(type -> append(type, text));
    return text.toString();
  }

  private static boolean isPublic(Class<?> type) {
    Class<?> outer = type.getDeclaringClass();
    return isVisible(type.getModifiers()) && (outer == null || isPublic(outer));
  }

  private static boolean isVisible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static void append(Class<?> type, StringBuilder text) {
    text.append('\n').append(head(type)).append('\n');
    Map<String, String> members = new TreeMap<>();
    addFieldsAndMethods(type, new HashSet<>(), members);
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      add(constructor, modifiers(constructor) + signature(constructor, "new"), members);
    }
    members.values().forEach(member -> text.append("  ").append(member).append('\n'));
  }

  private static void addFieldsAndMethods(
      Class<?> type, Set<String> overridden, Map<String, String> members) {
    for (Field field : type.getDeclaredFields()) {
      add(field, field(field), members);
    }
    for (Method method : type.getDeclaredMethods()) {
      String erased = method.getName() + Arrays.toString(method.getParameterTypes());
      // A bridge overrides nothing: it makes what a hidden class has callable.
      if (isVisible(method.getModifiers())
          && !method.isSynthetic()
          && !OF_EVERY_OBJECT.contains(method.getName())
          && overridden.add(erased)) {
        add(method, method(method), members);
      }
    }
    // What is inherited from a type that is hidden is the type's own for its users.
    Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()))
        .filter(ApiText::isHidden)
        .forEach(parent -> addFieldsAndMethods(parent, overridden, members));
  }

  private static boolean isHidden(Class<?> type) {
    return !isPublic(type) || type.getPackageName().contains(".internal");
  }

  private static <M extends AnnotatedElement & Member> void add(
      M member, String line, Map<String, String> members) {
    if (isVisible(member.getModifiers()) && !member.isSynthetic()) {
      String deprecated = member.isAnnotationPresent(Deprecated.class) ? "@Deprecated " : "";
      String shown = marking(member) + deprecated + line;
      members.put(member.getName() + " " + line, shown);
    }
  }

  private static String head(Class<?> type) {
    boolean open = type.isInterface() || type.isEnum() || type.isRecord();
    return marking(type)
        + (type.isAnnotationPresent(Deprecated.class) ? "@Deprecated " : "")
        + (type.isAnnotationPresent(FunctionalInterface.class) ? "@FunctionalInterface " : "")
        + (type.isAnnotation() ? AnnotationText.on(type) : "")
        + (Modifier.isProtected(type.getModifiers()) ? "protected " : "public ")
        + (!type.isInterface() && Modifier.isAbstract(type.getModifiers()) ? "abstract " : "")
        + (!open && Modifier.isFinal(type.getModifiers()) ? "final " : "")
        + (type.isSealed() ? "sealed " : "")
        + kind(type)
        + type.getName()
        + parameters(type.getTypeParameters())
        + (type.isRecord() ? components(type) : "")
        + list(" extends ", type.isInterface() ? Stream.of() : superclass(type))
        + list(
            type.isInterface() ? " extends " : " implements ",
            Arrays.stream(type.getAnnotatedInterfaces()).map(ApiText::text).sorted())
        + list(" permits ", permitted(type));
  }

  /** As its own annotation says, or else that of what is around it. */
  private static String marking(AnnotatedElement element) {
    for (AnnotatedElement each = element; each != null; each = around(each)) {
      if (each.isAnnotationPresent(NullMarked.class)) {
        return "";
      }
      if (each.isAnnotationPresent(NullUnmarked.class)) {
        break;
      }
    }
    return "not null-marked: ";
  }

  private static @Nullable AnnotatedElement around(AnnotatedElement element) {
    if (element instanceof Member member) {
      return member.getDeclaringClass();
    }
    if (element instanceof Class<?> type) {
      return type.getDeclaringClass() == null ? type.getPackage() : type.getDeclaringClass();
    }
    return null;
  }

  private static String kind(Class<?> type) {
    if (type.isAnnotation()) {
      return "@interface ";
    }
    return type.isInterface()
        ? "interface "
        : type.isEnum() ? "enum " : type.isRecord() ? "record " : "class ";
  }

  private static Stream<String> superclass(Class<?> type) {
    Class<?> parent = type.getSuperclass();
    return parent == null || Set.of(Object.class, Record.class, Enum.class).contains(parent)
        ? Stream.of()
        : Stream.of(text(type.getAnnotatedSuperclass()));
  }

  private static Stream<String> permitted(Class<?> type) {
    Class<?>[] permitted = type.getPermittedSubclasses();
    return permitted == null
        ? Stream.of()
        : Arrays.stream(permitted).filter(ApiText::isPublic).map(Class::getName).sorted();
  }

  private static String components(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(each -> text(each.getAnnotatedType()) + " " + each.getName())
        .collect(joining(", ", "(", ")"));
  }

  private static String field(Field field) {
    String line = modifiers(field) + text(field.getAnnotatedType()) + " " + field.getName();
    boolean copied = field.getType().isPrimitive() || field.getType() == String.class;
    boolean readable = Modifier.isStatic(field.getModifiers()) && isPublicMember(field);
    if (!readable || (!copied && !field.isEnumConstant())) {
      return line;
    }
    try {
      Object value = field.get(null);
      // Constants of an enum are compared, and listed, in the order of their declaration.
      return field.isEnumConstant()
          ? line + " #" + List.of(field.getType().getEnumConstants()).indexOf(value)
          : line + " = " + value;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isPublicMember(Field field) {
    return Modifier.isPublic(field.getModifiers()) && isPublic(field.getDeclaringClass());
  }

  private static String method(Method method) {
    String variables = parameters(method.getTypeParameters());
    Object fallback = method.getDefaultValue();
    return modifiers(method)
        + (variables.isEmpty() ? "" : variables + " ")
        + text(method.getAnnotatedReturnType())
        + " "
        + signature(method, method.getName())
        + (fallback == null ? "" : " default " + AnnotationText.of(fallback));
  }

  private static String modifiers(Member member) {
    int modifiers = member.getModifiers();
    boolean isDefault = member instanceof Method method && method.isDefault();
    return (Modifier.isProtected(modifiers) ? "protected " : "")
        + (Modifier.isStatic(modifiers) ? "static " : "")
        + (Modifier.isAbstract(modifiers) ? "abstract " : "")
        + (Modifier.isFinal(modifiers) ? "final " : "")
        + (isDefault ? "default " : "");
  }

  private static String signature(Executable executable, String name) {
    return name
        + Arrays.stream(executable.getAnnotatedParameterTypes())
            .map(ApiText::text)
            .collect(joining(", ", "(", executable.isVarArgs() ? "...)" : ")"))
        + list(
            " throws ",
            Arrays.stream(executable.getAnnotatedExceptionTypes()).map(ApiText::text).sorted());
  }

  private static String parameters(TypeVariable<?>[] variables) {
    List<String> texts = new ArrayList<>();
    for (TypeVariable<?> variable : variables) {
      String bounds =
          Arrays.stream(variable.getAnnotatedBounds()).map(ApiText::text).collect(joining(" & "));
      texts.add(variable.getName() + (bounds.equals("Object") ? "" : " extends " + bounds));
    }
    return texts.isEmpty() ? "" : texts.stream().collect(joining(", ", "<", ">"));
  }

  private static String list(String before, Stream<String> texts) {
    String all = texts.collect(joining(", "));
    return all.isEmpty() ? "" : before + all;
  }

  private static String text(@Nullable AnnotatedType type) {
    if (type == null) {
      return "";
    }
    String nullable = type.isAnnotationPresent(Nullable.class) ? "@Nullable " : "";
    if (type instanceof AnnotatedArrayType array) {
      String brackets = nullable.isEmpty() ? "[]" : " @Nullable []";
      return text(array.getAnnotatedGenericComponentType()) + brackets;
    }
    if (type instanceof AnnotatedParameterizedType generic) {
      return nullable
          + name(((ParameterizedType) generic.getType()).getRawType().getTypeName())
          + Arrays.stream(generic.getAnnotatedActualTypeArguments())
              .map(ApiText::text)
              .collect(joining(", ", "<", ">"));
    }
    if (type instanceof AnnotatedWildcardType wildcard) {
      String above =
          Arrays.stream(wildcard.getAnnotatedUpperBounds())
              .map(ApiText::text)
              .filter(each -> !each.equals("Object"))
              .collect(joining(" & "));
      return nullable
          + "?"
          + (above.isEmpty() ? "" : " extends " + above)
          + list(" super ", Arrays.stream(wildcard.getAnnotatedLowerBounds()).map(ApiText::text));
    }
    return nullable + name(type.getType().getTypeName());
  }

  private static String name(String type) {
    return type.matches("java\\.lang\\.[A-Z]\\w*") ? type.substring("java.lang.".length()) : type;
  }
}
