package io.github.freedomcard.journal;

/** How far a recorded command has come. */
public enum CommandState {

  /** Recorded, and certainly not sent; also after an attempt that certainly had no effect. */
  RECORDED,

  /** Claimed by a worker or a thread, which sends it; it may have taken effect. */
  IN_FLIGHT,

  /** The server reported that it has accepted the command and not finished it. */
  IN_PROCESS,

  /** It may have taken effect, and nothing has resolved that yet. */
  UNRESOLVED,

  /** Its effect is known, and the handler has not succeeded yet. */
  UNHANDLED,

  /** Took effect; the handler has run, or runs. */
  DONE,

  /** Certainly had no effect, and is not sent again; the handler has run, or runs. */
  REFUSED,

  /** Left to a person: see {@link JournalEntry#problem}. */
  PARKED;

  /** Whether the command is finished: {@link #DONE} or {@link #REFUSED}. */
  public boolean isFinished() {
    return this == DONE || this == REFUSED;
  }
}
