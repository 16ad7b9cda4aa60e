import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.model.gift.ListGiftCardProductsRequest;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runnable jar has all that it needs. */
class StandaloneJarTest {

  @Test
  void jar_whenStarted_servesSignedRequestWithoutWarnings(@TempDir Path directory)
      throws Exception {
    Path errors = directory.resolve("errors");
    Process sandbox =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("standalone.jar"),
                "--port",
                "0")
            .redirectError(errors.toFile())
            .start();
    try (BufferedReader output = sandbox.inputReader()) {
      String baseUrl = output.readLine().replaceFirst("Base URL +", "");
      try (FreedomCardClient client =
          FreedomCardClient.builder()
              .baseUrl(baseUrl)
              .credentials("sandbox", "sandbox-secret")
              .build()) {
        assertFalse(
            client
                .listGiftCardProducts(ListGiftCardProductsRequest.builder().build())
                .productList()
                .isEmpty());
      }
    } finally {
      sandbox.destroy();
      sandbox.waitFor();
    }
    assertEquals("", Files.readString(errors));
  }
}
