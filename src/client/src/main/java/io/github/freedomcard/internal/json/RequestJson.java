package io.github.freedomcard.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of a request that this client wrote. */
public final class RequestJson {

  private RequestJson() {}

  /** The text of a member at the top level; null if it is absent, null, an object or an array. */
  public static @Nullable String text(byte[] body, String name) {
    try (JsonParser parser = Json.REQUESTS.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean named = parser.currentName().equals(name);
        JsonToken value = parser.nextToken();
        if (named) {
          return value.isScalarValue() ? parser.getValueAsString() : null;
        }
        parser.skipChildren();
      }
      return null;
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * A SHA-256 of the content: equal for two bodies that differ only in white space, in the order of
   * members, or in how a number is written (1.0 and 1.00). A number keeps its value through a
   * database, but not always its scale.
   *
   * @throws IllegalArgumentException if the body is not JSON
   */
  public static byte[] hash(byte[] body) {
    try (JsonParser parser = Json.REQUESTS.createParser(body)) {
      parser.nextToken();
      return hash(parser, MessageDigest.getInstance("SHA-256"));
    } catch (IOException e) {
      throw new IllegalArgumentException("request: not JSON");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /**
   * Each part is hashed by itself, so that all parts have the same length and can't run together.
   */
  private static byte[] hash(JsonParser parser, MessageDigest sha256) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new IOException("the value is missing");
    }
    switch (token) {
      case START_OBJECT -> {
        content.write('{');
        Map<String, byte[]> members = new TreeMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          members.put(name, hash(parser, sha256));
        }
        for (Map.Entry<String, byte[]> member : members.entrySet()) {
          content.write(sha256.digest(member.getKey().getBytes(StandardCharsets.UTF_8)));
          content.write(member.getValue());
        }
      }
      case START_ARRAY -> {
        content.write('[');
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          content.write(hash(parser, sha256));
        }
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        content.write('#');
        BigDecimal value = new BigDecimal(parser.getText()).stripTrailingZeros();
        content.write(value.toString().getBytes(StandardCharsets.UTF_8));
      }
      case VALUE_STRING -> {
        content.write('"');
        content.write(parser.getText().getBytes(StandardCharsets.UTF_8));
      }
      default -> content.write(token.name().getBytes(StandardCharsets.UTF_8));
    }
    return sha256.digest(content.toByteArray());
  }
}
