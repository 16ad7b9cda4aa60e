package io.github.freedomcard.signing;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.github.freedomcard.config.Credentials;
import java.security.GeneralSecurityException;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwsRequestVerifierTest {

  private static final String BASE64URL =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final String SECRET = "secret";
  private static final String PATH = "/v5/card-api/request/status";
  private static final byte[] BODY =
      "{\"request_id\":\"828cf71d-a447-4a67-a149-c1df8bc197ca\"}".getBytes(UTF_8);
  private static final String HEADER =
      "eyJ1cmkiOiIvdjUvY2FyZC1hcGkvcmVxdWVzdC9zdGF0dXMiLCJhdXRoX2lkIjoiMTIzNDU2IiwibWV0aG9kIjoiUE9T"
          + "VCIsInBhcmFtcyI6IiIsImFsZyI6IkhTNTEyIn0";
  private static final String SIGNATURE =
      "f1sQoeIpX_ZjOaykQzSeylvvKaVrEQV4gNM2ACFbEMkFDUV9Zk5WO1yQGEWez-vnQMVHodLBDVEyh5Xm2-3MjQ";
  private static final String DOCUMENTED = HEADER + ".." + SIGNATURE;

  private final JwsRequestVerifier verifier =
      JwsRequestVerifier.of(Credentials.of("123456", SECRET), JwsAlgorithm.HS512);

  private static String base64url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** A signature with this header and the correct key. */
  private static String signed(byte[] header, byte[] body, String macName) {
    try {
      Mac mac = Mac.getInstance(macName);
      mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), macName));
      String input = base64url(header) + "." + base64url(body);
      return base64url(header) + ".." + base64url(mac.doFinal(input.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String signed(String header) {
    return signed(header.getBytes(UTF_8), BODY, "HmacSHA512");
  }

  /** A correct signature of the documented header with {@code more} at its end. */
  private static String signedWith(String more) {
    return signed(
        "{\"uri\":\"/v5/card-api/request/status\",\"auth_id\":\"123456\",\"method\":\"POST\","
            + "\"params\":\"\",\"alg\":\"HS512\""
            + more
            + "}");
  }

  private void assertRejected(String signature, String message) {
    assertThatThrownBy(() -> verifier.verify(signature, "POST", PATH, BODY))
        .isExactlyInstanceOf(SignatureException.class)
        .hasMessage(message);
  }

  @Test
  void verify_whenDocumentedExample_accepted() throws Exception {
    verifier.verify(DOCUMENTED, "POST", PATH, BODY);
  }

  /** Computed with Python's {@code hmac}; the order is that of a later copy of the page. */
  @Test
  void verify_whenOtherOrderAndTyp_accepted() throws Exception {
    JwsRequestVerifier.of(Credentials.of("123456", SECRET), JwsAlgorithm.HS256)
        .verify(
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCIsImF1dGhfaWQiOiIxMjM0NTYiLCJ1cmkiOiIvdjUvY2FyZC1h"
                + "cGkvcmVxdWVzdC9zdGF0dXMiLCJtZXRob2QiOiJQT1NUIiwicGFyYW1zIjoiIn0..qJGgBLXiwwqtQ"
                + "DruzvgrXH3dt_5xHJhbBZAoszDsSSc",
            "POST",
            PATH,
            BODY);
  }

  @Test
  void verify_whenAdditionalMembers_accepted() throws Exception {
    verifier.verify(
        signedWith(",\"kid\":\"1\",\"iat\":17,\"x\":{\"y\":[null]}"), "POST", PATH, BODY);
  }

  @Test
  void verify_whenSpacesAndEscapesInHeader_accepted() throws Exception {
    verifier.verify(
        signed(
            " { \"uri\" : \"\\/v5/card-api/request/status\", \"auth_id\":\"\\u0031\\u00323456\","
                + " \"method\":\"POST\",\n\"params\":\"\",\"alg\":\"HS512\" } "),
        "POST",
        PATH,
        BODY);
  }

  @Test
  void verify_whenBodyChanged_rejected() {
    byte[] body = BODY.clone();
    body[20] ^= 1;
    assertThatThrownBy(() -> verifier.verify(DOCUMENTED, "POST", PATH, body))
        .isInstanceOf(SignatureException.class)
        .hasMessage("signature: not of this body, or not made with this key");
  }

  @Test
  void verify_whenPathChanged_rejected() {
    assertThatThrownBy(() -> verifier.verify(DOCUMENTED, "POST", "/v5/card-api/x", BODY))
        .isInstanceOf(SignatureException.class)
        .hasMessage("uri: \"/v5/card-api/request/status\", not \"/v5/card-api/x\"");
  }

  @Test
  void verify_whenMethodChanged_rejected() {
    assertThatThrownBy(() -> verifier.verify(DOCUMENTED, "post", PATH, BODY))
        .isInstanceOf(SignatureException.class)
        .hasMessage("method: \"POST\", not \"post\"");
  }

  @Test
  void verify_whenAnotherAuthId_rejected() {
    var other = JwsRequestVerifier.of(Credentials.of("1234567", SECRET), JwsAlgorithm.HS512);
    assertThatThrownBy(() -> other.verify(DOCUMENTED, "POST", PATH, BODY))
        .isInstanceOf(SignatureException.class)
        .hasMessage("auth_id: \"123456\", not \"1234567\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Secret", "secre", "secret ", "secret1", "s"})
  void verify_whenAnotherKey_rejected(String secretKey) {
    var other = JwsRequestVerifier.of(Credentials.of("123456", secretKey), JwsAlgorithm.HS512);
    assertThatThrownBy(() -> other.verify(DOCUMENTED, "POST", PATH, BODY))
        .isInstanceOf(SignatureException.class)
        .hasMessage("signature: not of this body, or not made with this key");
  }

  /** Otherwise anyone could ask the verifier for its auth id, path and method. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "{}",
        "{\"uri\":\"/x\",\"auth_id\":\"1\",\"method\":\"GET\",\"params\":\"p\",\"alg\":\"none\"}",
        "{\"alg\":\"HS512\",\"uri\":\"/v5/card-api/request/status\"}",
        "{\"crit\":[\"b64\"]}"
      })
  void verify_whenAnotherKey_saysNothingOfWhatItExpects(String header) {
    assertRejected(
        base64url(header.getBytes(UTF_8)) + ".." + SIGNATURE,
        "signature: not of this body, or not made with this key");
  }

  @ParameterizedTest
  @CsvSource({"HS256,HmacSHA512", "none,HmacSHA512", "NONE,HmacSHA512"})
  @CsvSource({"hs512,HmacSHA512", "RS256,HmacSHA512", "HS384,HmacSHA512"})
  void verify_whenAnotherAlgorithm_rejected(String alg, String macName) {
    String header =
        "{\"uri\":\"/v5/card-api/request/status\",\"auth_id\":\"123456\",\"method\":\"POST\","
            + "\"params\":\"\",\"alg\":\""
            + alg
            + "\"}";
    assertRejected(
        signed(header.getBytes(UTF_8), BODY, macName), "alg: \"" + alg + "\", not \"HS512\"");
  }

  @Test
  void verify_whenHashIsNotThatOfAlg_rejected() {
    String header = new String(Base64.getUrlDecoder().decode(HEADER), UTF_8);
    assertRejected(
        signed(header.getBytes(UTF_8), BODY, "HmacSHA256"),
        "signature: not of this body, or not made with this key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"uri", "auth_id", "method", "params", "alg"})
  void verify_whenMemberMissing_rejected(String member) {
    String header = new String(Base64.getUrlDecoder().decode(HEADER), UTF_8);
    String signature = signed(header.replace("\"" + member + "\"", "\"renamed\""));
    assertThatThrownBy(() -> verifier.verify(signature, "POST", PATH, BODY))
        .isInstanceOf(SignatureException.class)
        .hasMessageStartingWith(member + ": missing, not \"");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"auth_id\":\"123456\"', '\"auth_id\":123456', 'auth_id: 123456, not \"123456\"'",
    "'\"auth_id\":\"123456\"', '\"auth_id\":null', 'auth_id: null, not \"123456\"'",
    "'\"auth_id\":\"123456\"', '\"auth_id\":[\"123456\"]', 'auth_id: [\"123456\"], not \"123456\"'",
    "'\"auth_id\":\"123456\"', '\"auth_id\":\"\"', 'auth_id: \"\", not \"123456\"'",
    "'\"params\":\"\"', '\"params\":\"a=1\"', 'params: a value, not \"\"'",
    "'\"params\":\"\"', '\"params\":null', 'params: a value, not \"\"'",
    "'\"params\":\"\"', '\"params\":{}', 'params: a value, not \"\"'",
    "'\"method\":\"POST\"', '\"method\":\"GET\"', 'method: \"GET\", not \"POST\"'",
    "'\"method\":\"POST\"', '\"method\":\"post\"', 'method: \"post\", not \"POST\"'",
    "'\"alg\":\"HS512\"', '\"alg\":512', 'alg: 512, not \"HS512\"'",
    "'\"uri\":\"/v5/card-api/', '\"uri\":\"/card-api/', "
        + "'uri: \"/card-api/request/status\", not \"/v5/card-api/request/status\"'",
    "'\"uri\":\"/v5/card-api/request/status', '\"uri\":\"/v5/card-api/request/status?', "
        + "'uri: \"/v5/card-api/request/status?\", not \"/v5/card-api/request/status\"'"
  })
  void verify_whenMemberDiffers_rejected(String right, String wrong, String message) {
    String header = new String(Base64.getUrlDecoder().decode(HEADER), UTF_8);
    assertThat(header).contains(right);
    assertRejected(signed(header.replace(right, wrong)), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[\"b64\"]", "[]", "null", "[\"x\"]"})
  void verify_whenCrit_rejected(String crit) {
    assertRejected(signedWith(",\"crit\":" + crit), "crit: not supported");
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "true", "null"})
  void verify_whenB64_rejected(String b64) {
    assertRejected(signedWith(",\"b64\":" + b64), "b64: not supported");
  }

  @Test
  void verify_whenPayloadAttached_rejected() {
    assertRejected(HEADER + "." + base64url(BODY) + "." + SIGNATURE, "payload: attached");
  }

  @Test
  void verify_whenWrongNumberOfParts_rejected() {
    assertRejected("", "signature: not header..signature: 1 parts");
    assertRejected(HEADER, "signature: not header..signature: 1 parts");
    assertRejected(HEADER + "." + SIGNATURE, "signature: not header..signature: 2 parts");
    assertRejected(DOCUMENTED + ".", "signature: not header..signature: 4 parts");
    assertRejected(DOCUMENTED + "..", "signature: not header..signature: 5 parts");
    assertRejected("." + DOCUMENTED, "signature: not header..signature: 4 parts");
    assertRejected(HEADER + "..." + SIGNATURE, "signature: not header..signature: 4 parts");
  }

  @Test
  void verify_whenPartEmpty_rejected() {
    assertRejected("..", "header: empty");
    assertRejected(".." + SIGNATURE, "header: empty");
    assertRejected(HEADER + "..", "signature: empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {" ", "\n", "\t", "\r\n", "\u00A0", "\uFEFF", "+", "/", "\u0000", "Ж", "é"})
  void verify_whenOtherCharacters_rejected(String other) {
    assertRejected(other + DOCUMENTED, "header: not Base64url");
    assertRejected(HEADER + other + ".." + SIGNATURE, "header: not Base64url");
    assertRejected(HEADER + ".." + other + SIGNATURE, "signature: not Base64url");
    assertRejected(DOCUMENTED + other, "signature: not Base64url");
    assertRejected(HEADER + "." + other + "." + SIGNATURE, "payload: attached");
  }

  @Test
  void verify_whenStandardAlphabet_rejected() {
    assertThat(SIGNATURE).contains("_");
    assertRejected(HEADER + ".." + SIGNATURE.replace('_', '/'), "signature: not Base64url");
    assertRejected(HEADER + ".." + SIGNATURE.replace('-', '+'), "signature: not Base64url");
  }

  @Test
  void verify_whenPadded_rejected() {
    assertRejected(DOCUMENTED + "=", "signature: not Base64url");
    assertRejected(DOCUMENTED + "==", "signature: not canonical Base64url without padding");
    String header = Base64.getUrlEncoder().encodeToString("{\"alg\":\"HS512\" }".getBytes(UTF_8));
    assertThat(header).endsWith("==");
    assertRejected(header + ".." + SIGNATURE, "header: not canonical Base64url without padding");
  }

  /** The last character has two bits of the signature's last byte and four unused ones. */
  @Test
  void verify_whenExcessBits_rejected() {
    byte[] right = Base64.getUrlDecoder().decode(SIGNATURE);
    int last = BASE64URL.indexOf(SIGNATURE.charAt(SIGNATURE.length() - 1));
    for (int bits = 1; bits < 16; bits++) {
      String same = SIGNATURE.substring(0, SIGNATURE.length() - 1) + BASE64URL.charAt(last + bits);
      assertThat(Base64.getUrlDecoder().decode(same)).isEqualTo(right);
      assertRejected(HEADER + ".." + same, "signature: not canonical Base64url without padding");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 32, 63, 65, 128})
  void verify_whenSignatureOfOtherLength_rejected(int length) {
    byte[] right = Base64.getUrlDecoder().decode(SIGNATURE);
    assertRejected(
        HEADER + ".." + base64url(Arrays.copyOf(right, length)),
        "signature: not of this body, or not made with this key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "{",
        "{\"alg\":\"HS512\"",
        "{alg:\"HS512\"}",
        "{'alg':'HS512'}",
        "{\"alg\":\"HS512\",}",
        "{\"alg\":\"HS512\"}}",
        "{\"alg\":\"HS512\"} x",
        "{\"alg\":\"HS512\"}{}",
        "{\"alg\"=\"HS512\"}",
        "{\"alg\":\"HS512\"}//",
        "/**/{\"alg\":\"HS512\"}",
        "{\"alg\":\"HS512\",\"alg\":\"HS512\"}",
        "{\"x\":{\"a\":1,\"a\":2}}",
        "{\"x\":NaN}",
        "\uFEFF{\"alg\":\"HS512\"}",
        "{\"alg\":\"HS\u0000512\"}"
      })
  void verify_whenHeaderNotJson_rejected(String header) {
    assertRejected(signed(header), "header: not JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "null", "1", "\"HS512\"", "[]", "[{\"alg\":\"HS512\"}]", "true"})
  void verify_whenHeaderNotAnObject_rejected(String header) {
    assertRejected(signed(header), "header: not a JSON object");
  }

  @Test
  void verify_whenHeaderNotUtf8_rejected() {
    String header = new String(Base64.getUrlDecoder().decode(HEADER), UTF_8);
    assertRejected(signed(header.getBytes(UTF_16BE), BODY, "HmacSHA512"), "header: not JSON");
    byte[] broken = "{\"x\":\"y\"}".getBytes(UTF_8);
    broken[6] = (byte) 0xff;
    assertRejected(signed(broken, BODY, "HmacSHA512"), "header: not JSON");
  }

  @Test
  void verify_whenMemberTwice_rejected() {
    assertRejected(signedWith(",\"uri\":\"/v5/card-api/request/status\""), "header: not JSON");
  }

  @Test
  void verify_whenDeeplyNested_rejected() {
    assertRejected(signed("[".repeat(5000)), "header: not JSON");
    assertRejected(signedWith(",\"x\":" + "[".repeat(2000) + "]".repeat(2000)), "header: not JSON");
  }

  @Test
  void verify_whenTooLong_rejected() {
    assertRejected("A".repeat(8193), "signature: 8193 characters > 8192");
    assertRejected("A".repeat(8192), "signature: not header..signature: 1 parts");
    String signature = signedWith(",\"x\":\"" + "y".repeat(7000) + "\"");
    assertRejected(signature, "signature: " + signature.length() + " characters > 8192");
  }

  @Test
  void verify_whenJoseMemberIsWrong_rejected() {
    assertRejected(signedWith(",\"jwk\":\"x\""), "header: not a JWS header");
    assertRejected(signedWith(",\"x5c\":7"), "header: not a JWS header");
    // Nimbus 10.10 throws a NullPointerException for this one.
    assertRejected(
        signedWith(",\"jwk\":{\"kty\":\"RSA\",\"oth\":[{}]}"), "header: not a JWS header");
  }

  @Test
  @SuppressWarnings("NullAway") // null is what is tested
  void verify_whenNull_rejected() {
    assertThatNullPointerException()
        .isThrownBy(() -> verifier.verify(null, "POST", PATH, BODY))
        .withMessage("signature");
    assertThatNullPointerException()
        .isThrownBy(() -> verifier.verify(DOCUMENTED, null, PATH, BODY))
        .withMessage("method");
    assertThatNullPointerException()
        .isThrownBy(() -> verifier.verify(DOCUMENTED, "POST", null, BODY))
        .withMessage("path");
    assertThatNullPointerException()
        .isThrownBy(() -> verifier.verify(DOCUMENTED, "POST", PATH, null))
        .withMessage("body");
    assertThatNullPointerException()
        .isThrownBy(() -> JwsRequestVerifier.of(null, JwsAlgorithm.HS512))
        .withMessage("credentials");
    assertThatNullPointerException()
        .isThrownBy(() -> JwsRequestVerifier.of(Credentials.of("1", "s"), null))
        .withMessage("algorithm");
  }

  @Test
  void toString_always_hidesTheSecret() {
    assertThat(verifier).hasToString("JwsRequestVerifier[authId=123456, algorithm=HS512]");
  }

  @ParameterizedTest
  @EnumSource
  void verify_whenKeyOfAnyLength_accepted(JwsAlgorithm algorithm) throws Exception {
    for (int length = 1; length <= 200; length++) {
      roundTrip(Credentials.of("1", "k".repeat(length)), algorithm, PATH, BODY);
    }
  }

  @ParameterizedTest
  @EnumSource
  void verify_whenBodyOfAnyKind_accepted(JwsAlgorithm algorithm) throws Exception {
    byte[] megabyte = new byte[1 << 20];
    new Random(1).nextBytes(megabyte);
    byte[] everyByte = new byte[256];
    for (int i = 0; i < everyByte.length; i++) {
      everyByte[i] = (byte) i;
    }
    var credentials = Credentials.of("1", "\uD83D\uDD11");
    roundTrip(credentials, algorithm, PATH, new byte[0]);
    roundTrip(credentials, algorithm, PATH, everyByte);
    roundTrip(credentials, algorithm, PATH, megabyte);
    roundTrip(credentials, algorithm, PATH, "{\"имя\":\"Жанна Әлия\"}".getBytes(UTF_8));
  }

  private static void roundTrip(
      Credentials credentials, JwsAlgorithm algorithm, String path, byte[] body) throws Exception {
    String signature = JwsRequestSigner.of(credentials, algorithm).sign("POST", path, body);
    assertThat(signature).matches("[A-Za-z0-9_-]+\\.\\.[A-Za-z0-9_-]+");
    JwsRequestVerifier.of(credentials, algorithm).verify(signature, "POST", path, body);
  }

  @Provide
  Arbitrary<Credentials> credentials() {
    Arbitrary<String> text =
        Arbitraries.strings()
            .withCharRange('\u0000', '\uD7FF')
            .withCharRange('\uE000', '\uFFFF')
            .ofMinLength(1)
            .ofMaxLength(200);
    return Combinators.combine(text.filter(id -> !id.isBlank()), text).as(Credentials::of);
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withCharRange('A', 'Z')
        .withCharRange('0', '9')
        .withChars('_', '-', '~')
        .ofMinLength(1)
        .ofMaxLength(20)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(segments -> "/" + String.join("/", segments));
  }

  @Property
  void verify_whenSignedBySigner_accepted(
      @ForAll("credentials") Credentials credentials,
      @ForAll JwsAlgorithm algorithm,
      @ForAll("paths") String path,
      @ForAll @Size(max = 5000) byte[] body)
      throws Exception {
    roundTrip(credentials, algorithm, path, body);
  }

  @Property
  void verify_whenAnyByteOfBodyChanged_rejected(
      @ForAll @Size(min = 1, max = 300) byte[] body,
      @ForAll @IntRange(max = 299) int index,
      @ForAll @IntRange(min = 1, max = 255) int change) {
    var credentials = Credentials.of("123456", SECRET);
    String signature =
        JwsRequestSigner.of(credentials, JwsAlgorithm.HS512).sign("POST", PATH, body);
    byte[] changed = body.clone();
    changed[index % body.length] ^= (byte) change;
    assertThatThrownBy(() -> verifier.verify(signature, "POST", PATH, changed))
        .isExactlyInstanceOf(SignatureException.class);
  }

  @Property
  void verify_whenAnyCharacterOfSignatureChanged_rejected(
      @ForAll @IntRange(max = 1000) int index, @ForAll char replacement) {
    assertRejectedWith(index % DOCUMENTED.length(), replacement);
  }

  @Test
  void verify_whenEachCharacterOfSignatureChanged_rejected() {
    String replacements = BASE64URL + ".=+/ ";
    for (int i = 0; i < DOCUMENTED.length(); i++) {
      for (int j = 0; j < replacements.length(); j++) {
        assertRejectedWith(i, replacements.charAt(j));
      }
    }
  }

  private void assertRejectedWith(int index, char replacement) {
    var changed = new StringBuilder(DOCUMENTED);
    changed.setCharAt(index, replacement);
    if (changed.toString().equals(DOCUMENTED)) {
      return;
    }
    try {
      verifier.verify(changed.toString(), "POST", PATH, BODY);
    } catch (SignatureException refused) {
      return;
    }
    fail("accepted: " + changed);
  }

  @Property
  void verify_whenAnyText_signatureExceptionOnly(@ForAll @StringLength(max = 300) String text) {
    assertThatThrownBy(() -> verifier.verify(text, "POST", PATH, BODY))
        .isExactlyInstanceOf(SignatureException.class);
    String header = base64url(text.getBytes(UTF_8));
    assertThatThrownBy(() -> verifier.verify(header + ".." + SIGNATURE, "POST", PATH, BODY))
        .isExactlyInstanceOf(SignatureException.class);
  }

  @Provide
  Arbitrary<String> memberNames() {
    return Arbitraries.of(
        "typ",
        "cty",
        "jku",
        "jwk",
        "x5u",
        "x5t",
        "x5t#S256",
        "x5c",
        "kid",
        "iat",
        "enc",
        "zip",
        "crit",
        "b64",
        "epk",
        "p2c",
        "",
        "nonce");
  }

  @Provide
  Arbitrary<String> jsonValues() {
    return Arbitraries.of(
        "null",
        "true",
        "0",
        "-1",
        "1e999",
        "1.5",
        "\"\"",
        "\" \"",
        "\"x\"",
        "\"%%\"",
        "\"ftp:x\"",
        "\"\\ud800\"",
        "[]",
        "[null]",
        "[\"\"]",
        "[1]",
        "[\"AAAA\"]",
        "[[]]",
        "{}",
        "{\"kty\":1}",
        "{\"kty\":\"\"}",
        "{\"kty\":\"oct\"}",
        "{\"kty\":\"oct\",\"k\":\"AA\"}",
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}",
        "{\"kty\":\"RSA\",\"n\":\"\",\"e\":\"\"}",
        "123456789012345678901234567890");
  }

  /** With any JOSE members, it returns or throws a {@link SignatureException}. */
  @Property(tries = 2000)
  void verify_whenAnyAdditionalMembers_throwsNothingElse(
      @ForAll("memberNames") String name, @ForAll("jsonValues") String value) {
    String signature = signedWith(",\"" + name + "\":" + value);
    assertThatCode(
            () -> {
              try {
                verifier.verify(signature, "POST", PATH, BODY);
              } catch (SignatureException refused) {
                assertThat(refused.getMessage()).doesNotContain(SECRET);
              }
            })
        .doesNotThrowAnyException();
  }
}
