package io.github.freedomcard.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
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
}
