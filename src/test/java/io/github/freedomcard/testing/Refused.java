package io.github.freedomcard.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.freedomcard.FreedomCardClient;

/** What a user does wrong, and all that is said of it before anything is sent. */
public record Refused(Class<? extends Exception> refusal, String message, Wrong wrong) {

  /** The mistake. */
  @FunctionalInterface
  public interface Wrong {
    Object with(FreedomCardClient client) throws Exception;
  }

  public static Refused argument(String message, Wrong wrong) {
    return new Refused(IllegalArgumentException.class, message, wrong);
  }

  public static Refused state(String message, Wrong wrong) {
    return new Refused(IllegalStateException.class, message, wrong);
  }

  public static Refused missing(String name, Wrong wrong) {
    return new Refused(NullPointerException.class, name, wrong);
  }

  /** Makes the mistake, and holds the refusal to what it should be. */
  public void check() {
    try (RawServer server = RawServer.start((n, request) -> null);
        FreedomCardClient client =
            FreedomCardClient.builder()
                .baseUrl(server.baseUrl())
                .credentials("1", Marked.SECRET_KEY)
                .build()) {
      Throwable thrown = catchThrowable(() -> wrong.with(client));
      assertThat(thrown).isExactlyInstanceOf(refusal).hasMessage(message).hasNoCause();
      assertThat(Marked.in(thrown.toString())).isEmpty();
      assertThat(server.connections()).isZero();
    }
  }

  @Override
  public String toString() {
    return message;
  }
}
