package io.github.freedomcard.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RequestJsonTest {

  private static byte[] json(String json) {
    return json.replace('\'', '"').getBytes(UTF_8);
  }

  @Test
  void text_onlyOfAScalarAtTheTopLevel() {
    String body = "{'a':{'id':'1'},'id':7,'s':'x','n':null,'o':{},'l':[1]}";
    assertThat(RequestJson.text(json(body), "id")).isEqualTo("7");
    assertThat(RequestJson.text(json(body), "s")).isEqualTo("x");
    for (String absent : List.of("n", "o", "l", "other")) {
      assertThat(RequestJson.text(json(body), absent)).isNull();
    }
    assertThat(RequestJson.text(json("['id']"), "id")).isNull();
    assertThat(RequestJson.text(json("{'a'"), "id")).isNull();
  }
}
