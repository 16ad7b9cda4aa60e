package io.github.freedomcard.model.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.freedomcard.model.ProductId;
import io.github.freedomcard.testing.WireFormat;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CreateClientRequestTest {

  private static final Client CLIENT = ClientTest.client().build();

  static Stream<Arguments> lacking() {
    return Stream.of(
        Arguments.of("country", ClientTest.fullClient().country(null)),
        Arguments.of("personId", ClientTest.fullClient().personId(null)),
        Arguments.of("document", ClientTest.fullClient().document(null)),
        Arguments.of("address1", ClientTest.fullClient().address1(null)),
        Arguments.of("address2", ClientTest.fullClient().address2(null)));
  }

  @ParameterizedTest
  @MethodSource("lacking")
  void build_whenProduct1000LacksAField_rejectedNamingIt(String field, Client.Builder client) {
    for (ProductId product :
        new ProductId[] {ProductId.FREEDOM_WALLET_CARD, ProductId.of("1000")}) {
      var builder = CreateClientRequest.builder().productId(product).client(client.build());
      assertThatIllegalArgumentException()
          .isThrownBy(builder::build)
          .withMessage("client." + field + ": required for product 1000");
    }
    var builder =
        CreateClientRequest.builder().productId(ProductId.INSTANT_CARD).client(client.build());
    assertThatNoException().isThrownBy(builder::build);
  }

  @Test
  void build_whenProduct1000HasAll_accepted() {
    Client client =
        ClientTest.fullClient()
            .middleName(null)
            .birthdate(null)
            .email(null)
            .language(null)
            .externalUserId(null)
            .identificationInfo(null)
            .build();
    assertThatNoException()
        .isThrownBy(
            () ->
                CreateClientRequest.builder()
                    .productId(ProductId.FREEDOM_WALLET_CARD)
                    .client(client)
                    .build());
  }

  @Test
  void write_whenRequiredAlone_nothingElse() {
    CreateClientRequest request = builder().build();
    assertThat(WireFormat.write(request))
        .isEqualTo(
            "{\"request_id\":\""
                + request.requestId()
                + "\",\"product_id\":2000,\"client\":"
                + WireFormat.write(CLIENT)
                + "}");
  }

  @Test
  void build_whenTwice_twoRequests() {
    CreateClientRequest.Builder builder = builder();
    assertThat(builder.build().requestId()).isNotEqualTo(builder.build().requestId());
  }

  @Test
  void build_whenIdIsSet_thatVeryRequest() {
    UUID id = UUID.randomUUID();
    CreateClientRequest.Builder builder = builder().requestId(id);
    assertThat(builder.build().requestId()).isEqualTo(id);
    assertThat(builder.build()).isEqualTo(builder.build());
    assertThat(builder.requestId(null).build().requestId()).isNotEqualTo(id);
  }

  @Test
  void builder_whenStageIsShared_twoRequests() {
    var stage = CreateClientRequest.builder().productId(ProductId.INSTANT_CARD);
    CreateClientRequest first = stage.client(CLIENT).branchId("b1").build();
    CreateClientRequest second = stage.client(CLIENT).build();
    assertThat(first.requestId()).isNotEqualTo(second.requestId());
    assertThat(second.branchId()).isNull();
  }

  @Test
  void toBuilder_always_allButTheId() {
    CreateClientRequest request =
        builder()
            .requestId(UUID.randomUUID())
            .branchId("b1")
            .additionalProperties(Map.of("x", 1))
            .build();
    CreateClientRequest copy = request.toBuilder().build();
    assertThat(copy.requestId()).isNotEqualTo(request.requestId());
    assertThat(request.toBuilder().requestId(request.requestId()).build()).isEqualTo(request);
  }

  @Test
  @SuppressWarnings("NullAway")
  void constructor_whenNoId_generatesOne() {
    var first = new CreateClientRequest(null, ProductId.INSTANT_CARD, null, CLIENT, null);
    var second = new CreateClientRequest(null, ProductId.INSTANT_CARD, null, CLIENT, null);
    assertThat(first.requestId()).isNotNull().isNotEqualTo(second.requestId());
  }

  @Test
  @SuppressWarnings("NullAway")
  void build_whenFieldIsWrong_rejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(builder().branchId(" ")::build)
        .withMessage("branchId: blank");
    assertThatIllegalArgumentException()
        .isThrownBy(builder().additionalProperties(Map.of("product_id", 1))::build)
        .withMessage("additionalProperties: declared field: product_id");
    assertThatNullPointerException()
        .isThrownBy(() -> CreateClientRequest.builder().productId(null).client(CLIENT).build())
        .withMessage("productId");
    assertThatNullPointerException()
        .isThrownBy(
            () ->
                CreateClientRequest.builder()
                    .productId(ProductId.INSTANT_CARD)
                    .client(null)
                    .build())
        .withMessage("client");
  }

  private static CreateClientRequest.Builder builder() {
    return CreateClientRequest.builder().productId(ProductId.INSTANT_CARD).client(CLIENT);
  }
}
