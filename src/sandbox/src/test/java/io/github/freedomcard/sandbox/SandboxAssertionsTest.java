package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.SandboxAssertions.assertThat;
import static io.github.freedomcard.sandbox.SandboxCaller.CARD;
import static io.github.freedomcard.sandbox.SandboxCaller.TRANSACTION;
import static io.github.freedomcard.sandbox.SandboxCaller.newId;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.GiftCardOperations;
import io.github.freedomcard.operation.TransactionOperations;
import io.github.freedomcard.testing.Javac;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxAssertionsTest {

  private final FreedomCardSandbox sandbox =
      FreedomCardSandbox.start(
          SandboxOptions.builder()
              .clock(Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC))
              .build());
  private final SandboxCaller caller = new SandboxCaller(sandbox);
  private final String cardId = sandbox.arrange().activeCard().balance("1000.00", "KZT").add();

  @AfterEach
  void close() {
    sandbox.close();
  }

  private CardAssert card() {
    return assertThat(sandbox.ledger()).card(cardId);
  }

  private String charge(String amount) {
    return caller.transaction(cardId, "debit", amount);
  }

  private void refund(String transactionId, String amount) {
    caller.command(
        TRANSACTION + "refund",
        "'order_id':'o1','transaction_id':'%s','amount':%s",
        transactionId,
        amount);
  }

  private void block() {
    caller.command(CARD + "block", "'card_id':'%s','description':'lost'", cardId);
  }

  private void assertFails(ThrowingCallable assertion, String message) {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(assertion)
        .withMessageStartingWith("card " + cardId + ": " + message + "; its ledger:");
  }

  @Test
  void card_whenAllMatches_passes() {
    String transactionId = charge("10.50");
    refund(transactionId, "0.50");
    sandbox.arrange().purchase(cardId, "250.00", "KZT").book();
    block();
    card()
        .chargedOnce("10.50", "KZT")
        .chargedInTotal("10.5", "KZT")
        .refundedOnce("0.50", "KZT")
        .refundedInTotal("0.5", "KZT")
        .notCredited()
        .creditedInTotal("0", "KZT")
        .hasAvailable("740.00", "KZT")
        .tookEffectOnce(CardOperations.BLOCK_CARD)
        .neverTookEffect(CardOperations.CLOSE_CARD)
        .nothingElse();
  }

  @Test
  void card_whenNoCommands_passes() {
    sandbox.arrange().purchase(cardId, "250.00", "KZT").book();
    card().notCharged().notRefunded().notCredited().hasAvailable("750", "KZT").nothingElse();
    assertThat(sandbox.ledger()).nothingElse();
  }

  @Test
  void chargedOnce_whenClearedForLess_passes() {
    String transactionId = charge("10.50");
    caller.command(
        TRANSACTION + "clearing",
        "'order_id':'o1','transaction_id':'%s','amount':8",
        transactionId);
    card().chargedOnce("10.50", "KZT").chargedInTotal("8", "KZT").nothingElse();
  }

  @Test
  void chargedOnce_whenChargedTwice_failsAndShowsTheLedger() {
    String first = newId();
    String second = newId();
    for (String requestId : new String[] {first, second}) {
      caller.ok(
          TRANSACTION + "create",
          "{'request_id':'%s','order_id':'o1','card_id':'%s','type':'debit','amount':10.50,"
              + "'currency':'KZT'}",
          requestId,
          cardId);
    }
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> card().chargedOnce("10.50", "KZT"))
        .withMessage(
            """
            card %1$s: expected exactly one charge of 10.50 KZT, but found #1 #2; its ledger:
              arranged 1000.00 KZT
              #1 2026-03-01T15:00+05:00 createTransaction, card %1$s, request %2$s, charged 10.50 KZT
              #2 2026-03-01T15:00+05:00 createTransaction, card %1$s, request %3$s, charged 10.50 KZT"""
                .formatted(cardId, first, second));
  }

  @Test
  void chargedOnce_whenDifferent_fails() {
    assertFails(
        () -> card().chargedOnce("10.50", "KZT"),
        "expected exactly one charge of 10.50 KZT, but found none");
    charge("10.51");
    assertFails(
        () -> card().chargedOnce("10.50", "KZT"),
        "expected exactly one charge of 10.50 KZT, but found #1");
    assertFails(
        () -> card().chargedOnce("10.51", "USD"),
        "expected exactly one charge of 10.51 USD, but found #1");
  }

  @Test
  void chargedOnce_whenOfAnotherCard_fails() {
    charge("10.50");
    String other = sandbox.arrange().activeCard().add();
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(sandbox.ledger()).card(other).chargedOnce("10.50", "KZT"))
        .withMessageEndingWith("but found none; its ledger:\n  no entries");
  }

  @Test
  void notCharged_whenCharged_fails() {
    charge("10.50");
    assertFails(() -> card().notCharged(), "expected no charge, but found #1");
  }

  @Test
  void chargedInTotal_whenDifferent_fails() {
    charge("10.50");
    charge("20");
    card().chargedInTotal("30.50", "KZT").nothingElse();
    assertFails(
        () -> card().chargedInTotal("30.51", "KZT"),
        "expected charged in total: 30.51 KZT, but was 30.50 KZT");
    assertFails(
        () -> card().chargedInTotal("30.50", "USD"),
        "expected charged in total: 30.50 USD, but was 0 USD");
  }

  @Test
  void refunded_whenDifferent_fails() {
    String transactionId = charge("10.50");
    assertFails(
        () -> card().refundedOnce("1", "KZT"),
        "expected exactly one refund of 1 KZT, but found none");
    refund(transactionId, "1");
    assertFails(() -> card().notRefunded(), "expected no refund, but found #2");
    refund(transactionId, "1");
    assertFails(
        () -> card().refundedOnce("1", "KZT"),
        "expected exactly one refund of 1 KZT, but found #2 #3");
    assertFails(
        () -> card().refundedInTotal("1", "KZT"),
        "expected refunded in total: 1 KZT, but was 2 KZT");
  }

  @Test
  void credited_whenDifferent_fails() {
    assertFails(
        () -> card().creditedOnce("1000", "KZT"),
        "expected exactly one credit of 1000 KZT, but found none");
    caller.transaction(cardId, "credit", "5");
    card().creditedOnce("5", "KZT").nothingElse();
    assertFails(() -> card().notCredited(), "expected no credit, but found #1");
    assertFails(
        () -> card().creditedInTotal("1005", "KZT"),
        "expected credited in total: 1005 KZT, but was 5 KZT");
  }

  @Test
  void hasAvailable_whenDifferent_fails() {
    charge("10.50");
    assertFails(
        () -> card().hasAvailable("1000", "KZT"),
        "expected available: 1000 KZT, but was 989.50 KZT");
  }

  @Test
  void tookEffect_whenDifferent_fails() {
    assertFails(
        () -> card().tookEffectOnce(CardOperations.BLOCK_CARD),
        "expected blockCard to take effect once, but it never did");
    block();
    assertFails(
        () -> card().neverTookEffect(CardOperations.BLOCK_CARD),
        "expected blockCard to take effect never, but it took effect once");
    caller.command(CARD + "unblock", "'card_id':'%s','description':'found'", cardId);
    block();
    assertFails(
        () -> card().tookEffectOnce(CardOperations.BLOCK_CARD),
        "expected blockCard to take effect once, but it took effect 2 times");
  }

  @Test
  void nothingElse_whenSomethingElse_fails() {
    charge("10.50");
    block();
    assertFails(
        () -> card().chargedOnce("10.50", "KZT").nothingElse(),
        "expected no other command to take effect, but found #2");
    assertFails(
        () -> card().tookEffectOnce(TransactionOperations.CREATE_TRANSACTION).nothingElse(),
        "expected no other command to take effect, but found #2");
  }

  @Test
  void request_whenDifferent_fails() {
    UUID requestId = UUID.randomUUID();
    assertThat(sandbox.ledger()).neverTookEffect(requestId);
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(sandbox.ledger()).tookEffectOnce(requestId))
        .withMessage(
            "request %s: expected the request to take effect once, but it never did; the ledger:\n  no entries",
            requestId);

    caller.ok(CARD + "reset_counter_pin", "{'request_id':'%s','card_id':'%s'}", requestId, cardId);
    assertThat(sandbox.ledger()).tookEffectOnce(requestId).nothingElse();
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(sandbox.ledger()).neverTookEffect(requestId))
        .withMessage(
            "request %1$s: expected the request to take effect never, but it took effect once; the ledger:\n"
                + "  #1 2026-03-01T15:00+05:00 resetPinCounter, card %2$s, request %1$s",
            requestId, cardId);
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(sandbox.ledger()).nothingElse())
        .withMessageStartingWith("expected no other command to take effect, but found:\n  #1 ");
  }

  @Test
  void description_whenSet_isInMessageOfCardAssert() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(
            () ->
                assertThat(sandbox.ledger()).as("100%% paid").card(cardId).chargedOnce("1", "KZT"))
        .withMessageStartingWith("[100%% paid] card " + cardId);
  }

  @Test
  void message_whenIdContainsFormatSpecifier_isUnchanged() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(sandbox.ledger()).card("%d").chargedOnce("1", "KZT"))
        .withMessageStartingWith("card %d: unknown to the sandbox");
  }

  @Test
  void giftCard_whenIssued_isChargedToTheDeposit() {
    long giftCard = sandbox.arrange().blankGiftCard();
    caller.gift(
        0,
        "issue_card",
        "{'cardholder_name':'A B','phone':77011234567,'product_code':1,'card_id':%s}",
        giftCard);
    assertThat(sandbox.ledger())
        .giftCard(giftCard)
        .chargedOnce("5000", "KZT")
        .tookEffectOnce(GiftCardOperations.ISSUE_GIFT_CARD)
        .nothingElse();
  }

  @Test
  void card_whenUnknown_fails() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(sandbox.ledger()).as("paid").card("no-such-card"))
        .withMessage("[paid] card no-such-card: unknown to the sandbox; the ledger:\n  no entries");
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(sandbox.ledger()).giftCard(1))
        .withMessageStartingWith("card 1: unknown to the sandbox");
    sandbox.reset();
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(this::card)
        .withMessageStartingWith("card " + cardId + ": unknown to the sandbox");
  }

  @Test
  void card_whenNoEffects_passes() {
    assertThat(sandbox.ledger()).giftCard(sandbox.arrange().blankGiftCard()).nothingElse();
    assertThat(sandbox.ledger()).card(sandbox.arrange().closedCard().add()).nothingElse();
    caller.command(CARD + "bulk_issue", "'product_id':2000,'quantity':1");
    assertThat(sandbox.ledger()).tookEffect(CardOperations.BULK_ISSUE_CARDS, 1).nothingElse();
  }

  @Test
  void description_whenSetInAnyWay_appliesToCardAssert() {
    assertThat(
            assertThat(sandbox.ledger())
                .as("after %s of 100%%", "refund")
                .card(cardId)
                .descriptionText())
        .isEqualTo("after refund of 100%");
    assertThat(assertThat(sandbox.ledger()).as(() -> "50% off").card(cardId).descriptionText())
        .isEqualTo("50% off");
  }

  @Test
  void tookEffect_whenOtherCount_fails() {
    charge("10.50");
    charge("20");
    block();
    assertThat(sandbox.ledger())
        .tookEffect(TransactionOperations.CREATE_TRANSACTION, 2)
        .tookEffect(CardOperations.BLOCK_CARD, 1)
        .tookEffect(CardOperations.CLOSE_CARD, 0)
        .nothingElse();
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(
            () ->
                assertThat(sandbox.ledger())
                    .tookEffect(TransactionOperations.CREATE_TRANSACTION, 1))
        .withMessageStartingWith(
            "expected createTransaction to take effect once, but it took effect 2 times; the ledger:\n  #1 ");
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(
            () ->
                assertThat(sandbox.ledger()).tookEffect(CardOperations.BLOCK_CARD, 1).nothingElse())
        .withMessageStartingWith("expected no other command to take effect, but found:\n  #1 ");
  }

  @Test
  void operation_whenRead_rejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertThat(sandbox.ledger()).tookEffect(CardOperations.GET_CARD_INFO, 0))
        .withMessage("operation: a read, which has no effect: getCardInfo");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> card().neverTookEffect(CardOperations.GET_CARD_INFO))
        .withMessage("operation: a read, which has no effect: getCardInfo");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertThat(sandbox.ledger()).tookEffect(CardOperations.CLOSE_CARD, -1))
        .withMessage("times < 0: -1");
  }

  @Test
  void ledger_always_showsItsEntries() {
    assertThat(sandbox.ledger()).hasToString("Ledger:\n  no entries");
    block();
    assertThat(sandbox.ledger().toString()).matches("Ledger:\n  #1 [^\n]* blockCard, card [^\n]*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SandboxAssertions.assertThat",
        "SandboxAssertions.*",
        "SandboxAssertions.assertThat;Assertions.*",
        "SandboxAssertions.*;Assertions.*",
        "SandboxAssertions.assertThat;Assertions.assertThat",
        "SandboxAssertions.assertThat;Assertions.assertThat;Assertions.*"
      })
  void assertThat_whenImportedWithOrWithoutAssertj_compiles(String imports) {
    String all =
        Stream.of(imports.split(";"))
            .map(
                name ->
                    name.startsWith("S")
                        ? "io.github.freedomcard.sandbox." + name
                        : "org.assertj.core.api." + name)
            .map(name -> "import static " + name + ";\n")
            .collect(joining());
    assertThat(
            Javac.errors(
                all
                    + """
                    import io.github.freedomcard.sandbox.FreedomCardSandbox;
                    class Both {
                      void test(FreedomCardSandbox sandbox) {
                        assertThat(sandbox.ledger()).card("1").notCharged();
                        assertThat(sandbox.ledger().entries()).hasSize(1);
                        assertThat("text").isEqualTo("text");
                        assertThat(1).isPositive();
                        assertThat(sandbox.faults().pending()).isEmpty();
                        assertThat(java.util.Optional.of(1)).contains(1);
                        %s
                      }
                    }
                    """
                        .formatted(
                            imports.contains("*")
                                ? "assertThatThrownBy(() -> test(null)).isNotNull();"
                                : "")))
        .isEmpty();
  }

  @Test
  void amount_whenInvalid_isIllegalArgument() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> card().chargedOnce("0", "KZT"))
        .withMessage("amount <= 0: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> card().hasAvailable("1", "tenge"))
        .withMessage("currency: not three capital letters: tenge");
  }

  @Test
  void assertj_always_neededByAssertionsOnly() throws IOException {
    try (Stream<Path> sources =
        Files.list(Path.of("src/main/java/io/github/freedomcard/sandbox"))) {
      assertThat(
              sources.filter(
                  source ->
                      !source.toString().matches(".*Test(Caller)?\\.java")
                          && read(source).contains("org.assertj")))
          .extracting(source -> source.getFileName().toString())
          .containsExactlyInAnyOrder(
              "CardAssert.java", "LedgerAssert.java", "SandboxAssertions.java");
    }
  }

  private static String read(Path source) {
    try {
      return Files.readString(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
