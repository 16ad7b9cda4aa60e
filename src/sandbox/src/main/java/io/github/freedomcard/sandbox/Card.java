package io.github.freedomcard.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A payment card. */
final class Card {

  /** How far a card has come in its life; closed is the end of it. */
  enum Status {
    ISSUED,
    ACTIVE,
    BLOCKED,
    CLOSED;

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  final String id;
  final int productId;
  final CardSecrets secrets;

  /** By currency. */
  final Map<String, Account> accounts = new LinkedHashMap<>();

  /** What was booked, oldest first. */
  final List<Booking> bookings = new ArrayList<>();

  Status status = Status.ISSUED;
  @Nullable String clientId;

  Card(String id, int productId, CardSecrets secrets) {
    this.id = id;
    this.productId = productId;
    this.secrets = secrets;
  }

  /** Refuses what may not be done to a card in its present state. */
  void mustBe(Status... allowed) {
    for (Status status : allowed) {
      if (this.status == status) {
        return;
      }
    }
    throw Refusal.of("card_status", "card_id: the card is " + status.wireName());
  }

  /** Refuses what may not be done to a closed card. */
  void mustBeOpen() {
    mustBe(Status.ISSUED, Status.ACTIVE, Status.BLOCKED);
  }
}
