package io.github.freedomcard.signing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import io.github.freedomcard.config.Credentials;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SignatureException;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the header {@code X-JWS-Signature} of a request, as the server does. Use it in tests, or
 * in a server that replaces the API.
 *
 * <pre>{@code
 * JwsRequestVerifier verifier =
 *     JwsRequestVerifier.of(Credentials.of("123456", "secret"), JwsAlgorithm.HS512);
 * try {
 *   verifier.verify(signature, "POST", "/v5/card-api/card/balance", body);
 * } catch (SignatureException e) {
 *   refuse(e.getMessage()); // uri: "/v5/card-api/card/info", not "/v5/card-api/card/balance"
 * }
 * }</pre>
 *
 * <p>{@code uri}, {@code auth_id}, {@code method}, {@code params} and {@code alg} must occur once
 * each and match the request. Any order and additional members are accepted, because copies of the
 * vendor's page have two orders and a {@code typ}; the signature covers all members. {@code crit}
 * and {@code b64} are rejected, because they change what a signature means. The vendor does not
 * document how strict its server is. Safe to share between threads; {@link #toString} does not show
 * the secret.
 */
public final class JwsRequestVerifier {

  /** Servers accept no longer HTTP headers by default. */
  private static final int MAX_LENGTH = 8192;

  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private final String authId;
  private final JwsAlgorithm algorithm;
  private final Hmac hmac;

  private JwsRequestVerifier(Credentials credentials, JwsAlgorithm algorithm) {
    this.hmac = new Hmac(credentials, algorithm);
    this.algorithm = algorithm;
    this.authId = credentials.authId();
  }

  /**
   * A verifier for the signatures of these credentials with {@code algorithm}. It accepts no other
   * algorithm.
   *
   * @throws IllegalStateException if the platform lacks the algorithm
   * @throws NullPointerException if an argument is null
   */
  public static JwsRequestVerifier of(Credentials credentials, JwsAlgorithm algorithm) {
    return new JwsRequestVerifier(credentials, algorithm);
  }

  /**
   * Verifies that the signature is that of this request.
   *
   * @param signature the value of {@code X-JWS-Signature}, at most 8192 characters
   * @param method the HTTP method that was received
   * @param path the path that was received, without query
   * @param body the bytes that were received
   * @throws SignatureException if anything does not match. The message says what, and what was
   *     expected only if the signature was made with the right key; it never contains the key or
   *     the correct signature
   * @throws NullPointerException if an argument is null
   */
  public void verify(String signature, String method, String path, byte[] body)
      throws SignatureException {
    requireNonNull(signature, "signature");
    requireNonNull(method, "method");
    requireNonNull(path, "path");
    requireNonNull(body, "body");
    String[] parts = partsOf(signature);
    byte[] header = decode("header", parts[0]);
    byte[] mac = decode("signature", parts[2]);
    byte[] signed = (parts[0] + ".").getBytes(ISO_8859_1);
    // First, so that only who has the key learns what is expected.
    if (!MessageDigest.isEqual(hmac.of(signed, BASE64URL.encode(body)), mac)) {
      throw new SignatureException("signature: not of this body, or not made with this key");
    }
    checkHeader(header, method, path);
    try {
      JWSHeader.parse(Base64URL.from(parts[0]));
    } catch (ParseException | RuntimeException e) {
      // A JOSE member with a value that is not allowed; the types of the exceptions vary.
      throw new SignatureException("header: not a JWS header");
    }
  }

  /** The three parts of the signature, if it is a detached JWS. */
  private static String[] partsOf(String signature) throws SignatureException {
    if (signature.length() > MAX_LENGTH) {
      throw new SignatureException(
          "signature: " + signature.length() + " characters > " + MAX_LENGTH);
    }
    String[] parts = signature.split("\\.", -1);
    if (parts.length != 3) {
      throw new SignatureException("signature: not header..signature: " + parts.length + " parts");
    }
    if (!parts[1].isEmpty()) {
      throw new SignatureException("payload: attached");
    }
    return parts;
  }

  private static byte[] decode(String part, String text) throws SignatureException {
    if (text.isEmpty()) {
      throw new SignatureException(part + ": empty");
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new SignatureException(part + ": not Base64url");
    }
    // The decoder accepts padding and excess bits, so two texts could be one signature.
    if (!BASE64URL.encodeToString(bytes).equals(text)) {
      throw new SignatureException(part + ": not canonical Base64url without padding");
    }
    return bytes;
  }

  /** Parsed strictly here, because Nimbus accepts much that is not JSON. */
  private void checkHeader(byte[] header, String method, String path) throws SignatureException {
    JsonNode members;
    try {
      members = JSON.readTree(UTF_8.newDecoder().decode(ByteBuffer.wrap(header)).toString());
    } catch (IOException e) {
      throw new SignatureException("header: not JSON");
    }
    if (!members.isObject()) {
      throw new SignatureException("header: not a JSON object");
    }
    for (String changesMeaning : List.of("crit", "b64")) {
      if (members.has(changesMeaning)) {
        throw new SignatureException(changesMeaning + ": not supported");
      }
    }
    check("alg", members.get("alg"), algorithm.name());
    check("uri", members.get("uri"), path);
    check("auth_id", members.get("auth_id"), authId);
    check("method", members.get("method"), method);
    check("params", members.get("params"), "");
  }

  private static void check(String member, @Nullable JsonNode signed, String received)
      throws SignatureException {
    JsonNode expected = TextNode.valueOf(received);
    if (signed == null) {
      throw new SignatureException(member + ": missing, not " + expected);
    }
    if (!signed.equals(expected)) {
      // A caller may have put the request's fields into params, with personal data.
      String shown = member.equals("params") ? "a value" : signed.toString();
      throw new SignatureException(member + ": " + shown + ", not " + expected);
    }
  }

  @Override
  public String toString() {
    return "JwsRequestVerifier[authId=" + authId + ", algorithm=" + algorithm + "]";
  }
}
