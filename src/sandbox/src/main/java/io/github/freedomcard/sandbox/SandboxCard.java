package io.github.freedomcard.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A payment card. */
final class SandboxCard {

  /** Life-cycle status of a card; closed is final. */
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

  /** Accounts by currency. */
  final Map<String, SandboxAccount> accounts = new LinkedHashMap<>();

  /** Booked operations, oldest first. */
  final List<Booking> bookings = new ArrayList<>();

  Status status = Status.ISSUED;
  @Nullable String clientId;

  SandboxCard(String id, int productId, CardSecrets secrets) {
    this.id = id;
    this.productId = productId;
    this.secrets = secrets;
  }

  /** Refuses the call unless the card has one of these statuses. */
  void requireStatus(Status... allowed) {
    for (Status status : allowed) {
      if (this.status == status) {
        return;
      }
    }
    throw Refusal.of("card_status", "card_id: the card is " + status.wireName());
  }

  /** Refuses the call if the card is closed. */
  void requireOpen() {
    requireStatus(Status.ISSUED, Status.ACTIVE, Status.BLOCKED);
  }
}
