package durablecharges;

import io.github.freedomcard.sandbox.FreedomCardSandbox;
import io.github.freedomcard.sandbox.SandboxOptions;
import java.io.File;
import java.math.BigDecimal;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts an instance of the order service that dies just after it has charged a card, and another
 * one that goes on.
 *
 * <p>The database is H2 in a file; {@code -Djdbc.url=jdbc:postgresql://...} takes PostgreSQL.
 */
public final class DurableCharges {

  private static final List<String> ORDERS = List.of("order-1", "order-2", "order-3");

  private DurableCharges() {}

  public static void main(String[] args) throws Exception {
    try (FreedomCardSandbox sandbox = FreedomCardSandbox.start()) {
      String cardId = sandbox.arrange().activeCard().balance("1000.00", "KZT").add();
      System.out.println("  an instance places " + ORDERS + " and is killed while it charges:");
      int exit = run(sandbox, cardId, true);
      System.out.println("    exit status " + exit + ", charged " + charged(sandbox, cardId));
      System.out.println("  another instance takes over when the lease is over:");
      run(sandbox, cardId, false);
      System.out.println("    charged " + charged(sandbox, cardId) + " for three orders of 100.00");
      if (sandbox.ledger().charged(cardId).compareTo(new BigDecimal("300.00")) != 0) {
        throw new IllegalStateException("not charged once each");
      }
    }
  }

  private static String charged(FreedomCardSandbox sandbox, String cardId) {
    return sandbox.ledger().charged(cardId).toPlainString() + " KZT";
  }

  private static int run(FreedomCardSandbox sandbox, String cardId, boolean die) throws Exception {
    String url =
        System.getProperty(
            "jdbc.url",
            "jdbc:h2:file:"
                + Path.of("target", "orders-" + sandbox.baseUrl().getPort()).toAbsolutePath());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", classPath(), "-Djdbc.url=" + url, "-Dcard.id=" + cardId));
    command.addAll(
        List.of("-Ddie.after.charge=" + die, "-Dorg.slf4j.simpleLogger.defaultLogLevel=error"));
    command.add(OrderService.class.getName());
    command.addAll(ORDERS);
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("FREEDOM_CARD_BASE_URL", sandbox.baseUrl().toString());
    builder.environment().put("FREEDOM_CARD_AUTH_ID", sandbox.credentials().authId());
    builder.environment().put("FREEDOM_CARD_SECRET_KEY", SandboxOptions.DEFAULT_SECRET_KEY);
    return builder.start().waitFor();
  }

  /** Maven runs the example in a class loader of its own. */
  private static String classPath() throws Exception {
    if (!(DurableCharges.class.getClassLoader() instanceof URLClassLoader loader)) {
      return System.getProperty("java.class.path");
    }
    List<String> files = new ArrayList<>();
    for (URL url : loader.getURLs()) {
      files.add(Path.of(url.toURI()).toString());
    }
    return String.join(File.pathSeparator, files);
  }
}
