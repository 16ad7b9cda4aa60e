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
    return new RequestIdentity(request, JSON.write(request), JSON);
  }

  /** A caller's class may generate an id at each call of its method. */
  @Test
  void next_whenACommandChangesItsId_keepsTheFirst() {
    List<UUID> given = new ArrayList<>();
    IdempotentRequest command =
        () -> {
          given.add(UUID.randomUUID());
          return given.get(given.size() - 1);
        };
    RequestIdentity identity = new RequestIdentity(command, new byte[] {1}, JSON);
    assertThat(identity.requestId()).isEqualTo(given.get(0));
    assertThat(identity.next().id()).isEqualTo(given.get(0));
    assertThat(identity.next().id()).isEqualTo(given.get(0));
    assertThat(given).hasSize(1);
  }

  @Test
  void next_whenAReadHasNoId_eachHasAFreshOneInHeaderAndBody() {
    RequestIdentity identity = of(CardInfoRequest.builder().cardId("1").build());
    assertThat(identity.requestId()).isNull();
    RequestIdentity.Attempt first = identity.next();
    RequestIdentity.Attempt second = identity.next();
    assertThat(first.id()).isNotEqualTo(second.id());
    assertThat(new String(second.body(), UTF_8)).contains(second.id().toString());
    assertThat(identity.sentId()).isEqualTo(second.id().toString());
    assertThat(identity.ownsId()).isFalse();
  }

  @Test
  void next_whenThereIsNoId_theHeaderHasAFreshOneAndTheBodyStays() {
    RequestIdentity identity = of(Map.of("a", 1));
    assertThat(identity.requestId()).isNull();
    RequestIdentity.Attempt first = identity.next();
    assertThat(first.id()).isNotEqualTo(identity.next().id());
    assertThat(first.body()).isSameAs(identity.next().body());
  }

  /** A response that names a request must name this one. */
  @Test
  void sentId_always_isTheIdInTheBody() {
    UUID id = UUID.randomUUID();
    assertThat(of(Map.of("request_id", id, "a", 1)).sentId()).isEqualTo(id.toString());
    assertThat(of(Map.of("a", Map.of("request_id", id))).sentId()).isNull();
    RequestIdentity query = of(StatusQuery.of(id));
    assertThat(query.next().id()).isNotEqualTo(id);
    assertThat(query.sentId()).isEqualTo(id.toString());
    assertThat(query.ownsId()).isFalse();
    RequestIdentity read = of(CardInfoRequest.builder().cardId("1").requestId(id).build());
    assertThat(read.next().id()).isEqualTo(id);
    assertThat(read.sentId()).isEqualTo(id.toString());
    assertThat(read.ownsId()).isTrue();
  }
}
