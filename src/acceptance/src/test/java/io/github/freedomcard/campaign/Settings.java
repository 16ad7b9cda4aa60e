package io.github.freedomcard.campaign;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.config.MerchantAccount;
import io.github.freedomcard.config.ResendPolicy;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.journal.CommandHandler;
import io.github.freedomcard.journal.JdbcCommandJournal;
import io.github.freedomcard.journal.KeyProvider;
import io.github.freedomcard.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import javax.sql.DataSource;
import okhttp3.OkHttpClient;

/** What the processes of a campaign have in common; a properties file in its folder. */
final class Settings {

  /** The name of the system property that leaves out a protection. */
  static final String WITHOUT = "campaign.without";

  static final Duration LEASE = Duration.ofSeconds(4);
  static final Duration ATTEMPT_TIMEOUT = Duration.ofMillis(500);

  private static final String FILE = "campaign.properties";

  private final Properties properties;

  private Settings(Properties properties) {
    this.properties = properties;
  }

  static Settings read(Path folder) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(folder.resolve(FILE))) {
      properties.load(reader);
    }
    return new Settings(properties);
  }

  /** Writes the file at once: whoever sees it can read all of it. */
  static void write(Path folder, Properties properties) throws IOException {
    Path file = folder.resolve(FILE + ".new");
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    Files.move(file, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
  }

  static boolean exist(Path folder) {
    return Files.exists(folder.resolve(FILE));
  }

  /** Whether this run is without a protection, so that the campaign must find violations. */
  static boolean without(String protection) {
    return protection.equals(System.getProperty(WITHOUT));
  }

  String text(String name) {
    return properties.getProperty(name);
  }

  List<String> list(String name) {
    return Arrays.asList(text(name).split(",", -1));
  }

  JdbcCommandJournal journal(DataSource dataSource, CommandHandler handler) {
    URI baseUrl = URI.create(text("baseUrl"));
    return JdbcCommandJournal.on(dataSource)
        .account(
            new MerchantAccount(
                baseUrl.getHost() + ":" + baseUrl.getPort(), SandboxOptions.DEFAULT_AUTH_ID))
        .keys(KeyProvider.of("1", new byte[32]))
        .handler(handler)
        .lease(LEASE)
        .backoff(Duration.ofMillis(100), Duration.ofSeconds(1))
        // Nothing is parked only because the campaign keeps the workers from working.
        .parkAfter(Duration.ofHours(1))
        .build();
  }

  FreedomCardClient client(OkHttpClient.Builder http) {
    return FreedomCardClient.builder()
        .baseUrl(text("baseUrl"))
        .credentials(SandboxOptions.DEFAULT_AUTH_ID, SandboxOptions.DEFAULT_SECRET_KEY)
        .httpClient(http.build())
        .attemptTimeout(ATTEMPT_TIMEOUT)
        .retryPolicy(
            RetryPolicy.builder()
                .backoff(Duration.ofMillis(5), Duration.ofMillis(50))
                // The evidence of most operations here is inferred; the sandbox keeps the rule.
                .resend(ResendPolicy.ALWAYS)
                .unknownRequestCodes(Set.of("request_not_found"))
                .build())
        .build();
  }
}
