package io.github.freedomcard.sandbox;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalQuery;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rules for the value types of the contract. */
final class FieldRules {

  /** The largest identity document, in bytes (documented: 2 MB). */
  static final int MAX_DOCUMENT_BYTES = 2 * 1024 * 1024;

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);
  static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** Includes characters between letters: spaces, hyphens, apostrophes, accents. */
  private static final Pattern LATIN =
      Pattern.compile("[\\p{IsLatin}\\p{IsCommon}\\p{IsInherited}&&[^\\p{Nd}\\p{Cc}]]+");

  private static final Pattern TEN_DIGITS = Pattern.compile("[0-9]{10}");
  private static final Pattern ALPHA_2 = Pattern.compile("[A-Za-z]{2}");
  private static final Pattern ALPHA_3 = Pattern.compile("[A-Z]{3}");
  private static final long MIN_PHONE = 1_000_000_000L;
  private static final long MAX_PHONE = 999_999_999_999_999L;
  private static final byte[] PDF = "%PDF-".getBytes(US_ASCII);

  private FieldRules() {}

  static Rule text() {
    return rule("not a string", JsonNode::isTextual)
        .and(rule("blank", value -> !value.textValue().isBlank()));
  }

  static Rule textOf(String what, Pattern pattern) {
    return text().and(rule(what, value -> pattern.matcher(value.textValue()).matches()));
  }

  static Rule uuid() {
    return textOf("not a UUID", UUID);
  }

  static Rule latinName() {
    return textOf("not in Latin letters", LATIN);
  }

  static Rule tenDigits() {
    return textOf("not ten digits", TEN_DIGITS);
  }

  /** Alpha-3. */
  static Rule currency() {
    return textOf("not three capital letters", ALPHA_3);
  }

  /** Alpha-3. */
  static Rule country() {
    return textOf("not three capital letters", ALPHA_3);
  }

  /** Alpha-2. */
  static Rule language() {
    return textOf("not two letters", ALPHA_2);
  }

  static Rule oneOf(String... values) {
    return text()
        .and(
            rule(
                "not one of " + String.join(", ", values),
                value -> Arrays.asList(values).contains(value.textValue())));
  }

  static Rule integer() {
    return rule("not an integer", value -> value.isIntegralNumber() && value.canConvertToLong());
  }

  static Rule integerBetween(int smallest, int largest) {
    return integer()
        .and(
            rule(
                "not between " + smallest + " and " + largest,
                value -> value.longValue() >= smallest && value.longValue() <= largest));
  }

  static Rule integerOneOf(Integer... values) {
    return integer()
        .and(
            rule(
                "not one of " + Arrays.toString(values),
                value ->
                    value.canConvertToInt() && Arrays.asList(values).contains(value.intValue())));
  }

  /** A product id of the vendor's dictionary. */
  static Rule product() {
    return integerOneOf(1000, 2000, 3000);
  }

  /** An integer, country code first; may exceed 32 bits. */
  static Rule phone() {
    return integer()
        .and(
            rule(
                "not 10 to 15 digits",
                value -> value.longValue() >= MIN_PHONE && value.longValue() <= MAX_PHONE));
  }

  static Rule amount() {
    return rule("not a number", JsonNode::isNumber)
        .and(rule(Money.TOO_MANY_DIGITS, value -> !Money.hasTooManyDigits(value.decimalValue())))
        .and(rule("not greater than 0", value -> value.decimalValue().signum() > 0));
  }

  static Rule scalar() {
    return rule("not a string or a number", value -> value.isTextual() || value.isNumber());
  }

  static Rule date() {
    return text()
        .and(rule("not YYYY-MM-DD", value -> parsed(value, DATE, LocalDate::from) != null));
  }

  static Rule dateTime() {
    return text().and(rule("not YYYY-MM-DDThh:mm:ss+hh:mm", FieldRules::isDateTime));
  }

  /** A PDF in Base64, at most the documented size. */
  static Rule document() {
    return text().and(FieldRules::checkDocument);
  }

  static Rule listOf(Rule item) {
    return new ListOf(item);
  }

  private record ListOf(Rule item) implements Rule {

    @Override
    public void check(String path, JsonNode value, List<Violation> violations) {
      if (!value.isArray()) {
        violations.add(new Violation(path, "not an array"));
        return;
      }
      for (int i = 0; i < value.size(); i++) {
        item.check(path + "[" + i + "]", value.get(i), violations);
      }
    }

    @Override
    public void findUnknown(String path, JsonNode value, UnknownFields unknown) {
      if (value.isArray()) {
        for (int i = 0; i < value.size(); i++) {
          item.findUnknown(path + "[" + i + "]", value.get(i), unknown);
        }
      }
    }
  }

  static boolean isDateTime(JsonNode value) {
    return value.isTextual() && parsed(value, WireJson.DATE_TIME, OffsetDateTime::from) != null;
  }

  static OffsetDateTime dateTime(JsonNode value) {
    return OffsetDateTime.parse(value.textValue(), WireJson.DATE_TIME);
  }

  private static <T> @Nullable T parsed(
      JsonNode value, DateTimeFormatter formatter, TemporalQuery<T> query) {
    try {
      return formatter.parse(value.textValue(), query);
    } catch (DateTimeException unreadable) {
      return null;
    }
  }

  private static void checkDocument(String path, JsonNode value, List<Violation> violations) {
    byte[] document;
    try {
      document = Base64.getDecoder().decode(value.textValue());
    } catch (IllegalArgumentException noBase64) {
      violations.add(new Violation(path, "not Base64"));
      return;
    }
    if (document.length > MAX_DOCUMENT_BYTES) {
      violations.add(new Violation(path, document.length + " bytes > " + MAX_DOCUMENT_BYTES));
    } else if (document.length < PDF.length
        || !Arrays.equals(document, 0, PDF.length, PDF, 0, PDF.length)) {
      violations.add(new Violation(path, "not a PDF"));
    }
  }

  private static Rule rule(String message, Predicate<JsonNode> isValid) {
    return (path, value, violations) -> {
      if (!isValid.test(value)) {
        violations.add(new Violation(path, message));
      }
    };
  }
}
