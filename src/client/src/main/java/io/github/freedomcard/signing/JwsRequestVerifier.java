package io.github.freedomcard.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.util.Base64URL;
import io.github.freedomcard.config.Credentials;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SignatureException;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks the header {@code X-JWS-Signature} of a request, as the server does: for tests, and for a
 * server that stands in for the API.
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
 * <p>{@code uri}, {@code auth_id}, {@code method}, {@code params} and {@code alg} must be there,
 * once each, and say what was received. The members' order is free and others are passed over, for
 * the vendor's page exists with two orders and a {@code typ}; all of them are signed. {@code crit}
 * and {@code b64} are refused, for they change what a signature means. How strict the vendor's
 * server is, is not documented. Safe to share between threads; {@link #toString} does not show the
 * secret.
 */
public final class JwsRequestVerifier {

  /** Servers take no longer HTTP headers by default. */
  private static final int MAX_LENGTH = 8192;

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private final String authId;
  private final JwsAlgorithm algorithm;
  private final HmacVerifier verifier;

  private JwsRequestVerifier(Credentials credentials, JwsAlgorithm algorithm) {
    this.verifier =
        new HmacVerifier(
            new Hmac(credentials, algorithm), Set.of(JWSAlgorithm.parse(algorithm.name())));
    this.algorithm = algorithm;
    this.authId = credentials.authId();
  }

  /**
   * A verifier for what the partner with these credentials signs with {@code algorithm}; no other
   * algorithm is accepted.
   *
   * @throws IllegalStateException if the platform lacks the algorithm
   * @throws NullPointerException if an argument is null
   */
  public static JwsRequestVerifier of(Credentials credentials, JwsAlgorithm algorithm) {
    return new JwsRequestVerifier(credentials, algorithm);
  }

  /**
   * Returns if the signature is that of this request, and throws if not.
   *
   * @param signature the value of {@code X-JWS-Signature}, at most 8192 characters
   * @param method the HTTP method that was received
   * @param path the path that was received, without query
   * @param body the bytes that were received
   * @throws SignatureException if anything does not match; the message says what, and never shows
   *     the key or the signature that would be right
   * @throws NullPointerException if an argument is null
   */
  public void verify(String signature, String method, String path, byte[] body)
      throws SignatureException {
    requireNonNull(signature, "signature");
    requireNonNull(method, "method");
    requireNonNull(path, "path");
    requireNonNull(body, "body");
    checkHeader(headerOf(signature), method, path);
    if (!matches(signature, body)) {
      throw new SignatureException("signature: not of this body, or not made with this key");
    }
  }

  /** The bytes of the header, if the signature is written as a detached JWS at all. */
  private static byte[] headerOf(String signature) throws SignatureException {
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
    byte[] header = decode("header", parts[0]);
    decode("signature", parts[2]);
    return header;
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
    // The decoder lets padding pass, and bits behind the last byte: two texts, one signature.
    if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
      throw new SignatureException(part + ": not Base64url in its one form, without padding");
    }
    return bytes;
  }

  /** Read strictly here, for Nimbus takes much that is not JSON for a header. */
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
      // Somebody may have put the request's fields into params, person data and all.
      String shown = member.equals("params") ? "a value" : signed.toString();
      throw new SignatureException(member + ": " + shown + ", not " + expected);
    }
  }

  private boolean matches(String signature, byte[] body) throws SignatureException {
    JWSObject jws;
    try {
      jws = JWSObject.parse(signature, new Payload(body));
    } catch (ParseException | RuntimeException e) {
      // A member that JOSE knows, with a value that it does not allow; the types thrown vary.
      throw new SignatureException("header: not a JWS header");
    }
    try {
      return jws.verify(verifier);
    } catch (JOSEException e) {
      throw new SignatureException("header: not a JWS header", e);
    }
  }

  @Override
  public String toString() {
    return "JwsRequestVerifier[authId=" + authId + ", algorithm=" + algorithm + "]";
  }

  private record HmacVerifier(Hmac hmac, Set<JWSAlgorithm> supportedJWSAlgorithms)
      implements JWSVerifier {

    @Override
    public boolean verify(JWSHeader header, byte[] signingInput, Base64URL signature) {
      return MessageDigest.isEqual(hmac.of(signingInput), signature.decode());
    }

    @Override
    public JCAContext getJCAContext() {
      return new JCAContext();
    }
  }
}
