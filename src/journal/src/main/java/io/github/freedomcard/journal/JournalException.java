package io.github.freedomcard.journal;

import org.jspecify.annotations.Nullable;

/**
 * The journal could not read or write its table. The message says whether a command may have been
 * sent.
 */
public final class JournalException extends RuntimeException {

  private static final long serialVersionUID = 1;

  JournalException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
