package io.github.freedomcard.journal;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The parameters of a statement, in order. */
final class Parameters {

  private final PreparedStatement statement;
  private int index;

  Parameters(PreparedStatement statement) {
    this.statement = statement;
  }

  Parameters key(CommandKey key) throws SQLException {
    return add(key.requestId()).add(key.account());
  }

  Parameters seconds(Duration duration) throws SQLException {
    return add(BigDecimal.valueOf(duration.toMillis(), 3));
  }

  Parameters add(@Nullable Object value) throws SQLException {
    statement.setObject(++index, value);
    return this;
  }

  Parameters add(byte @Nullable [] value) throws SQLException {
    statement.setBytes(++index, value);
    return this;
  }
}
