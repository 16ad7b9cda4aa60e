package io.github.freedomcard.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.util.Map;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Captures what the library's loggers write at any level.
 *
 * <p>The tests' binding writes to {@code System.err} and sets a logger's level when it creates it.
 * A property sets the level of new loggers, reflection that of existing ones.
 */
public final class Logs implements AutoCloseable {

  private static final String PREFIX = "io.github.freedomcard";
  private static final String LEVEL_PROPERTY = "org.slf4j.simpleLogger.log." + PREFIX;
  private static final int TRACE = 0;
  private static final int INFO = 20;

  private final PrintStream before = System.err;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  private Logs() {
    System.setErr(new PrintStream(written, true, UTF_8));
    System.setProperty(LEVEL_PROPERTY, "trace");
    levels(TRACE);
    if (!LoggerFactory.getLogger(PREFIX).isTraceEnabled()) {
      throw new IllegalStateException("not the binding that the tests are built with");
    }
  }

  /** Starts the capture. */
  public static Logs capture() {
    return new Logs();
  }

  /** Returns the log so far. */
  public String text() {
    return written.toString(UTF_8);
  }

  @Override
  public void close() {
    levels(INFO);
    System.clearProperty(LEVEL_PROPERTY);
    System.setErr(before);
  }

  private static void levels(int level) {
    try {
      ILoggerFactory factory = LoggerFactory.getILoggerFactory();
      for (Object logger : ((Map<?, ?>) field(factory, "loggerMap").get(factory)).values()) {
        if (((Logger) logger).getName().startsWith(PREFIX)) {
          field(logger, "currentLogLevel").setInt(logger, level);
        }
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Field field(Object of, String name) {
    for (Class<?> type = of.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return field;
        }
      }
    }
    throw new IllegalStateException("not the binding that the tests are built with: " + name);
  }
}
