package io.github.freedomcard.model;

/**
 * The required fields that several requests have in common. Each stage sets one field and returns
 * the next stage, {@code N}; the last one returns the builder.
 *
 * <p>Stages are immutable and thread-safe: several requests may be built from one.
 */
public final class Stages {

  private Stages() {}

  /** Requires the card id. */
  public interface CardIdStage<N> {
    /** Sets the card id. */
    N cardId(String cardId);
  }

  /** Requires the client id. */
  public interface ClientIdStage<N> {
    /** Sets the client id. */
    N clientId(String clientId);
  }

  /** Requires the card product. */
  public interface ProductIdStage<N> {
    /** Sets the card product. */
    N productId(ProductId productId);
  }

  /** Requires the description. */
  public interface DescriptionStage<N> {
    /** Sets the description: the reason, in words. */
    N description(String description);
  }

  /** Requires the order id. */
  public interface OrderIdStage<N> {
    /** Sets the partner's own id of the order. */
    N orderId(String orderId);
  }

  /** Requires the transaction id. */
  public interface TransactionIdStage<N> {
    /** Sets the transaction id. */
    N transactionId(String transactionId);
  }

  /** Requires the phone. */
  public interface PhoneStage<N> {
    /** Sets the phone. */
    N phone(Phone phone);

    /**
     * Sets the phone, written in any usual way.
     *
     * @throws IllegalArgumentException if it has not 10 to 15 digits
     */
    default N phone(String phone) {
      return phone(Phone.of(phone));
    }
  }

  /** Requires the first name. */
  public interface FirstNameStage<N> {
    /** Sets the first name. */
    N firstName(String firstName);
  }

  /** Requires the last name. */
  public interface LastNameStage<N> {
    /** Sets the last name. */
    N lastName(String lastName);
  }
}
