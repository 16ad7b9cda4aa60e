package io.github.freedomcard.journal;

import java.sql.Connection;

/**
 * Updates the application's data when a command is finished.
 *
 * <pre>{@code
 * CommandHandler handler =
 *     (connection, command) -> {
 *       try (PreparedStatement update =
 *           connection.prepareStatement("UPDATE orders SET paid = ? WHERE id = ?")) {
 *         update.setBoolean(1, command.isDone());
 *         update.setString(2, command.reference());
 *         update.executeUpdate();
 *       }
 *     };
 * }</pre>
 *
 * <p>Called by several threads at once.
 */
@FunctionalInterface
public interface CommandHandler {

  /**
   * Handles a command that is {@link CommandState#DONE} or {@link CommandState#REFUSED}.
   *
   * <p>The connection's transaction is the one that marks the command as finished: both are
   * committed, or neither. So what the handler writes with this connection happens exactly once;
   * anything else it does, such as sending a mail, may happen again. The handler may record
   * follow-up commands with the connection; it is then called for them, too, so check {@link
   * JournalEntry#operation}. It must not end the transaction: the connection's own methods for it
   * throw an {@link IllegalStateException}.
   *
   * @throws Exception to roll back; the handler is called again later, without another call of the
   *     API. After several failures the command is parked
   */
  void handle(Connection connection, JournalEntry command) throws Exception;
}
