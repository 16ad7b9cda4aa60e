package io.github.freedomcard.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpReplyTest {

  private final IOException trouble = new UnknownHostException("a name in a message");
  private static final Map<String, List<String>> HEADERS =
      Map.of("date", List.of("first", "second"), "empty", List.of());

  private static final HttpReply ANSWER = HttpReply.answer("/p", 200, HEADERS, new byte[] {1});
  private static final HttpReply TOO_LARGE = HttpReply.tooLarge("/p", 200, HEADERS);
  private final HttpReply cut = HttpReply.cut("/p", 502, HEADERS, trouble);
  private final HttpReply none = HttpReply.none("/p", trouble, true);

  @Test
  void inWords_hasNoTextOfTheNetwork() {
    assertThat(List.of(ANSWER, TOO_LARGE, cut, none))
        .extracting(HttpReply::inWords)
        .containsExactly(
            "HTTP 200",
            "HTTP 200, not whole",
            "HTTP 502, not whole",
            "no answer, UnknownHostException");
  }

  @Test
  void isWhole_onlyWhenTheWholeAnswerIsThere() {
    assertThat(List.of(ANSWER, TOO_LARGE, cut, none))
        .extracting(HttpReply::isWhole)
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
    assertThat(List.of(ANSWER, TOO_LARGE, cut, none)).allMatch(HttpReply::left);
    assertThat(HttpReply.none("/p", trouble, false).left()).isFalse();
  }
}
