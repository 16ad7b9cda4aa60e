package io.github.freedomcard.internal.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.model.RequestState;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the envelope of a response while Jackson reads its typed value, so that one pass is enough.
 *
 * <p>Short texts that repeat, such as currencies and cities, become one string: a statement repeats
 * them in each operation.
 */
final class EnvelopeParser extends JsonParserDelegate {

  private static final int SLOTS = 1024;
  private static final int MAX_SHARED_LENGTH = 32;

  private final Envelope.Members members = new Envelope.Members();
  private final Map<String, @Nullable String> scalars = new HashMap<>();
  private final @Nullable String[] texts = new String[SLOTS];

  /** The member of the outermost object whose value comes next. */
  private @Nullable String name;

  private boolean ended;

  EnvelopeParser(JsonParser parser) {
    super(parser);
  }

  Envelope envelope() {
    return members.envelope();
  }

  /** The members of the outermost object that the state of a request has and that are scalars. */
  Map<String, @Nullable String> scalars() {
    return scalars;
  }

  /** Reads the first token; the envelope is that of an object. */
  void start() throws IOException {
    if (nextToken() != JsonToken.START_OBJECT) {
      throw new JsonParseException(this, "not an object");
    }
  }

  /**
   * Reads the rest of the body after Jackson could not read the typed value.
   *
   * @throws IOException if the body is not well-formed
   */
  void finish() throws IOException {
    while (nextToken() != null) {}
  }

  @Override
  public @Nullable JsonToken nextToken() throws IOException {
    JsonToken token = delegate.nextToken();
    if (ended && token != null) {
      throw new JsonParseException(this, "more than one value");
    }
    if (token == JsonToken.FIELD_NAME) {
      if (depth() == 1) {
        name = delegate.currentName();
      }
    } else if (name != null && token != null) {
      add(name);
      name = null;
    } else if (token == JsonToken.END_OBJECT) {
      ended = depth() == 0;
    }
    return token;
  }

  private int depth() {
    return delegate.getParsingContext().getNestingDepth();
  }

  private void add(String name) throws IOException {
    if (AdditionalProperties.isDeclared(RequestState.class, name)) {
      members.add(name, delegate);
      scalars.put(name, Envelope.text(delegate));
    }
  }

  @Override
  public @Nullable JsonToken nextValue() throws IOException {
    JsonToken token = nextToken();
    return token == JsonToken.FIELD_NAME ? nextToken() : token;
  }

  @Override
  public JsonParser skipChildren() throws IOException {
    if (depth() > 1 || !hasToken(JsonToken.START_OBJECT)) {
      delegate.skipChildren();
      return this;
    }
    // The outermost object; its envelope counts even if its value does not.
    while (!ended && nextToken() != null) {}
    return this;
  }

  @Override
  public String getText() throws IOException {
    return delegate.hasToken(JsonToken.VALUE_STRING) ? sharedText() : delegate.getText();
  }

  private String sharedText() throws IOException {
    int length = delegate.getTextLength();
    if (length == 0 || length > MAX_SHARED_LENGTH) {
      return delegate.getText();
    }
    char[] text = delegate.getTextCharacters();
    int start = delegate.getTextOffset();
    if (text[start] <= '9') {
      // Numbers and date-times rarely repeat; they would only displace what does.
      return delegate.getText();
    }
    int hash = 0;
    for (int i = start; i < start + length; i++) {
      hash = 31 * hash + text[i];
    }
    int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
    String known = texts[slot];
    if (known != null && isEqual(known, text, start, length)) {
      return known;
    }
    String fresh = delegate.getText();
    texts[slot] = fresh;
    return fresh;
  }

  private static boolean isEqual(String known, char[] text, int start, int length) {
    if (known.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (known.charAt(i) != text[start + i]) {
        return false;
      }
    }
    return true;
  }
}
