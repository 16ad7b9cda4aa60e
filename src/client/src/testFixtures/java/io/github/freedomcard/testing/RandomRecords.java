package io.github.freedomcard.testing;

import io.github.freedomcard.model.OpenEnum;
import io.github.freedomcard.model.Phone;
import io.github.freedomcard.model.Sensitive;
import io.github.freedomcard.model.card.IssueCardRequest;
import io.github.freedomcard.model.client.IdentityDocument;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates records of the model with random values that meet the rules for requests. */
public final class RandomRecords {

  private final Random random;
  private final boolean doubles;

  public RandomRecords(Random random) {
    this(random, false);
  }

  private RandomRecords(Random random, boolean doubles) {
    this.random = random;
    this.doubles = doubles;
  }

  /**
   * Creates records as a mapper with Jackson's defaults reads them: decimals of additional
   * properties are doubles.
   */
  public static RandomRecords withDoubles(Random random) {
    return new RandomRecords(random, true);
  }

  /** Creates a record of this type. */
  public Record of(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = value(type, components[i]);
    }
    if (type == IssueCardRequest.class) {
      // Either the cardholder or the client.
      values[random.nextBoolean() ? 2 : 3] = null;
    }
    try {
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return (Record) constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new AssertionError(type + " of " + Arrays.toString(values), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type.toString(), e);
    }
  }

  private @Nullable Object value(Class<?> owner, RecordComponent component) {
    String name = component.getName();
    if (name.equals("additionalProperties")) {
      return properties(3);
    }
    boolean optional =
        component.getAnnotatedType().isAnnotationPresent(Nullable.class)
            && owner != IssueCardRequest.class
            // A limit to set requires it.
            && !name.equals("transactionType");
    return optional && random.nextInt(3) == 0 ? null : value(name, component.getGenericType());
  }

  private Object value(String name, Type type) {
    if (type instanceof ParameterizedType generic) {
      Type argument = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == Sensitive.class) {
        return Sensitive.of(value(name, argument));
      }
      List<Object> values = new ArrayList<>();
      // The list of limits to set must not be empty.
      int size = random.nextInt(name.equals("limits") ? 1 : 0, 3);
      for (int i = 0; i < size; i++) {
        values.add(value(name, argument));
      }
      return values;
    }
    return value(name, (Class<?>) type);
  }

  private Object value(String name, Class<?> type) {
    if (type == String.class) {
      return string(name);
    }
    if (type == UUID.class) {
      return new UUID(random.nextLong(), random.nextLong());
    }
    if (type == BigDecimal.class) {
      return amount();
    }
    if (type == int.class || type == Integer.class) {
      return random.nextInt(1, Integer.MAX_VALUE);
    }
    if (type == long.class || type == Long.class) {
      return random.nextLong(1, Long.MAX_VALUE);
    }
    if (type == Phone.class) {
      return Phone.of(random.nextLong(77_000_000_000L, 78_000_000_000L));
    }
    if (type == IdentityDocument.class) {
      return IdentityDocument.of(CanaryValues.document());
    }
    if (type == LocalDate.class) {
      return dateTime(name).toLocalDate();
    }
    if (type == LocalDateTime.class) {
      return dateTime(name).toLocalDateTime();
    }
    if (type == OffsetDateTime.class) {
      return dateTime(name);
    }
    return OpenEnum.class.isAssignableFrom(type) ? code(type, string("value")) : of(type);
  }

  private static Object code(Class<?> type, String value) {
    try {
      return type.getMethod("of", String.class).invoke(null, value);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type.toString(), e);
    }
  }

  private String string(String name) {
    return switch (name) {
      case "currency", "country", "cardCurrency" -> letters('A', 3);
      case "language" -> letters('a', 2);
      case "email" -> letters('a', 5) + "@" + letters('a', 5);
      case "firstName", "lastName", "middleName", "cardholderName" -> letters('A', 8);
      case "pin", "otp" -> Integer.toString(random.nextInt(1000, 10_000));
      case "personId" -> Long.toString(random.nextLong(100_000_000_000L, 1_000_000_000_000L));
      // Also of codes: product 1000 has rules of its own.
      case "value" -> random.nextBoolean() ? Integer.toString(random.nextInt(2000, 9000)) : text();
      default -> text();
    };
  }

  private String letters(char first, int count) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < count; i++) {
      letters.append((char) (first + random.nextInt(26)));
    }
    return letters.toString();
  }

  /** A text of any complete characters that is not blank. */
  private String text() {
    StringBuilder text = new StringBuilder("x");
    for (int left = random.nextInt(6); left > 0; left--) {
      int character =
          random.nextBoolean() ? random.nextInt(128) : random.nextInt(Character.MAX_CODE_POINT + 1);
      boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
      text.appendCodePoint(half ? 'y' : character);
    }
    return text.toString();
  }

  private BigDecimal amount() {
    return new BigDecimal(new BigInteger(60, random).add(BigInteger.ONE), random.nextInt(7));
  }

  /** To the second, with an offset of whole minutes. A range starts before it ends. */
  private OffsetDateTime dateTime(String name) {
    int year = random.nextInt(1, 5000) + (name.equals("endDate") ? 5000 : 0);
    return LocalDateTime.of(year, 1, 1, 0, 0)
        .plusSeconds(random.nextInt(31_000_000))
        .atOffset(ZoneOffset.ofTotalSeconds(60 * random.nextInt(-18 * 60, 18 * 60 + 1)));
  }

  private Map<String, @Nullable Object> properties(int depth) {
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    for (int left = random.nextInt(3); left > 0; left--) {
      properties.put("new " + text(), json(depth - 1));
    }
    return properties;
  }

  /** A value as Jackson reads it: whole numbers have the smallest type that holds them. */
  private @Nullable Object json(int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 7)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextInt();
      case 3 -> Integer.MAX_VALUE + 1L + random.nextInt(Integer.MAX_VALUE);
      case 4 -> BigInteger.ONE.shiftLeft(64 + random.nextInt(100));
      case 5 ->
          doubles
              ? (Object) random.nextDouble()
              : new BigDecimal(new BigInteger(60, random), 1 + random.nextInt(6));
      case 6 -> text();
      case 7 -> Arrays.asList(json(depth - 1), json(depth - 1));
      default -> properties(depth);
    };
  }
}
