package io.github.freedomcard.model;

/**
 * The required fields that several requests have in common. Each stage sets one field and returns
 * the next stage, {@code N}; the last one returns the builder.
 *
 * <p>Stages are immutable and thread-safe: several requests may be built from one.
 */
public final class Stages {

  private Stages() {}

  public interface CardIdStage<N> {
    /** Sets the card id. */
    N cardId(String cardId);
  }

  public interface ClientIdStage<N> {
    /** Sets the client id. */
    N clientId(String clientId);
  }

  public interface ProductIdStage<N> {
    /** Sets the card product. */
    N productId(ProductId productId);
  }

  public interface DescriptionStage<N> {
    /** Sets the description: the reason, in words. */
    N description(String description);
  }

  public interface OrderIdStage<N> {
    /** Sets the partner's own id of the order. */
    N orderId(String orderId);
  }

  public interface TransactionIdStage<N> {
    /** Sets the transaction id. */
    N transactionId(String transactionId);
  }

  public interface PhoneStage<N> {
    /** Sets the phone. */
    N phone(Phone phone);

    /**
     * Sets the phone, written in any common format.
     *
     * @throws IllegalArgumentException if it has not 10 to 15 digits
     */
    default N phone(String phone) {
      return phone(Phone.of(phone));
    }
  }

  public interface FirstNameStage<N> {
    /** Sets the first name. */
    N firstName(String firstName);
  }

  public interface LastNameStage<N> {
    /** Sets the last name. */
    N lastName(String lastName);
  }
}
