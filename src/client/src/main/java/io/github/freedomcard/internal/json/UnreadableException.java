package io.github.freedomcard.internal.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import java.io.IOException;

/**
 * A body that can't be read. The message says where; it does not quote the body, and Jackson's
 * exception, which does, is not kept as the cause.
 */
public final class UnreadableException extends Exception {

  private static final long serialVersionUID = 1;

  UnreadableException(String message) {
    super(message);
  }

  /**
   * The exception for what Jackson could not read. Jackson lets some exceptions of others pass:
   * {@code 1e2147483649} is well-formed, and a {@code NumberFormatException}.
   */
  static UnreadableException because(Exception e) {
    if (!(e instanceof JsonProcessingException failure)) {
      return new UnreadableException("not valid JSON of the expected shape");
    }
    String where =
        failure.getLocation() == null ? "" : " at byte " + failure.getLocation().getByteOffset();
    return new UnreadableException("not valid JSON of the expected shape" + where);
  }

  /**
   * Whether the body is not well-formed, or could not be read to its end, so that nothing is
   * certain of what follows in it. Otherwise it only has another shape than was expected.
   */
  static boolean isMalformed(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      // After a text that is too long, the parser would go on within it.
      boolean isCut =
          cause instanceof StreamReadException || cause instanceof StreamConstraintsException;
      boolean isOfShape = cause instanceof JacksonException && !isCut;
      boolean isWellFormed = isOfShape || cause instanceof InputCoercionException;
      if (cause instanceof IOException && !isWellFormed) {
        return true;
      }
    }
    return false;
  }
}
