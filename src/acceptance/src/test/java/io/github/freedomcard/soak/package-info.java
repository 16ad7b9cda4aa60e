/** Sends many commands with faults of all kinds and checks their effects and outcomes. */
@NullMarked
package io.github.freedomcard.soak;

import org.jspecify.annotations.NullMarked;
