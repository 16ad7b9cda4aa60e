package io.github.freedomcard.spring.observation;

/** Marks the observation of a wait that ended with a failed command; nobody throws it. */
final class ReportedErrorException extends Exception {

  private static final long serialVersionUID = 1;

  ReportedErrorException() {
    super("the request ended with an error", null, false, false);
  }
}
