package application;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.model.transaction.TransactionType;
import java.math.BigDecimal;
import java.nio.file.Path;
import okhttp3.OkHttpClient;

public final class Charge {

  private Charge() {}

  /** Charges a card, and returns the state and the jar that OkHttp was loaded from. */
  public static String charge(String baseUrl, String authId, String secretKey, String cardId)
      throws Exception {
    try (FreedomCardClient client =
        FreedomCardClient.builder().baseUrl(baseUrl).credentials(authId, secretKey).build()) {
      Path okhttp =
          Path.of(OkHttpClient.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return client.createTransaction(
                  CreateTransactionRequest.builder()
                      .orderId("order-1")
                      .cardId(cardId)
                      .type(TransactionType.DEBIT)
                      .amount(new BigDecimal("10.50"))
                      .currency("KZT")
                      .build())
              .requestStatus()
          + " on "
          + okhttp.getFileName();
    }
  }
}
