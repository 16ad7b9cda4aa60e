package io.github.freedomcard.internal.util;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code request_id} of a response, which the contract does not name. A value that is not
 * a UUID is null: it must not make the response to a finished command unreadable.
 */
public final class LenientUuid extends StdDeserializer<UUID> {

  private static final long serialVersionUID = 1;

  /** For Jackson. */
  public LenientUuid() {
    super(UUID.class);
  }

  @Override
  public @Nullable UUID deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    String text = parser.getValueAsString();
    parser.skipChildren();
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException noUuid) {
      return null;
    }
  }
}
