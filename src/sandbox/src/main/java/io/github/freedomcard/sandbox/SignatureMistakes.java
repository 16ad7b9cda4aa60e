package io.github.freedomcard.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.signing.JwsAlgorithm;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Finds the mistake in a refused signature by reproducing it: a mistake is reported only if it
 * produces exactly the signature received.
 */
final class SignatureMistakes {

  /** Larger bodies are checked without variants, which would take long to hash. */
  private static final int MAX_VARIED_BODY = 64 * 1024;

  /** Ends the search, which takes less than a second then, after the simplest mistakes. */
  private static final long MAX_HASHED_BYTES = 128L * 1024 * 1024;

  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
  private static final Pattern HEX_OF_HASH = Pattern.compile("[0-9a-fA-F]{64}|[0-9a-fA-F]{128}");
  private static final Pattern HEX_OF_KEY = Pattern.compile("([0-9a-fA-F]{2})+");
  private static final int HS512_BYTES = 64;
  private static final int HS256_BYTES = 32;

  private final String secret;
  private final JwsAlgorithm algorithm;

  SignatureMistakes(Credentials credentials, JwsAlgorithm algorithm) {
    this.secret = new String(credentials.secretKey(), UTF_8);
    this.algorithm = algorithm;
  }

  /** Bytes that may have been used, and the mistakes they represent; none if they are correct. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Variant(List<String> mistakes, byte[] bytes) {

    static Variant right(byte[] bytes) {
      return new Variant(List.of(), bytes);
    }

    static Variant wrong(String mistake, byte[] bytes) {
      return new Variant(List.of(mistake), bytes);
    }
  }

  /** The two parts of the bytes that are signed; they are not joined, to share large payloads. */
  private record Input(Variant start, Variant payload) {

    long length() {
      return (long) start.bytes().length + payload.bytes().length;
    }
  }

  /** One combination of inputs to a signature. */
  private record Hypothesis(Variant signature, Variant key, Input input) {

    List<String> mistakes() {
      return Stream.of(signature, key, input.start(), input.payload())
          .flatMap(variant -> variant.mistakes().stream())
          .toList();
    }
  }

  /** The parts of the header value, and mistakes in how they are joined. */
  private record Parts(List<String> mistakes, @Nullable String header, String signature) {}

  /**
   * Finds the fewest mistakes that together produce the signature received.
   *
   * @param value the value of {@code X-JWS-Signature}
   * @param expectedHeader the expected header in Base64url
   * @return empty if the signature is correct for the header received; null if no known mistake
   *     produces it
   */
  // One search at a time: the variants of a large body take much memory.
  synchronized @Nullable List<String> find(String value, String expectedHeader, byte[] body) {
    String[] split = value.split("\\.", -1);
    Parts parts = parts(split);
    if (parts == null) {
      return null;
    }
    List<Input> inputs = inputs(parts.header(), expectedHeader, split, body);
    List<Hypothesis> hypotheses = new ArrayList<>();
    for (Variant signature : signatures(parts.signature())) {
      for (Variant key : keys()) {
        for (Input input : inputs) {
          hypotheses.add(new Hypothesis(signature, key, input));
        }
      }
    }
    hypotheses.sort(Comparator.comparing(hypothesis -> hypothesis.mistakes().size()));
    long hashed = 0;
    for (Hypothesis hypothesis : hypotheses) {
      hashed += hypothesis.input().length();
      if (hashed > MAX_HASHED_BYTES) {
        return null;
      }
      if (isProved(hypothesis)) {
        return Stream.concat(parts.mistakes().stream(), hypothesis.mistakes().stream()).toList();
      }
    }
    return null;
  }

  private static @Nullable Parts parts(String[] split) {
    return switch (split.length) {
      case 1 ->
          new Parts(
              List.of("the signature was sent without the header and the two dots before it"),
              null,
              split[0]);
      case 2 ->
          new Parts(
              List.of("there is one dot between header and signature, not two"),
              split[0],
              split[1]);
      case 3 ->
          split[1].isEmpty()
              ? new Parts(List.of(), split[0], split[2])
              : new Parts(
                  List.of("the payload is attached: nothing goes between the two dots"),
                  split[0],
                  split[2]);
      default -> null;
    };
  }

