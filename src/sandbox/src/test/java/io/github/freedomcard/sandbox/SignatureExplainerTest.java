package io.github.freedomcard.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.signing.JwsAlgorithm;
import io.github.freedomcard.signing.JwsRequestSigner;
import io.github.freedomcard.signing.JwsRequestVerifier;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SignatureException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureExplainerTest {

  private static final String PATH = "/v5/card-api/card/block";

  /** Valid as Base64 and as hex; its Base64url has padding. */
  private static final String SECRET = "c0ffeec0ffee";

  private static final byte[] BODY =
      bytes("{\"card_id\":\"1\",\"b\":[1,2.50],\"description\":\"Жоғалды/lost???\"}");

  private static final String HEADER_JSON =
      "{\"uri\":\""
          + PATH
          + "\",\"auth_id\":\"a\",\"method\":\"POST\",\"params\":\"\",\"alg\":\"HS512\"}";
  private static final String HEADER = base64url(bytes(HEADER_JSON));
  private static final String PAYLOAD = base64url(BODY);
  private static final String RIGHT =
      "the signature is correct for the JWS header received, but that header is wrong: ";
  private static final String NONE =
      "probably another secret key: no common mistake produces this signature";
  private static final String NO_JWS =
      "the value is not header..signature, each in Base64url, with nothing between the two dots: ";
  private static final String SAME_JSON =
      "the body was signed as the same JSON in another layout: ";

  private final SignatureExplainer explainer =
      new SignatureExplainer(Credentials.of("a", SECRET), JwsAlgorithm.HS512);

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String base64url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] mac(String algorithm, byte[] key, byte[] input) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] mac(String input) {
    return mac("HmacSHA512", bytes(SECRET), input.getBytes(ISO_8859_1));
  }

  private static String value(byte[] mac) {
    return HEADER + ".." + base64url(mac);
  }

  private static String signed(String payload) {
    return value(mac(HEADER + "." + payload));
  }

  private static String signedBody(String body) {
    return signed(base64url(bytes(body)));
  }

  private static String command(byte[] key) {
    return value(mac("HmacSHA512", key, bytes(HEADER + "." + PAYLOAD)));
  }

  private Refusal refusal(@Nullable String signature, byte[] body) {
    return explainer.refusal(
        "x", new SandboxRequest("POST", PATH, "application/json", "1", signature, body));
  }

  private List<String> explained(@Nullable String signature, byte[] body) {
    return refusal(signature, body).explanation();
  }

  private String hint(@Nullable String signature, byte[] body) {
    return requireNonNull(refusal(signature, body).hint());
  }

  static Stream<Arguments> mistakes() {
    String body = new String(BODY, UTF_8);
    String right = base64url(mac(HEADER + "." + PAYLOAD));
    String hs256Header = base64url(bytes(HEADER_JSON.replace("HS512", "HS256")));
    String otherHeader = base64url(bytes(HEADER_JSON.replace(PATH, "/block")));
    String paddedHeader = HEADER + "=".repeat((4 - HEADER.length() % 4) % 4);
    assertThat(paddedHeader).endsWith("=");
    assertThat(PAYLOAD).contains("_");
    return Stream.of(
        arguments(
            "it was signed with HS256, not with HS512",
            value(mac("HmacSHA256", bytes(SECRET), bytes(HEADER + "." + PAYLOAD)))),
        arguments(
            "it was signed with HS256, not with HS512",
            hs256Header
                + ".."
                + base64url(mac("HmacSHA256", bytes(SECRET), bytes(hs256Header + "." + PAYLOAD)))),
        arguments("the key was empty", command(new byte[1])),
        arguments("the key was used with a newline at its end", command(bytes(SECRET + "\n"))),
        arguments(
            "the key was decoded from Base64, not used as it is",
            command(Base64.getDecoder().decode(SECRET))),
        arguments(
            "the key was decoded from hex, not used as it is",
            command(HexFormat.of().parseHex(SECRET))),
        arguments(
            "the key was encoded in Base64, not used as it is",
            command(Base64.getEncoder().encode(bytes(SECRET)))),
        arguments(
            "the signature is in hex, not in Base64url",
            HEADER + ".." + HexFormat.of().formatHex(mac(HEADER + "." + PAYLOAD))),
        arguments(
            "the signature is the Base64url of hex, not of the bytes themselves",
            value(bytes(HexFormat.of().formatHex(mac(HEADER + "." + PAYLOAD))))),
        arguments("padding (=) was left in the signature", HEADER + ".." + right + "=="),
        arguments(
            "the signature is in standard Base64, not in Base64url; and padding (=) was left in the"
                + " signature",
            HEADER + ".." + Base64.getEncoder().encodeToString(mac(HEADER + "." + PAYLOAD))),
        arguments(
            "padding (=) was left in the header",
            paddedHeader + ".." + base64url(mac(paddedHeader + "." + PAYLOAD))),
        arguments(
            "the payload is attached: nothing goes between the two dots",
            HEADER + "." + PAYLOAD + "." + right),
        arguments(
            "the payload is attached: nothing goes between the two dots; and the attached payload was"
                + " signed, and it differs from the body received",
            HEADER + ".eA." + base64url(mac(HEADER + ".eA"))),
        arguments("there is one dot between header and signature, not two", HEADER + "." + right),
        arguments("the signature was sent without the header and the two dots before it", right),
        arguments(
            "the signature was sent without the header and the two dots before it; and the"
                + " signature is in hex, not in Base64url; and the body alone was signed, without"
                + " the header",
            HexFormat.of().formatHex(mac(new String(BODY, ISO_8859_1)))),
        arguments(
            "the expected header was signed, but another header was sent",
            otherHeader + ".." + right),
        arguments(
            "the header was signed as JSON, not as Base64url",
            value(mac(HEADER_JSON + "." + PAYLOAD))),
        arguments(
            "the body was not signed: a detached payload is signed, but it is not part of the"
                + " signature's value",
            signed("")),
        arguments("the header alone was signed, without a dot and the body", value(mac(HEADER))),
        arguments(
            "the body was signed as it is (as with b64=false), not as Base64url",
            signed(new String(BODY, ISO_8859_1))),
        arguments(
            "padding (=) was left in the Base64url of the body that was signed",
            signed(Base64.getUrlEncoder().encodeToString(BODY))),
        arguments(
            "the body was signed in standard Base64, not in Base64url",
            signed(Base64.getEncoder().encodeToString(BODY))),
        arguments(
            "the body was signed in standard Base64 without padding, not in Base64url",
            signed(Base64.getEncoder().withoutPadding().encodeToString(BODY))),
        arguments(
            "the body alone was signed, without the header",
            value(mac(new String(BODY, ISO_8859_1)))),
        arguments(
            "the body alone was signed, as Base64url and without the header", value(mac(PAYLOAD))),
        arguments("the body was signed with a newline at its end", signedBody(body + "\n")),
        arguments(
            "the body was signed with a newline (CR LF) at its end", signedBody(body + "\r\n")),
        arguments(
            SAME_JSON + "with a space after each comma and colon",
            signedBody(
                "{\"card_id\": \"1\", \"b\": [1, 2.50], \"description\": \"Жоғалды/lost???\"}")),
        arguments(
            SAME_JSON + "with a space after each comma and colon, non-ASCII written as \\u",
            signedBody(
                "{\"card_id\": \"1\", \"b\": [1, 2.50], \"description\":"
                    + " \"\\u0416\\u043e\\u0493\\u0430\\u043b\\u0434\\u044b/lost???\"}")),
        arguments(
            SAME_JSON + "without spaces, / written as \\/, non-ASCII written as \\u",
            signedBody(
                "{\"card_id\":\"1\",\"b\":[1,2.50],\"description\":"
                    + "\"\\u0416\\u043e\\u0493\\u0430\\u043b\\u0434\\u044b\\/lost???\"}")),
        arguments(
            SAME_JSON + "indented by 2",
            signedBody(
                """
                {
                  "card_id": "1",
                  "b": [
                    1,
                    2.50
                  ],
                  "description": "Жоғалды/lost???"
                }""")),
        arguments(
            SAME_JSON + "indented by 4, / written as \\/, non-ASCII written as \\u",
            signedBody(
                """
                {
                    "card_id": "1",
                    "b": [
                        1,
                        2.50
                    ],
                    "description": "\\u0416\\u043e\\u0493\\u0430\\u043b\\u0434\\u044b\\/lost???"
                }""")),
        arguments(
            SAME_JSON + "indented by 2 as Jackson does",
            signedBody(
                """
                {
                  "card_id" : "1",
                  "b" : [ 1, 2.50 ],
                  "description" : "Жоғалды/lost???"
                }""")),
        arguments(
            SAME_JSON + "indented by 4 as Jackson does",
            signedBody(
                """
                {
                    "card_id" : "1",
                    "b" : [ 1, 2.50 ],
                    "description" : "Жоғалды/lost???"
                }""")),
        arguments(
            SAME_JSON + "without spaces, members sorted",
            signedBody("{\"b\":[1,2.50],\"card_id\":\"1\",\"description\":\"Жоғалды/lost???\"}")));
  }

  /** Each text is the whole hint: no other mistake is reported. */
  @ParameterizedTest
  @MethodSource("mistakes")
  void explain_whenMistakeWasMade_onlyMistakeReported(String mistake, String signature) {
    assertThat(BODY.length % 3).isNotZero();
    assertThat(hint(signature, BODY)).isEqualTo(mistake);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void explain_whenMistakeWasMadeOverOtherBody_notReported(String mistake, String signature) {
    String hint = hint(signature, bytes("{\"card_id\":\"2\"}"));
    if (hint.contains("attached payload")) {
      assertThat(signature.split("\\.", -1)[1]).isNotEmpty();
    } else if (mistake.contains("header alone") || mistake.contains("was not signed")) {
      assertThat(hint).isEqualTo(mistake);
    } else if (signature.split("\\.", -1).length < 3) {
      assertThat(hint).startsWith(NO_JWS);
    } else {
      assertThat(hint).startsWith(NONE);
    }
  }

  @Test
  void explain_whenBodyHasNewlineThatWasNotSigned_reported() {
    assertThat(hint(signed(PAYLOAD), bytes(new String(BODY, UTF_8) + "\n")))
        .isEqualTo("the body was signed without the white space around it");
  }

  @Test
  void explain_whenSpacesWereRemoved_reported() {
    assertThat(hint(signedBody("{\"a\":1}"), bytes("{ \"a\" : 1 }")))
        .isEqualTo(SAME_JSON + "without spaces");
  }

  @Test
  void explain_whenSecretHasWhiteSpaceThatWasStripped_reported() {
    SignatureExplainer padded =
        new SignatureExplainer(Credentials.of("a", SECRET + "\n"), JwsAlgorithm.HS512);
    assertThat(
            padded
                .refusal(
                    "x", new SandboxRequest("POST", PATH, null, null, command(bytes(SECRET)), BODY))
                .hint())
        .isEqualTo("the key was used without the white space around it");
  }

  @Test
  void explain_whenOnlyHeaderIsWrong_reportsHeader() {
    String other = base64url(bytes(HEADER_JSON.replace(PATH, "/block")));
    assertThat(hint(other + ".." + base64url(mac(other + "." + PAYLOAD)), BODY)).startsWith(RIGHT);
  }

  @Test
  void explain_whenOtherAuthId_namesTheRightOne() {
    String other = base64url(bytes(HEADER_JSON.replace("\"a\"", "\"partner\"")));
    String right = other + ".." + base64url(mac(other + "." + PAYLOAD));
    assertThat(hint(right, BODY)).isEqualTo("use the auth id \"a\"");
    assertThat(hint(right, bytes("{}"))).isEqualTo("use the auth id \"a\" and its secret key");
    assertThat(
            hint(
                other
                    + ".."
                    + base64url(
                        mac("HmacSHA512", bytes(SECRET + "\n"), bytes(other + "." + PAYLOAD))),
                BODY))
        .isEqualTo("use the auth id \"a\"; and the key was used with a newline at its end");
  }

  @Test
  void explain_whenOtherKey_saysSoFirst() {
    assertThat(hint(command(bytes("other")), BODY)).startsWith(NONE);
  }

  @Test
  void explain_whenNoSignature_reportsExpectedHeader() throws Exception {
    byte[] input = bytes(HEADER + "." + PAYLOAD);
    assertThat(explained(null, BODY))
        .containsExactly(
            "header received: none",
            "header expected: " + HEADER_JSON,
            "signing input:   " + measured(input) + ", with the header expected",
            "body received:   " + measured(BODY));
    assertThat(hint(null, BODY))
        .isEqualTo("there is no signature: send the header X-JWS-Signature");
  }

  @Test
  void explain_whenHeaderDiffers_bothShownAndReceivedInputMeasured() throws Exception {
    String json = "{\"typ\": \"JWT\", \"alg\": \"HS512\", \"uri\": \"/x\", \"method\": \"POST\"}";
    String header = base64url(bytes(json));
    assertThat(explained(header + "..AAAA", BODY))
        .startsWith(
            "header received: " + json,
            "header expected: " + HEADER_JSON,
            "signing input:   "
                + measured(bytes(header + "." + PAYLOAD))
                + ", with the header received");
  }

  private static String measured(byte[] bytes) throws GeneralSecurityException {
    return bytes.length
        + " bytes, SHA-256 "
        + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void explain_whenRequestIsInTheHeader_notShown() {
    for (String json :
        List.of(
            "{\"params\":{\"phone\":77011234567},\"alg\":\"HS512\"}",
            "{\"params\":\"77011234567\"}",
            "{\"phone\":77011234567}",
            "{\"uri\":{\"a\":77011234567}}",
            "77011234567",
            "\"77011234567\"",
            "{\"phone\":77011234567")) {
      assertThat(explained(base64url(bytes(json)) + "..AAAA", BODY))
          .noneMatch(line -> line.contains("77011234567"));
    }
  }

  /** For example, if a caller swaps the auth id and the secret key. */
  @Test
  void explain_whenSecretOrLongNumberIsInTheHeader_notShown() {
    for (String secret :
        List.of(SECRET, "Basic a:" + SECRET, "4111111111111111", "4111 1111 1111 1111")) {
      for (String member :
          List.of("uri", "auth_id", "method", "params", "alg", "typ", "kid", "x")) {
        String json =
            HEADER_JSON.replaceAll("\"" + member + "\":\"[^\"]*\",?", "").replace(",}", "}");
        for (String all :
            List.of(
                json.replace("}", ",\"" + member + "\":\"" + secret + "\"}"),
                json.replace("}", ",\"" + secret + "\":\"y\"}"))) {
          String header = base64url(bytes(all));
          SandboxRequest received =
              new SandboxRequest(
                  "POST",
                  PATH,
                  null,
                  null,
                  header + ".." + base64url(mac(header + "." + PAYLOAD)),
                  BODY);
          Refusal refusal = explainer.refusal(verified(received), received);
          assertThat(refusal.description() + refusal.explanation() + refusal.hint())
              .doesNotContain(secret);
          assertThat(explainer.check(received).toString()).doesNotContain(secret);
        }
      }
    }
  }

  private static String verified(SandboxRequest received) {
    try {
      JwsRequestVerifier.of(Credentials.of("a", SECRET), JwsAlgorithm.HS512)
          .verify(requireNonNull(received.signature()), "POST", received.path(), received.body());
      return "nothing";
    } catch (SignatureException refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  @Test
  void refusal_whenPlainValueDiffers_showsBoth() {
    String header = base64url(bytes(HEADER_JSON.replace(PATH, "/block")));
    SandboxRequest received =
        new SandboxRequest(
            "POST", PATH, null, null, header + ".." + base64url(mac(header + "." + PAYLOAD)), BODY);
    assertThat(explainer.refusal(verified(received), received).description())
        .isEqualTo("X-JWS-Signature: uri: \"/block\", not \"" + PATH + "\"");
  }

  @Test
  void explain_always_showsNeitherBodyNorKeyNorCorrectSignature() {
    String right =
        JwsRequestSigner.of(Credentials.of("a", SECRET), JwsAlgorithm.HS512)
            .sign("POST", PATH, BODY);
    String signature = right.substring(right.lastIndexOf('.') + 1);
    Stream.concat(
            mistakes().map(arguments -> (String) arguments.get()[1]), Stream.of("", "x", "...."))
        .forEach(
            value ->
                assertThat(String.join("\n", explained(value, BODY)))
                    .doesNotContain(SECRET, "Жоғалды", PAYLOAD, signature));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'number of dots: 0'",
    "malformed, 'number of dots: 0'",
    "., 'number of dots: 1'",
    "a.b.c.d, 'number of dots: 3'",
    ".., 'the part after the dots is not 64 bytes (HS512) or 32 bytes (HS256) in Base64url'",
    "*..*, 'the part after the dots is not 64 bytes (HS512) or 32 bytes (HS256) in Base64url'",
    "Ж..Ж, 'the part after the dots is not 64 bytes (HS512) or 32 bytes (HS256) in Base64url'"
  })
  void explain_whenSignatureIsMalformed_reportsExpectedForm(String value, String why) {
    assertThat(hint(value, BODY)).isEqualTo(NO_JWS + why);
  }

  @Test
  void explain_whenSignatureIsTooLong_reported() {
    assertThat(hint("a".repeat(9000), BODY)).endsWith("it has more than 8192 characters");
  }

  @Test
  void explain_whenMembersAreInOtherOrder_noMistakeFound() {
    assertThat(hint(signedBody("{\"b\":1,\"a\":1}"), bytes("{\"c\":1,\"b\":1}")))
        .startsWith(NONE)
        .endsWith("for example in its member order or number format");
  }

  /** Python and Jackson format empty objects and arrays differently. */
  @Test
  void explain_whenEmptyValuesWereIndented_reported() {
    byte[] sent = bytes("{\"a\":{},\"b\":[]}");
    assertThat(hint(signedBody("{\n  \"a\": {},\n  \"b\": []\n}"), sent))
        .isEqualTo(SAME_JSON + "indented by 2");
    assertThat(hint(signedBody("{\n  \"a\" : { },\n  \"b\" : [ ]\n}"), sent))
        .isEqualTo(SAME_JSON + "indented by 2 as Jackson does");
  }

  @Test
  void explain_whenBodyIsNotText_noFailure() {
    byte[] noText = {(byte) 0xff, (byte) 0xfe, '\n'};
    // A correct signature.
    assertThat(hint(signed(base64url(noText)), noText)).isEqualTo("null");
    assertThat(hint(signedBody(new String(noText, UTF_8).strip()), noText)).startsWith(NONE);
  }

  /** Indented by four, the items alone would be a thousand times as long. */
  @ParameterizedTest
  @ValueSource(ints = {20, 32, 900})
  void explain_whenBodyIsDeeplyNested_variantsStaySmall(int depth) {
    byte[] deep =
        bytes(
            "{\"a\":"
                + "[".repeat(depth - 1)
                + "1"
                + ",1".repeat(30_000)
                + "]".repeat(depth - 1)
                + "}");
    assertThat(BodyVariants.of(deep).values())
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(variant -> assertThat(variant).hasSizeLessThanOrEqualTo(128 * 1024));
    assertThat(hint(signedBody("{}"), deep)).startsWith(NONE);
  }

  @Property(tries = 200)
  void explain_whenAnyByteOfBodyChanged_noHint(
      @ForAll @Size(min = 1, max = 100) byte[] body,
      @ForAll @IntRange(max = 99) int index,
      @ForAll @IntRange(min = 0x21, max = 0x7e) int replacement) {
    byte[] changed = body.clone();
    int at = index % body.length;
    changed[at] = (byte) (body[at] == replacement ? replacement + 0x80 : replacement);
    if (new String(changed, UTF_8).strip().equals(new String(body, UTF_8).strip())) {
      return;
    }
    assertThat(hint(signed(base64url(body)), changed)).startsWith(NONE);
  }
}
