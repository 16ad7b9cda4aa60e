package io.github.freedomcard.internal.json;

import com.fasterxml.jackson.core.JsonProcessingException;

/**
 * A body that is not what it should be. Says where and what kind of trouble, and neither quotes the
 * body nor keeps Jackson's exception, whose message does.
 */
public final class UnreadableException extends Exception {

  private static final long serialVersionUID = 1;

  UnreadableException(String message) {
    super(message);
  }

  /**
   * What Jackson could not read. It throws its own exceptions as a rule, and lets others pass:
   * {@code 1e2147483649}, well-formed, is a {@code NumberFormatException}.
   */
  static UnreadableException because(Exception e) {
    if (!(e instanceof JsonProcessingException trouble)) {
      return new UnreadableException("not valid JSON of the expected shape");
    }
    String where =
        trouble.getLocation() == null ? "" : " at byte " + trouble.getLocation().getByteOffset();
    return new UnreadableException("not valid JSON of the expected shape" + where);
  }
}