  /** Returns why the value can't be a signature at all; null if it can. */
  @Nullable String malformation(String value) {
    String[] split = value.split("\\.", -1);
    if (split.length != 3) {
      return "number of dots: " + (split.length - 1);
    }
    return signatures(split[2]).isEmpty()
        ? "the part after the dots is not 64 bytes (HS512) or 32 bytes (HS256) in Base64url"
        : null;
  }

  private List<Variant> signatures(String text) {
    List<Variant> variants = new ArrayList<>();
    if (HEX_OF_HASH.matcher(text).matches()) {
      variants.add(
          signature(
              List.of("the signature is in hex, not in Base64url"), HexFormat.of().parseHex(text)));
    }
    byte[] decoded = decoded(text);
    if (decoded != null) {
      variants.add(signature(encodingMistakes("signature", text), decoded));
      String hex = new String(decoded, ISO_8859_1);
      if (HEX_OF_HASH.matcher(hex).matches()) {
        variants.add(
            signature(
                List.of("the signature is the Base64url of hex, not of the bytes themselves"),
                HexFormat.of().parseHex(hex)));
      }
    }
    variants.removeIf(
        variant -> variant.bytes().length != HS512_BYTES && variant.bytes().length != HS256_BYTES);
    return variants;
  }

  private Variant signature(List<String> mistakes, byte[] bytes) {
    if (algorithmOf(bytes) == algorithm) {
      return new Variant(mistakes, bytes);
    }
    String other = "it was signed with " + algorithmOf(bytes) + ", not with " + algorithm;
    return new Variant(Stream.concat(mistakes.stream(), Stream.of(other)).toList(), bytes);
  }

  private static JwsAlgorithm algorithmOf(byte[] signature) {
    return signature.length == HS512_BYTES ? JwsAlgorithm.HS512 : JwsAlgorithm.HS256;
  }

  private static List<String> encodingMistakes(String part, String text) {
    List<String> mistakes = new ArrayList<>();
    if (text.indexOf('+') >= 0 || text.indexOf('/') >= 0) {
      mistakes.add("the " + part + " is in standard Base64, not in Base64url");
    }
    if (text.endsWith("=")) {
      mistakes.add("padding (=) was left in the " + part);
    }
    return mistakes;
  }

