package io.github.freedomcard.sandbox;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of RFC 7541, appendix C. */
class HpackDecoderTest {

  private final HpackDecoder decoder = new HpackDecoder();

  private String decode(String hex) throws Http2Exception {
    List<HttpField> fields = decoder.decode(HexFormat.of().parseHex(hex.replace(" ", "")));
    return fields.stream().map(field -> field.name() + ": " + field.value()).collect(joining("\n"));
  }

  @Test
  void requests_inHuffmanCode_decodedWithTheTable() throws Http2Exception {
    String first = ":method: GET\n:scheme: http\n:path: /\n:authority: www.example.com";
    assertThat(decode("8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff")).isEqualTo(first);
    assertThat(decode("8286 84be 5886 a8eb 1064 9cbf"))
        .isEqualTo(first + "\ncache-control: no-cache");
    assertThat(decode("8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf"))
        .isEqualTo(
            ":method: GET\n:scheme: https\n:path: /index.html\n:authority: www.example.com"
                + "\ncustom-key: custom-value");
  }

  @Test
  void requests_inPlainText_decodedWithTheTable() throws Http2Exception {
    assertThat(decode("400a 6375 7374 6f6d 2d6b 6579 0d63 7573 746f 6d2d 6865 6164 6572"))
        .isEqualTo("custom-key: custom-header");
    assertThat(decode("040c 2f73 616d 706c 652f 7061 7468")).isEqualTo(":path: /sample/path");
    assertThat(decode("1008 7061 7373 776f 7264 0673 6563 7265 74")).isEqualTo("password: secret");
    // Only the first was added to the table.
    assertThat(decode("be")).isEqualTo("custom-key: custom-header");
    assertThatThrownBy(() -> decode("bf")).hasMessage("HPACK: no field with index 63");
  }

  /** The table of 256 bytes has no room for all fields. */
  @Test
  void responses_whenTheTableIsFull_oldestFieldsAreEvicted() throws Http2Exception {
    String rest =
        "\ncache-control: private\ndate: Mon, 21 Oct 2013 20:13:21 GMT"
            + "\nlocation: https://www.example.com";
    assertThat(
            decode(
                "3fe101 4882 6402 5885 aec3 771a 4b61 96d0 7abe 9410 54d4 44a8 2005 9504 0b81 66e0"
                    + "82a6 2d1b ff6e 919d 29ad 1718 63c7 8f0b 97c8 e9ae 82ae 43d3"))
        .isEqualTo(":status: 302" + rest);
    assertThat(decode("4883 640e ffc1 c0bf")).isEqualTo(":status: 307" + rest);
    assertThat(
            decode(
                "88c1 6196 d07a be94 1054 d444 a820 0595 040b 8166 e084 a62d 1bff c05a 839b d9ab"
                    + "77ad 94e7 821d d7f2 e6c7 b335 dfdf cd5b 3960 d5af 2708 7f36 72c1 ab27 0fb5"
                    + "291f 9587 3160 65c0 03ed 4ee5 b106 3d50 07"))
        .isEqualTo(
            ":status: 200\ncache-control: private\ndate: Mon, 21 Oct 2013 20:13:22 GMT"
                + "\nlocation: https://www.example.com\ncontent-encoding: gzip"
                + "\nset-cookie: foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1");
    // Three fields are left.
    assertThatThrownBy(() -> decode("c1")).hasMessage("HPACK: no field with index 65");
  }

  @ParameterizedTest
  @CsvSource({
    "80, no field with index 0",
    "3fe21f, table of more than 4096 bytes: 4097",
    "7fffffffffff00, integer is too large",
    "40, incomplete block",
    "40 05 61, incomplete block",
    "00 81 00 00, incomplete Huffman code",
    "00 84 ffffffff 00, unknown Huffman code",
  })
  void block_whenMalformed_rejected(String hex, String message) {
    assertThatThrownBy(() -> decode(hex))
        .isInstanceOf(Http2Exception.class)
        .hasMessage("HPACK: " + message);
  }
}
