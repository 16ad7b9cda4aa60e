package io.github.freedomcard.journal;

/**
 * A committed claim of a command.
 *
 * @param token what the claim writes with
 * @param sentBefore whether the command may have been sent before this claim
 * @param end when its lease is over, by {@link System#nanoTime}; after that nothing is sent
 */
record Claim(CommandRow row, long token, boolean sentBefore, long end) {}
