package io.github.freedomcard.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.card.CardInfoRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RequestIdentityTest {

  private static final Json JSON = new Json(1 << 20);

  private static RequestIdentity of(Object request) {
    return RequestIdentity.of(request, JSON.write(request), JSON);
  }

  /** A caller's class may generate an id at each call of its method. */
  @Test
  void of_whenACommandChangesItsId_keepsTheFirst() {
    List<UUID> given = new ArrayList<>();
    IdempotentRequest command =
        () -> {
          given.add(UUID.randomUUID());
          return given.get(given.size() - 1);
        };
    RequestIdentity identity = RequestIdentity.of(command, new byte[] {1}, JSON);
    assertThat(identity.requestId()).isEqualTo(given.get(0));
    assertThat(identity.attempts().get().id()).isEqualTo(given.get(0));
    assertThat(identity.attempts().get().id()).isEqualTo(given.get(0));
    assertThat(given).hasSize(1);
  }

  @Test
  void attempts_whenAReadHasNoId_eachHasAFreshOneInHeaderAndBody() {
    RequestIdentity identity = of(CardInfoRequest.builder().cardId("1").build());
    assertThat(identity.requestId()).isNull();
    RequestIdentity.Attempt first = identity.attempts().get();
    RequestIdentity.Attempt second = identity.attempts().get();
    assertThat(first.id()).isNotEqualTo(second.id());
    assertThat(new String(second.body(), UTF_8)).contains(second.id().toString());
  }

  @Test
  void attempts_whenThereIsNoId_theHeaderHasAFreshOneAndTheBodyStays() {
    RequestIdentity identity = of(Map.of("a", 1));
    assertThat(identity.requestId()).isNull();
    RequestIdentity.Attempt first = identity.attempts().get();
    assertThat(first.id()).isNotEqualTo(identity.attempts().get().id());
    assertThat(first.body()).isSameAs(identity.attempts().get().body());
  }
}
