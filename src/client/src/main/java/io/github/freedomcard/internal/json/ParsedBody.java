package io.github.freedomcard.internal.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the body of a large response holds. It was parsed while it was read, and its bytes are gone.
 */
public final class ParsedBody {

  private final @Nullable Envelope envelope;
  private final Map<String, @Nullable String> scalars;
  private final @Nullable Object value;
  private final UnreadableException unreadable;

  private ParsedBody(
      @Nullable Envelope envelope,
      Map<String, @Nullable String> scalars,
      @Nullable Object value,
      UnreadableException unreadable) {
    this.envelope = envelope;
    this.scalars = scalars;
    this.value = value;
    this.unreadable = unreadable;
  }

  static ParsedBody of(EnvelopeParser parser, @Nullable Object value) {
    return new ParsedBody(
        parser.envelope(),
        parser.scalars(),
        value,
        new UnreadableException("null instead of an object"));
  }

  /** A body that is JSON, but not of the expected shape. */
  static ParsedBody ofAnotherShape(EnvelopeParser parser, UnreadableException unreadable) {
    return new ParsedBody(parser.envelope(), parser.scalars(), null, unreadable);
  }

  /** A body that is not JSON, or not one object. */
  static ParsedBody malformed(UnreadableException unreadable) {
    return new ParsedBody(null, Map.of(), null, unreadable);
  }

  /**
   * The members that state the result of the call, of the whole body.
   *
   * @throws UnreadableException if the body is not a JSON object
   */
  public Envelope envelope() throws UnreadableException {
    if (envelope == null) {
      throw unreadable;
    }
    return envelope;
  }

  /** Those members of the state of a request that the body has and that are scalars. */
  public Map<String, @Nullable String> scalars() {
    return scalars;
  }

  /**
   * The value of the type that the body was parsed to.
   *
   * @throws UnreadableException if the body is not JSON of that shape
   */
  public Object value() throws UnreadableException {
    if (value == null) {
      throw unreadable;
    }
    return value;
  }
}
