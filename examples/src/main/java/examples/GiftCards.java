package examples;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.model.gift.ConfirmGiftCardRequest;
import io.github.freedomcard.model.gift.GiftCard;
import io.github.freedomcard.model.gift.GiftCardRequest;
import io.github.freedomcard.model.gift.IssueGiftCardRequest;
import io.github.freedomcard.model.gift.IssuedGiftCard;
import io.github.freedomcard.model.gift.ListGiftCardProductsRequest;

/**
 * Sells and confirms a gift card.
 *
 * <p>It runs on the embedded sandbox; with {@code FREEDOM_CARD_AUTH_ID}, {@code
 * FREEDOM_CARD_SECRET_KEY} and {@code FREEDOM_CARD_ENVIRONMENT=test} set, on the vendor's test
 * host.
 */
public final class GiftCards {

  private GiftCards() {}

  public static void main(String[] args) {
    try (ExampleHost host = ExampleHost.open()) {
      run(host, host.client());
    } catch (FreedomCardException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void run(ExampleHost host, FreedomCardClient card) {
    var products =
        card.listGiftCardProducts(ListGiftCardProductsRequest.builder().build()).productList();
    products.forEach(
        product ->
            step(
                "on sale",
                product.code()
                    + " "
                    + product.nameEn()
                    + ", "
                    + product.balance()
                    + " "
                    + product.currency()));

    IssuedGiftCard issued =
        card.issueGiftCard(
            IssueGiftCardRequest.builder()
                .cardholderName("AIGERIM SEITOVA")
                .phone("+7 701 123-45-67")
                .productCode(products.get(0).code())
                .build());
    step("sold", "card " + issued.cardId());

    GiftCard confirmed =
        card.confirmGiftCard(
            ConfirmGiftCardRequest.builder()
                .otp(host.otp(issued.cardId()))
                .cardId(issued.cardId())
                .build());
    step("confirmed", describe(confirmed));

    card.resendGiftCard(GiftCardRequest.builder().cardId(issued.cardId()).build());
    step("resent", "to the buyer");

    GiftCard current =
        card.getGiftCardStatus(GiftCardRequest.builder().cardId(issued.cardId()).build());
    step("status", describe(current));
  }

  private static String describe(GiftCard gift) {
    return gift.cardMask()
        + ", status "
        + gift.cardStatus()
        + ", "
        + gift.cardBalance()
        + " "
        + gift.cardCurrency();
  }

  private static void step(String step, String text) {
    System.out.printf("  %-12s %s%n", step, text);
  }
}
