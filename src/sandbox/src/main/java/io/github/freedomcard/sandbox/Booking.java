package io.github.freedomcard.sandbox;

import java.math.BigDecimal;
import java.time.OffsetDateTime;

/**
 * A line of a statement.
 *
 * @param type {@code debit}, {@code credit} or {@code refund}
 * @param rrn the retrieval reference number
 */
record Booking(
    String type,
    BigDecimal amount,
    String currency,
    OffsetDateTime at,
    String rrn,
    SandboxMerchant merchant) {}
