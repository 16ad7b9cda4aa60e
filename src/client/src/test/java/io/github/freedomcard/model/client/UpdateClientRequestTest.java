package io.github.freedomcard.model.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.freedomcard.model.Phone;
import io.github.freedomcard.model.ProductId;
import io.github.freedomcard.testing.WireFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UpdateClientRequestTest {

  private static final Phone PHONE = Phone.of("77011234567");

  @Test
  void write_always_matchesTheContract() {
    UpdateClientRequest request = builder("c1").additionalProperties(Map.of("x", 1)).build();
    assertThat(WireFormat.write(request))
        .isEqualTo(
            "{\"request_id\":\""
                + request.requestId()
                + "\",\"client_id\":\"c1\",\"product_id\":3000,"
                + "\"client\":{\"phone\":77011234567},\"x\":1}");
  }

  @Test
  void client_whenMoreThanThePhone_sentAsWell() {
    UpdateClientRequest request =
        UpdateClientRequest.builder()
            .clientId("c1")
            .productId(ProductId.ELECTRON_CARD)
            .client(new UpdateClientRequest.Client(PHONE, Map.of("email", "a@b")))
            .build();
    assertThat(WireFormat.write(request))
        .endsWith("\"client\":{\"phone\":77011234567,\"email\":\"a@b\"}}");
    assertThat(request.toString()).doesNotContain("77011234567", "a@b");
  }

  @Test
  void build_whenTwiceOrCopied_anotherRequest() {
    UpdateClientRequest.Builder builder = builder("c1");
    UpdateClientRequest request = builder.build();
    UpdateClientRequest copy = request.toBuilder().build();
    assertThat(builder.build().requestId()).isNotEqualTo(request.requestId());
    assertThat(copy.requestId()).isNotEqualTo(request.requestId());
    assertThat(request.toBuilder().requestId(request.requestId()).build()).isEqualTo(request);
  }

  @Test
  void builder_whenStageIsShared_twoRequests() {
    var stage = UpdateClientRequest.builder().clientId("c1").productId(ProductId.ELECTRON_CARD);
    UpdateClientRequest first = stage.client(PHONE).build();
    UpdateClientRequest second = stage.client(Phone.of("77017654321")).build();
    assertThat(first.client().phone()).isEqualTo(PHONE);
    assertThat(second.requestId()).isNotEqualTo(first.requestId());
  }

  @Test
  @SuppressWarnings("NullAway")
  void build_whenFieldIsWrong_rejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(builder(" ")::build)
        .withMessage("clientId: blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UpdateClientRequest.Client(PHONE, Map.of("phone", 1)))
        .withMessage("additionalProperties: declared field: phone");
    assertThatNullPointerException()
        .isThrownBy(() -> UpdateClientRequest.Client.of(null))
        .withMessage("phone");
    assertThatNullPointerException()
        .isThrownBy(
            () ->
                UpdateClientRequest.builder().clientId("c1").productId(null).client(PHONE).build())
        .withMessage("productId");
  }

  private static UpdateClientRequest.Builder builder(String clientId) {
    return UpdateClientRequest.builder()
        .clientId(clientId)
        .productId(ProductId.ELECTRON_CARD)
        .client(PHONE);
  }
}
