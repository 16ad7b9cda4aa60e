package io.github.freedomcard.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.freedomcard.FreedomCardClient;

/** A mistake of a caller and the exception that it causes before anything is sent. */
public record InvalidInput(Class<? extends Exception> exception, String message, Mistake mistake) {

  /** The mistake. */
  @FunctionalInterface
  public interface Mistake {
    Object with(FreedomCardClient client) throws Exception;
  }

  public static InvalidInput argument(String message, Mistake mistake) {
    return new InvalidInput(IllegalArgumentException.class, message, mistake);
  }

  public static InvalidInput state(String message, Mistake mistake) {
    return new InvalidInput(IllegalStateException.class, message, mistake);
  }

  public static InvalidInput missing(String name, Mistake mistake) {
    return new InvalidInput(NullPointerException.class, name, mistake);
  }

  /** Makes the mistake and checks the exception. */
  public void check() {
    try (RawServer server = RawServer.start((n, request) -> null);
        FreedomCardClient client =
            FreedomCardClient.builder()
                .baseUrl(server.baseUrl())
                .credentials("1", CanaryValues.SECRET_KEY)
                .build()) {
      Throwable thrown = catchThrowable(() -> mistake.with(client));
      assertThat(thrown).isExactlyInstanceOf(exception).hasMessage(message).hasNoCause();
      assertThat(CanaryValues.in(thrown.toString())).isEmpty();
      assertThat(server.connections()).isZero();
    }
  }

  @Override
  public String toString() {
    return message;
  }
}
