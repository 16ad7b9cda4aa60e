/** Durable commands of the Freedom Card client on JDBC. */
module io.github.freedomcard.journal {
  requires transitive io.github.freedomcard;
  requires transitive java.sql;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports io.github.freedomcard.journal;
}
