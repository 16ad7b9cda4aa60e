package io.github.freedomcard.model.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.freedomcard.model.ProductId;
import io.github.freedomcard.model.Sensitive;
import io.github.freedomcard.testing.WireFormat;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CardRequestsTest {

  private static final UUID ID = UUID.fromString("828cf71d-a447-4a67-a149-c1df8bc197ca");
  private static final OffsetDateTime NOON = OffsetDateTime.parse("2024-05-17T12:00:00+05:00");

  @Test
  void stages_whenSharedByTwoRequests_twoIds() {
    var stage = BlockCardRequest.builder().cardId("c1");
    var lost = stage.description("lost").build();
    var stolen = stage.description("stolen").build();
    assertThat(lost.requestId()).isNotEqualTo(stolen.requestId());
    assertThat(lost.description()).isEqualTo("lost");
    assertThat(stolen.description()).isEqualTo("stolen");
    assertThat(stolen.cardId()).isEqualTo("c1");
  }

  @Test
  void requestId_whenSetOnABuilder_keptUntilUnset() {
    var builder = CloseCardRequest.builder().cardId("c1").description("unused").requestId(ID);
    assertThat(builder.build().requestId()).isEqualTo(ID);
    assertThat(builder.build()).isEqualTo(builder.build());
    assertThat(builder.requestId(null).build().requestId()).isNotNull().isNotEqualTo(ID);
  }

  @Test
  @SuppressWarnings("NullAway")
  void stages_whenNull_namesTheField() {
    assertThatNullPointerException()
        .isThrownBy(() -> ActivateCardRequest.builder().cardId(null).build())
        .withMessage("cardId");
    assertThatNullPointerException()
        .isThrownBy(() -> UnblockCardRequest.builder().cardId("c1").description(null).build())
        .withMessage("description");
    assertThatNullPointerException()
        .isThrownBy(
            () ->
                ExtendedStatementRequest.builder()
                    .cardId("c1")
                    .startDate(NOON)
                    .endDate(null)
                    .build())
        .withMessage("endDate");
  }

  @Test
  void bulkIssue_whenQuantityIsNotPositive_rejected() {
    var stage = BulkIssueCardsRequest.builder().productId(ProductId.INSTANT_CARD);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stage.quantity(0).build())
        .withMessage("quantity <= 0: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stage.quantity(-3).build())
        .withMessage("quantity <= 0: -3");
  }

  @Test
  void setPin_whenPinIsLeftOut_onlyTheCardIsWritten() {
    assertThat(WireFormat.write(SetPinRequest.builder().cardId("c1").build()))
        .isEqualTo("{\"card_id\":\"c1\"}");
  }

  @Test
  void setPin_whenPinIsThere_writtenAndNotShown() {
    var request = SetPinRequest.builder().cardId("c1").pin("q83vASNFZ4k=").build();
    assertThat(request.pin()).isEqualTo(Sensitive.of("q83vASNFZ4k="));
    assertThat(WireFormat.write(request))
        .isEqualTo("{\"card_id\":\"c1\",\"pin\":\"q83vASNFZ4k=\"}");
    assertThat(request).hasToString("SetPinRequest[cardId=c1, pin=***, additionalProperties=[]]");
    assertThat(request.toBuilder().build()).isEqualTo(request);
  }

  @Test
  void setPin_whenPinIsBlank_rejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SetPinRequest.builder().cardId("c1").pin("").build())
        .withMessage("pin: blank");
  }

  @Test
  void statement_whenOpenAtBothEnds_onlyTheCardIsWritten() {
    assertThat(WireFormat.write(StatementRequest.builder().cardId("c1").build()))
        .isEqualTo("{\"card_id\":\"c1\"}");
  }

  @Test
  void statement_whenDateTimesHaveFractions_truncatedToSeconds() {
    var request =
        StatementRequest.builder()
            .cardId("c1")
            .startDate(NOON.withOffsetSameInstant(ZoneOffset.UTC).plusNanos(999_999_999))
            .build();
    assertThat(WireFormat.write(request))
        .isEqualTo("{\"card_id\":\"c1\",\"start_date\":\"2024-05-17T07:00:00+00:00\"}");
  }

  @Test
  void statement_whenStartIsAfterEnd_rejected() {
    String message = "startDate > endDate: 2024-05-17T12:00:01+05:00 > 2024-05-17T12:00+05:00";
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                StatementRequest.builder()
                    .cardId("c1")
                    .startDate(NOON.plusSeconds(1))
                    .endDate(NOON)
                    .build())
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ExtendedStatementRequest.builder()
                    .cardId("c1")
                    .startDate(NOON.plusSeconds(1))
                    .endDate(NOON)
                    .build())
        .withMessage(message);
  }

  @Test
  void statement_whenStartAndEndAreTheSameInstant_accepted() {
    var request =
        ExtendedStatementRequest.builder()
            .cardId("c1")
            .startDate(NOON)
            .endDate(NOON.withOffsetSameInstant(ZoneOffset.UTC))
            .build();
    assertThat(request.startDate()).isAtSameInstantAs(request.endDate());
  }

  @Test
  void statement_whenAnOffsetHasSeconds_rejected() {
    var odd = NOON.withOffsetSameLocal(ZoneOffset.ofHoursMinutesSeconds(5, 7, 48));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StatementRequest.builder().cardId("c1").startDate(odd).build())
        .withMessage("startDate: offset has seconds: 2024-05-17T12:00+05:07:48");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StatementRequest.builder().cardId("c1").endDate(odd).build())
        .withMessage("endDate: offset has seconds: 2024-05-17T12:00+05:07:48");
  }

  @Test
  void additionalProperties_whenTheirMapChangesLater_theRequestDoesNot() {
    Map<String, @Nullable Object> properties = new HashMap<>(Map.of("hint", 1));
    var request = BalanceRequest.builder().cardId("c1").additionalProperties(properties).build();
    properties.put("card_id", "c2");
    assertThat(request.additionalProperties()).containsOnlyKeys("hint");
    assertThat(WireFormat.write(request)).isEqualTo("{\"card_id\":\"c1\",\"hint\":1}");
  }
}