  /** Decodes either Base64 alphabet, padded or not; null if it is neither. */
  static byte @Nullable [] decoded(String text) {
    try {
      return Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_'));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private List<Variant> keys() {
    byte[] right = secret.getBytes(UTF_8);
    Variants keys = new Variants(right);
    // For HMAC an empty key equals a key of zeros; Java rejects an empty key.
    keys.add("the key was empty", new byte[1]);
    keys.add("the key was used with a newline at its end", (secret + "\n").getBytes(UTF_8));
    if (!secret.isBlank()) {
      keys.add(
          "the key was used without the white space around it", secret.strip().getBytes(UTF_8));
    }
    byte[] fromBase64 = decoded(secret);
    if (fromBase64 != null && fromBase64.length > 0) {
      keys.add("the key was decoded from Base64, not used as it is", fromBase64);
    }
    if (HEX_OF_KEY.matcher(secret).matches()) {
      keys.add("the key was decoded from hex, not used as it is", HexFormat.of().parseHex(secret));
    }
    keys.add("the key was encoded in Base64, not used as it is", Base64.getEncoder().encode(right));
    return keys.all();
  }

  private static List<Input> inputs(
      @Nullable String header, String expectedHeader, String[] split, byte[] body) {
    List<Variant> payloads = payloads(body);
    if (split.length == 3 && !split[1].isEmpty()) {
      payloads.add(
          Variant.wrong(
              "the attached payload was signed, and it differs from the body received",
              ascii("." + split[1])));
    }
    List<Input> inputs = new ArrayList<>();
    for (Variant start : headers(header, expectedHeader)) {
      for (Variant payload : payloads) {
        inputs.add(new Input(start, payload));
      }
    }
    Variant nothing = Variant.right(new byte[0]);
    inputs.add(
        new Input(nothing, Variant.wrong("the body alone was signed, without the header", body)));
    inputs.add(
        new Input(
            nothing,
            Variant.wrong(
                "the body alone was signed, as Base64url and without the header",
                BASE64URL.encode(body))));
    return inputs;
  }

  private static List<Variant> headers(@Nullable String header, String expectedHeader) {
    if (header == null) {
      return List.of(Variant.right(ascii(expectedHeader)));
    }
    List<String> written = encodingMistakes("header", header);
    List<Variant> headers = new ArrayList<>();
    headers.add(new Variant(written, header.getBytes(UTF_8)));
    if (!header.equals(expectedHeader)) {
      headers.add(
          Variant.wrong(
              "the expected header was signed, but another header was sent",
              ascii(expectedHeader)));
    }
    byte[] json = decoded(header);
    if (json != null) {
      headers.add(Variant.wrong("the header was signed as JSON, not as Base64url", json));
    }
    return headers;
  }

  /** Returns the variants of the signing input after the header, including the dot. */
  private static List<Variant> payloads(byte[] body) {
    Variants payloads = new Variants(ascii("." + BASE64URL.encodeToString(body)));
    payloads.add(
        "the body was not signed: a detached payload is signed, but it is not part of the"
            + " signature's value",
        ascii("."));
    payloads.add("the header alone was signed, without a dot and the body", new byte[0]);
    payloads.add(
        "the body was signed as it is (as with b64=false), not as Base64url",
        concat(ascii("."), body));
    payloads.add(
        "padding (=) was left in the Base64url of the body that was signed",
        ascii("." + Base64.getUrlEncoder().encodeToString(body)));
    payloads.add(
        "the body was signed in standard Base64, not in Base64url",
        ascii("." + Base64.getEncoder().encodeToString(body)));
    payloads.add(
        "the body was signed in standard Base64 without padding, not in Base64url",
        ascii("." + Base64.getEncoder().withoutPadding().encodeToString(body)));
    if (body.length <= MAX_VARIED_BODY) {
      BodyVariants.of(body)
          .forEach(
              (mistake, variant) ->
                  payloads.add(mistake, ascii("." + BASE64URL.encodeToString(variant))));
    }
    return payloads.all();
  }

  private static boolean isProved(Hypothesis hypothesis) {
    byte[] signature = hypothesis.signature().bytes();
    String name = algorithmOf(signature) == JwsAlgorithm.HS512 ? "HmacSHA512" : "HmacSHA256";
    try {
      Mac mac = Mac.getInstance(name);
      mac.init(new SecretKeySpec(hypothesis.key().bytes(), name));
      mac.update(hypothesis.input().start().bytes());
      return MessageDigest.isEqual(mac.doFinal(hypothesis.input().payload().bytes()), signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("algorithm: not available here: " + name, e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    ByteArrayOutputStream both = new ByteArrayOutputStream(first.length + second.length);
    both.writeBytes(first);
    both.writeBytes(second);
    return both.toByteArray();
  }

  /** The correct bytes and the wrong variants, without duplicates. */
  private static final class Variants {

    private final Map<ByteBuffer, Variant> byBytes = new LinkedHashMap<>();

    Variants(byte[] right) {
      put(Variant.right(right));
    }

    void add(String mistake, byte[] bytes) {
      put(Variant.wrong(mistake, bytes));
    }

    private void put(Variant variant) {
      byBytes.putIfAbsent(ByteBuffer.wrap(variant.bytes()), variant);
    }

    List<Variant> all() {
      return new ArrayList<>(byBytes.values());
    }
  }
}
