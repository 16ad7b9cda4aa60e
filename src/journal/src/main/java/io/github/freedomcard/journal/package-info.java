/**
 * Durable commands: each takes effect at most once, over crashes and several instances.
 *
 * <p>Start with {@link io.github.freedomcard.journal.JdbcCommandJournal}.
 */
@NullMarked
package io.github.freedomcard.journal;

import org.jspecify.annotations.NullMarked;
