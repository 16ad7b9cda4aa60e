package durablecharges;

import com.zaxxer.hikari.HikariDataSource;
import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.config.ResendPolicy;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.journal.JournalWorker;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

/**
 * One instance of the order service. It places the orders that its arguments name, and charges
 * until they are finished.
 *
 * <p>{@code -Djdbc.url} names the database: H2 in a file for one instance, PostgreSQL for several.
 */
public final class OrderService {

  private OrderService() {}

  public static void main(String[] args) throws Exception {
    String cardId = System.getProperty("card.id");
    boolean die = Boolean.getBoolean("die.after.charge");
    try (HikariDataSource database = new HikariDataSource();
        FreedomCardClient client = client(die)) {
      database.setJdbcUrl(System.getProperty("jdbc.url"));
      // From the key store of your platform, in a real service.
      byte[] key = "example-key-example-key-example-".getBytes(StandardCharsets.US_ASCII);
      Orders orders = new Orders(database, client.account(), key);
      if (die) {
        for (String id : args) {
          orders.place(id, cardId, new BigDecimal("100.00"));
        }
      }
      JournalWorker worker =
          JournalWorker.of(orders.journal(), client)
              .concurrency(4)
              .pollInterval(Duration.ofMillis(100))
              .start();
      try {
        for (String id : args) {
          while (orders.status(id).equals("PLACED")) {
            Thread.sleep(50);
          }
          System.out.println("    order " + id + " is " + orders.status(id));
        }
      } finally {
        worker.close();
      }
    }
  }

  /**
   * A client of the host that {@code FREEDOM_CARD_*} names. Resending is allowed here, since the
   * sandbox refuses the second of two requests with one {@code request_id}; check that on the
   * vendor's test host.
   */
  private static FreedomCardClient client(boolean die) {
    return FreedomCardClient.builder()
        .baseUrl(System.getenv("FREEDOM_CARD_BASE_URL"))
        .credentials(
            System.getenv("FREEDOM_CARD_AUTH_ID"), System.getenv("FREEDOM_CARD_SECRET_KEY"))
        .retryPolicy(
            RetryPolicy.builder()
                .resend(ResendPolicy.ALWAYS)
                .unknownRequestCodes(Set.of("request_not_found"))
                .build())
        .listener(
            call -> {
              if (die && call.operation().name().equals("createTransaction")) {
                // As kill -9: the card is charged, and nothing was written.
                Runtime.getRuntime().halt(137);
              }
            })
        .build();
  }
}
