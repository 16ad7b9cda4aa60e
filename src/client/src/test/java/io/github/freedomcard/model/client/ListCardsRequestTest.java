package io.github.freedomcard.model.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.freedomcard.testing.WireFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListCardsRequestTest {

  @Test
  void write_always_matchesTheContract() {
    ListCardsRequest request =
        ListCardsRequest.builder().clientId("c1").additionalProperties(Map.of("x", 1)).build();
    assertThat(WireFormat.write(request)).isEqualTo("{\"client_id\":\"c1\",\"x\":1}");
    assertThat(request.toBuilder().build()).isEqualTo(request);
  }

  @Test
  @SuppressWarnings("NullAway")
  void build_whenFieldIsWrong_rejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ListCardsRequest.builder().clientId("").build())
        .withMessage("clientId: blank");
    assertThatNullPointerException()
        .isThrownBy(() -> ListCardsRequest.builder().clientId(null).build())
        .withMessage("clientId");
  }
}
