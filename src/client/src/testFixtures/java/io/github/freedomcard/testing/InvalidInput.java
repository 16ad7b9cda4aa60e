package io.github.freedomcard.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.freedomcard.FreedomCardClient;

/** What a user does wrong, and all that is said of it before anything is sent. */
public record InvalidInput(Class<? extends Exception> refusal, String message, Wrong wrong) {

  /** The mistake. */
  @FunctionalInterface
  public interface Wrong {
    Object with(FreedomCardClient client) throws Exception;
  }

  public static InvalidInput argument(String message, Wrong wrong) {
    return new InvalidInput(IllegalArgumentException.class, message, wrong);
  }

  public static InvalidInput state(String message, Wrong wrong) {
    return new InvalidInput(IllegalStateException.class, message, wrong);
  }

  public static InvalidInput missing(String name, Wrong wrong) {
    return new InvalidInput(NullPointerException.class, name, wrong);
  }

  /** Makes the mistake, and holds the refusal to what it should be. */
  public void check() {
    try (RawServer server = RawServer.start((n, request) -> null);
        FreedomCardClient client =
            FreedomCardClient.builder()
                .baseUrl(server.baseUrl())
                .credentials("1", CanaryValues.SECRET_KEY)
                .build()) {
      Throwable thrown = catchThrowable(() -> wrong.with(client));
      assertThat(thrown).isExactlyInstanceOf(refusal).hasMessage(message).hasNoCause();
      assertThat(CanaryValues.in(thrown.toString())).isEmpty();
      assertThat(server.connections()).isZero();
    }
  }

  @Override
  public String toString() {
    return message;
  }
}
