package io.github.freedomcard.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplyTest {

  private final IOException trouble = new UnknownHostException("a name in a message");
  private static final Map<String, List<String>> HEADERS =
      Map.of("date", List.of("first", "second"), "empty", List.of());

  private static final Reply ANSWER = Reply.answer("/p", 200, HEADERS, new byte[] {1});
  private static final Reply TOO_LARGE = Reply.tooLarge("/p", 200, HEADERS);
  private final Reply cut = Reply.cut("/p", 502, HEADERS, trouble);
  private final Reply none = Reply.none("/p", trouble, true);

  @Test
  void inWords_hasNoTextOfTheNetwork() {
    assertThat(List.of(ANSWER, TOO_LARGE, cut, none))
        .extracting(Reply::inWords)
        .containsExactly(
            "HTTP 200",
            "HTTP 200, not whole",
            "HTTP 502, not whole",
            "no answer, UnknownHostException");
  }

  @Test
  void isWhole_onlyWhenTheWholeAnswerIsThere() {
    assertThat(List.of(ANSWER, TOO_LARGE, cut, none))
        .extracting(Reply::isWhole)
        .containsExactly(true, false, false, false);
  }

  @Test
  void header_isTheFirstValue() {
    assertThat(ANSWER.header("date")).isEqualTo("first");
    assertThat(ANSWER.header("empty")).isNull();
    assertThat(ANSWER.header("other")).isNull();
  }

  @Test
  void left_whenAnswered_always() {
    assertThat(List.of(ANSWER, TOO_LARGE, cut, none)).allMatch(Reply::left);
    assertThat(Reply.none("/p", trouble, false).left()).isFalse();
  }
}
