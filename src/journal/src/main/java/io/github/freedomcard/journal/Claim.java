package io.github.freedomcard.journal;

/**
 * A committed claim of a command.
 *
 * @param token what the claim writes with
 * @param sentBefore whether the command may have been sent before this claim
 */
record Claim(CommandRow row, long token, boolean sentBefore) {}
