package io.github.freedomcard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.freedomcard.testing.WireFormat;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RequestStatusRequestTest {

  private static final UUID ID = UUID.fromString("828cf71d-a447-4a67-a149-c1df8bc197ca");

  @Test
  void build_always_keepsTheId() {
    RequestStatusRequest request = RequestStatusRequest.builder().requestId(ID).build();
    assertThat(request.requestId()).isEqualTo(ID);
    assertThat(WireFormat.write(request))
        .isEqualTo("{\"request_id\":\"828cf71d-a447-4a67-a149-c1df8bc197ca\"}");
  }

  @Test
  void toBuilder_always_asksTheSame() {
    RequestStatusRequest request =
        RequestStatusRequest.builder().requestId(ID).additionalProperties(Map.of("x", 1)).build();
    assertThat(request.toBuilder().build()).isEqualTo(request);
  }

  @Test
  void type_always_isNotIdempotentRequest() {
    assertThat(IdempotentRequest.class.isAssignableFrom(RequestStatusRequest.class)).isFalse();
  }

  @Test
  void build_whenDeclaredFieldInAdditionalProperties_rejected() {
    var builder =
        RequestStatusRequest.builder()
            .requestId(ID)
            .additionalProperties(Map.of("request_id", "other"));
    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage("additionalProperties: declared field: request_id");
  }

  @Test
  @SuppressWarnings("NullAway")
  void requestId_whenNull_namesTheField() {
    assertThatNullPointerException()
        .isThrownBy(() -> RequestStatusRequest.builder().requestId(null).build())
        .withMessage("requestId");
    assertThatNullPointerException()
        .isThrownBy(() -> new RequestStatusRequest(null, Map.of()))
        .withMessage("requestId");
  }
}
