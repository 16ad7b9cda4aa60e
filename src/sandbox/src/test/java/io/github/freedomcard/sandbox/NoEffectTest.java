package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.SandboxAssertions.assertThat;
import static io.github.freedomcard.sandbox.SandboxCaller.CARD;
import static io.github.freedomcard.sandbox.SandboxCaller.CLIENT;
import static io.github.freedomcard.sandbox.SandboxCaller.TRANSACTION;
import static io.github.freedomcard.sandbox.SandboxCaller.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.error.AuthenticationException;
import io.github.freedomcard.model.card.BlockCardRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A failed assertion lists the commands that were refused or are in process. */
class NoEffectTest {

  private final FreedomCardSandbox sandbox =
      FreedomCardSandbox.start(
          SandboxOptions.builder()
              .clock(Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC))
              .build());
  private final SandboxCaller caller = new SandboxCaller(sandbox);
  private final String cardId = sandbox.arrange().activeCard().balance("10.00", "KZT").add();
  private final String requestId = newId();

  @AfterEach
  void close() {
    sandbox.close();
  }

  private void refuseCharge() {
    caller.error(
        "insufficient_funds",
        TRANSACTION + "create",
        "{'request_id':'%s','order_id':'o1','card_id':'%s','type':'debit','amount':10.50,"
            + "'currency':'KZT'}",
        requestId,
        cardId);
  }

  private void block() {
    caller.call(
        CARD + "block",
        "{'request_id':'%s','card_id':'%s','description':'lost'}",
        requestId,
        cardId);
  }

  private void assertFails(String message) {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(sandbox.ledger()).card(cardId).chargedOnce("10.50", "KZT"))
        .withMessageEndingWith("; its ledger:\n  arranged 10.00 KZT\n  no entries" + message);
    assertThat(sandbox.ledger()).hasToString("Ledger:\n  no entries" + message);
  }

  @Test
  void refusedCommand_whenItNamesTheCard_listedWithErrorCode() {
    refuseCharge();
    assertFails(
        ("\n  no effect: 2026-03-01T15:00+05:00 createTransaction, card %s, request %s, refused:"
                + " insufficient_funds (amount: exceeds the available amount)")
            .formatted(cardId, requestId));
  }

  @Test
  void refusedCommand_ofAnotherCard_listedForTheWholeLedgerOnly() {
    refuseCharge();
    String other = sandbox.arrange().activeCard().add();
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(sandbox.ledger()).card(other).chargedOnce("10.50", "KZT"))
        .withMessageEndingWith("; its ledger:\n  no entries");
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(sandbox.ledger()).tookEffectOnce(UUID.fromString(requestId)))
        .withMessageEndingWith(
            "it never did; the ledger:\n  no entries\n  no effect: 2026-03-01T15:00+05:00"
                + " createTransaction, card %s, request %s, refused: insufficient_funds (amount:"
                + " exceeds the available amount)",
            cardId, requestId);
  }

  @Test
  void refusedCommand_whenItNamesATransaction_listedForItsCard() {
    String transactionId = caller.transaction(cardId, "debit", "5");
    caller.commandError(
        "amount_too_large",
        TRANSACTION + "refund",
        "'order_id':'o1','transaction_id':'%s','amount':6",
        transactionId);
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(sandbox.ledger()).card(cardId).refundedOnce("6", "KZT"))
        .withMessageContaining("refundTransaction, card " + cardId + ", request ")
        .withMessageEndingWith(", refused: amount_too_large (amount: 6 > 5 refundable)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4400430212345678", "4400-4302-1234-5678-1"})
  void refusedCommand_whenItsIdsAreNone_listedWithoutThem(String number) {
    caller.error(
        "invalid_request",
        TRANSACTION + "create",
        "{'request_id':'%1$s','order_id':'o1','card_id':'%1$s',"
            + "'type':'debit','amount':10.50,'currency':'KZT'}",
        number);
    assertFails(
        "\n  no effect: 2026-03-01T15:00+05:00 createTransaction, refused: invalid_request"
            + " (request_id: not a UUID)");
  }

  @Test
  void refusedCommand_whenItsSignatureIsWrong_listed() {
    try (FreedomCardClient client =
        sandbox
            .newClientBuilder()
            .credentials(
                Credentials.of("sandbox", "not the secret key, but as long as that one is"))
            .build()) {
      BlockCardRequest request =
          BlockCardRequest.builder()
              .cardId(cardId)
              .description("lost")
              .requestId(UUID.fromString(requestId))
              .build();
      assertThatExceptionOfType(AuthenticationException.class)
          .isThrownBy(() -> client.blockCard(request));
    }
    assertThat(sandbox.ledger().toString())
        .matches(
            "Ledger:\n  no entries\n  no effect: [^\n]* blockCard, card %s, request %s, refused: unauthorized \\(X-JWS-Signature: [^\n]*\\)"
                .formatted(cardId, requestId));
  }

  @Test
  void read_whenRefused_notListed() {
    caller.error("card_not_found", CARD + "balance", "{'card_id':'%s'}", newId());
    assertFails("");
  }

  @Test
  void commandInProcess_untilItEnds_listedAsSuch() {
    sandbox.faults().next("blockCard", Fault.requestInProcess());
    block();
    assertFails(
        "\n  no effect: 2026-03-01T15:00+05:00 blockCard, card %s, request %s, in process"
            .formatted(cardId, requestId));
    sandbox.finish(UUID.fromString(requestId));
    assertThat(sandbox.ledger().toString())
        .contains("\n  #1 ")
        .doesNotContain("no effect", "in process");
  }

  @Test
  void commandInProcess_whenItFails_listedAsRefused() {
    sandbox.faults().next("blockCard", Fault.requestInProcess());
    block();
    sandbox.fail(UUID.fromString(requestId), "card_status");
    assertFails(
        ("\n  no effect: 2026-03-01T15:00+05:00 blockCard, card %s, request %s, refused:"
                + " card_status (failed by the test)")
            .formatted(cardId, requestId));
  }

  @Test
  void commandInProcess_whenItIsRefusedInTheEnd_listedOnce() {
    sandbox.faults().next("blockCard", Fault.requestInProcess(1));
    block();
    caller.command(CARD + "close", "'card_id':'%s','description':'lost'", cardId);
    caller.status(requestId);
    caller.status(requestId);
    assertThat(sandbox.ledger().toString())
        .containsOnlyOnce("no effect")
        .contains("request " + requestId + ", refused: card_status (card_id: the card is ");
  }

  @Test
  void message_always_hasNoPersonalData() {
    caller.commandError(
        "invalid_request",
        CLIENT + "add",
        "'first_name':'AIGERIM','last_name':'SEITOVA','phone':'7701123456'");
    assertThat(sandbox.ledger().toString())
        .contains("createClient", "refused: invalid_request")
        .doesNotContain("AIGERIM", "SEITOVA", "7701123456");
  }

  @Test
  void reset_always_forgetsCommandsWithoutEffect() {
    caller.commandError(
        "card_not_found", CARD + "close", "'card_id':'%s','description':'lost'", newId());
    sandbox.faults().next("blockCard", Fault.requestInProcess());
    block();
    sandbox.reset();
    assertThat(sandbox.ledger()).hasToString("Ledger:\n  no entries");
  }
}
