package io.github.freedomcard.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHashTest {

  private static byte[] json(String json) {
    return json.replace('\'', '"').getBytes(UTF_8);
  }

  private static String hash(String json) {
    return HexFormat.of().formatHex(new RequestHash().of(json(json)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'a':1,'b':{'c':[1.50,'x'],'d':null}}",
        "{'b':{'d':null,'c':[1.5,'x']},'a':1.0}",
        " { 'a' : 10e-1, 'b' : { 'c' : [ 0.15E+1 , '\\u0078' ] , 'd' : null } } ",
        "{'a':1.000000000000000000000000000000,'b':{'c':[1.5,'x'],'d':null}}",
      })
  void hash_whenOnlyTheNotationDiffers_isEqual(String json) {
    assertThat(hash(json)).isEqualTo(hash("{'a':1,'b':{'c':[1.5,'x'],'d':null}}"));
  }

  @Test
  void hash_whenTheContentDiffers_differs() {
    List<String> bodies =
        List.of(
            "{}",
            "{'a':1}",
            "{'a':1.0000000000000000000001}",
            "{'a':-1}",
            "{'a':'1'}",
            "{'a':null}",
            "{'a':'null'}",
            "{'a':true}",
            "{'a':'VALUE_TRUE'}",
            "{'a':[]}",
            "{'a':{}}",
            "{'a':[1]}",
            "{'a':[1,2]}",
            "{'a':[2,1]}",
            "{'a':[[1],2]}",
            "{'a':[1,[2]]}",
            "{'b':1}",
            "{'a':1,'b':1}",
            "{'a':{'b':1}}",
            "{'a':'b','c':'d'}",
            "{'a':'d','c':'b'}",
            "{'ab':'c'}",
            "{'a':'bc'}",
            "[]",
            "1e200000000",
            "1e200000001");
    assertThat(bodies.stream().map(RequestHashTest::hash)).doesNotHaveDuplicates();
  }

  @Test
  void hash_whenItIsNotJson_isRejectedWithoutQuotingIt() {
    for (String body : List.of("", "{'secret':", "secret")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new RequestHash().of(json(body)))
          .withMessage("request: not JSON")
          .withNoCause();
    }
  }
}
