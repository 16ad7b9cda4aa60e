package io.github.freedomcard.sandbox;

/**
 * When a command that carries a {@code request_id} takes effect, and what is answered until then.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class ProcessingMode {

  private static final ProcessingMode AT_ONCE = new ProcessingMode(0, true);
  private static final ProcessingMode UNTIL_FINISHED = new ProcessingMode(Integer.MAX_VALUE, false);

  private final int questions;
  private final boolean atOnce;

  private ProcessingMode(int questions, boolean atOnce) {
    this.questions = questions;
    this.atOnce = atOnce;
  }

  /** It takes effect at once, and the answer tells how it ended. */
  public static ProcessingMode atOnce() {
    return AT_ONCE;
  }

  /**
   * The command is answered {@code process}, and so are the first {@code questions} questions about
   * it; the next question finishes it, and is answered with its end. It takes effect when it is
   * finished, not before (the sandbox's assumption).
   *
   * @throws IllegalArgumentException if {@code questions} is negative
   */
  public static ProcessingMode afterQuestions(int questions) {
    if (questions < 0) {
      throw new IllegalArgumentException("questions < 0: " + questions);
    }
    return new ProcessingMode(questions, false);
  }

  /**
   * The command and all questions about it are answered {@code process} until {@link
   * FreedomCardSandbox#finish} is called, which is when it takes effect.
   */
  public static ProcessingMode untilFinished() {
    return UNTIL_FINISHED;
  }

  boolean isAtOnce() {
    return atOnce;
  }

  /** Whether a question finishes the command after so many earlier ones. */
  boolean finishesAfter(int questionsAsked) {
    return questions != Integer.MAX_VALUE && questionsAsked >= questions;
  }

  @Override
  public String toString() {
    if (atOnce) {
      return "atOnce";
    }
    return questions == Integer.MAX_VALUE ? "untilFinished" : "afterQuestions(" + questions + ")";
  }
}
