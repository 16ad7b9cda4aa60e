package io.github.freedomcard.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.signing.JwsAlgorithm;
import java.io.ByteArrayOutputStream;
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
 * Finds out what was done wrong when a request was signed, by doing it wrong likewise: a mistake is
 * told only if it gives the very signature that was received.
 */
final class SignatureMistakes {

  /** Bodies beyond this are checked as they are; their variants would take long to hash. */
  private static final int LONGEST_VARIED_BODY = 64 * 1024;

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

  /** Bytes as they may have been taken, and the mistakes that this is; none if it is right. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Way(List<String> mistakes, byte[] bytes) {

    static Way right(byte[] bytes) {
      return new Way(List.of(), bytes);
    }

    static Way wrong(String mistake, byte[] bytes) {
      return new Way(List.of(mistake), bytes);
    }
  }

  /** One guess at all that went into a signature. */
  private record Guess(Way signature, Way key, Way input) {

    List<String> mistakes() {
      return Stream.of(signature, key, input).flatMap(way -> way.mistakes().stream()).toList();
    }
  }

  /** The parts of the header's value, and what is wrong with how they are put together. */
  private record Parts(List<String> mistakes, @Nullable String header, String signature) {}

  /**
   * The fewest mistakes that together give the signature received.
   *
   * @param value the value of {@code X-JWS-Signature}
   * @param expectedHeader the header as it is expected, in Base64url
   * @return empty if the signature is right for the header that it came with; null if no mistake
   *     that is known here gives it
   */
  @Nullable List<String> in(String value, String expectedHeader, byte[] body) {
    String[] split = value.split("\\.", -1);
    Parts parts = parts(split);
    if (parts == null) {
      return null;
    }
    List<Way> inputs = inputs(parts.header(), expectedHeader, split, body);
    List<Guess> guesses = new ArrayList<>();
    for (Way signature : signatures(parts.signature())) {
      for (Way key : keys()) {
        for (Way input : inputs) {
          guesses.add(new Guess(signature, key, input));
        }
      }
    }
    guesses.sort(Comparator.comparing(guess -> guess.mistakes().size()));
    return guesses.stream()
        .filter(SignatureMistakes::isProved)
        .findFirst()
        .map(guess -> Stream.concat(parts.mistakes().stream(), guess.mistakes().stream()).toList())
        .orElse(null);
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

  /** What keeps the value from being a signature at all, right or wrong; null if nothing does. */
  @Nullable String nonsense(String value) {
    String[] split = value.split("\\.", -1);
    if (split.length != 3) {
      return "dots in it: " + (split.length - 1);
    }
    return signatures(split[2]).isEmpty()
        ? "after the dots there are not the 64 bytes of an HS512, or 32 of an HS256, in Base64url"
        : null;
  }

  private List<Way> signatures(String text) {
    List<Way> ways = new ArrayList<>();
    if (HEX_OF_HASH.matcher(text).matches()) {
      ways.add(
          signature(
              List.of("the signature is in hex, not in Base64url"), HexFormat.of().parseHex(text)));
    }
    byte[] decoded = decoded(text);
    if (decoded != null) {
      ways.add(signature(writtenWrong("signature", text), decoded));
      String hex = new String(decoded, ISO_8859_1);
      if (HEX_OF_HASH.matcher(hex).matches()) {
        ways.add(
            signature(
                List.of("the signature is the Base64url of hex, not of the bytes themselves"),
                HexFormat.of().parseHex(hex)));
      }
    }
    ways.removeIf(way -> way.bytes().length != HS512_BYTES && way.bytes().length != HS256_BYTES);
    return ways;
  }

  private Way signature(List<String> mistakes, byte[] bytes) {
    if (algorithmOf(bytes) == algorithm) {
      return new Way(mistakes, bytes);
    }
    String other = "it was signed with " + algorithmOf(bytes) + ", not with " + algorithm;
    return new Way(Stream.concat(mistakes.stream(), Stream.of(other)).toList(), bytes);
  }

  private static JwsAlgorithm algorithmOf(byte[] signature) {
    return signature.length == HS512_BYTES ? JwsAlgorithm.HS512 : JwsAlgorithm.HS256;
  }

  private static List<String> writtenWrong(String part, String text) {
    List<String> mistakes = new ArrayList<>();
    if (text.indexOf('+') >= 0 || text.indexOf('/') >= 0) {
      mistakes.add("the " + part + " is in standard Base64, not in Base64url");
    }
    if (text.endsWith("=")) {
      mistakes.add("padding (=) was left in the " + part);
    }
    return mistakes;
  }

  /** Decodes either alphabet, padded or not; null if it is neither. */
  static byte @Nullable [] decoded(String text) {
    try {
      return Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_'));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private List<Way> keys() {
    byte[] right = secret.getBytes(UTF_8);
    Ways keys = new Ways(right);
    // To HMAC, no key and a key of zeros are the same; Java refuses the former.
    keys.add("the key was empty", new byte[1]);
    keys.add("the key was taken with a newline at its end", (secret + "\n").getBytes(UTF_8));
    if (!secret.isBlank()) {
      keys.add(
          "the key was taken without the white space around it", secret.strip().getBytes(UTF_8));
    }
    byte[] fromBase64 = decoded(secret);
    if (fromBase64 != null && fromBase64.length > 0) {
      keys.add("the key was decoded from Base64, not taken as it is", fromBase64);
    }
    if (HEX_OF_KEY.matcher(secret).matches()) {
      keys.add("the key was decoded from hex, not taken as it is", HexFormat.of().parseHex(secret));
    }
    keys.add(
        "the key was encoded in Base64, not taken as it is", Base64.getEncoder().encode(right));
    return keys.all();
  }

  private static List<Way> inputs(
      @Nullable String header, String expectedHeader, String[] split, byte[] body) {
    List<Way> payloads = payloads(body);
    if (split.length == 3 && !split[1].isEmpty()) {
      payloads.add(
          Way.wrong(
              "what was signed is the payload attached, and that is not the body received",
              ascii("." + split[1])));
    }
    List<Way> inputs = new ArrayList<>();
    for (Way start : headers(header, expectedHeader)) {
      for (Way payload : payloads) {
        inputs.add(
            new Way(
                Stream.concat(start.mistakes().stream(), payload.mistakes().stream()).toList(),
                concat(start.bytes(), payload.bytes())));
      }
    }
    inputs.add(Way.wrong("the body alone was signed, without the header", body));
    inputs.add(
        Way.wrong(
            "the body alone was signed, as Base64url and without the header",
            BASE64URL.encode(body)));
    return inputs;
  }

  private static List<Way> headers(@Nullable String header, String expectedHeader) {
    if (header == null) {
      return List.of(Way.right(ascii(expectedHeader)));
    }
    List<String> written = writtenWrong("header", header);
    List<Way> headers = new ArrayList<>();
    headers.add(new Way(written, header.getBytes(UTF_8)));
    if (!header.equals(expectedHeader)) {
      headers.add(
          Way.wrong(
              "the header that was signed is the one expected, and not the one that was sent",
              ascii(expectedHeader)));
    }
    byte[] json = decoded(header);
    if (json != null) {
      headers.add(Way.wrong("the header was signed as JSON, not as Base64url", json));
    }
    return headers;
  }

  /** What follows the header in the signing input, the dot included. */
  private static List<Way> payloads(byte[] body) {
    Ways payloads = new Ways(ascii("." + BASE64URL.encodeToString(body)));
    payloads.add(
        "the body was left out of what was signed: detached means that it is not sent, but it is"
            + " signed",
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
    if (body.length <= LONGEST_VARIED_BODY) {
      BodyVariants.of(body)
          .forEach(
              (mistake, variant) ->
                  payloads.add(mistake, ascii("." + BASE64URL.encodeToString(variant))));
    }
    return payloads.all();
  }

  private static boolean isProved(Guess guess) {
    byte[] signature = guess.signature().bytes();
    String name = algorithmOf(signature) == JwsAlgorithm.HS512 ? "HmacSHA512" : "HmacSHA256";
    try {
      Mac mac = Mac.getInstance(name);
      mac.init(new SecretKeySpec(guess.key().bytes(), name));
      return MessageDigest.isEqual(mac.doFinal(guess.input().bytes()), signature);
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

  /** The right bytes and wrong ones, as long as they differ from all that came before. */
  private static final class Ways {

    private final Map<String, Way> byBytes = new LinkedHashMap<>();

    Ways(byte[] right) {
      put(Way.right(right));
    }

    void add(String mistake, byte[] bytes) {
      put(Way.wrong(mistake, bytes));
    }

    private void put(Way way) {
      byBytes.putIfAbsent(new String(way.bytes(), ISO_8859_1), way);
    }

    List<Way> all() {
      return new ArrayList<>(byBytes.values());
    }
  }
}
