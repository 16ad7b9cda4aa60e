package io.github.freedomcard.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
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
   * Each value is hashed by itself and then as one of its parent, so that the members of an object
   * can be put in order, and values can't run together.
   */
  private static byte[] hash(JsonParser parser, MessageDigest sha256) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new IOException("the value is missing");
    }
    switch (token) {
      case START_OBJECT -> {
        Map<String, byte[]> members = new TreeMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          members.put(name, hash(parser, sha256));
        }
        members.forEach(
            (name, value) -> {
              update(sha256, '"', name);
              sha256.update(value);
            });
        sha256.update((byte) '{');
      }
      case START_ARRAY -> {
        List<byte[]> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          values.add(hash(parser, sha256));
        }
        values.forEach(sha256::update);
        sha256.update((byte) '[');
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          update(sha256, '#', new BigDecimal(parser.getText()).stripTrailingZeros().toString());
      case VALUE_STRING -> update(sha256, '"', parser.getText());
      default -> update(sha256, '=', token.name());
    }
    return sha256.digest();
  }

  private static void update(MessageDigest sha256, char kind, String text) {
    sha256.update(text.getBytes(StandardCharsets.UTF_8));
    sha256.update((byte) kind);
  }
}
