package io.github.freedomcard.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Recognizable secrets and personal data: a text that contains one of them leaks it. */
public final class CanaryValues {

  public static final String SECRET_KEY = "MARKED-secret-key";
  public static final String PIN = "MARKED-pin";
  public static final String PAN = "4400430099887766";
  public static final String CVV = "MARKED-cvv";
  public static final String OTP = "MARKED-otp";
  public static final String PHONE = "+7 701 999-88-77";
  public static final long PHONE_NUMBER = 77019998877L;
  public static final String EMAIL = "MARKED.email@example.kz";
  public static final String PERSON_ID = "880304398127";
  public static final String FIRST_NAME = "MARKED-Aigerim";
  public static final String LAST_NAME = "MARKED-Bekova";
  public static final String MIDDLE_NAME = "MARKED-Serikkyzy";
  public static final LocalDate BIRTHDATE = LocalDate.of(1988, 3, 4);
  public static final String ADDRESS = "MARKED-Abay street";
  public static final String FREE_TEXT = "MARKED-free-text " + PAN + " " + PHONE_NUMBER;

  private static final byte[] DOCUMENT = "%PDF-1.7 MARKED-document".getBytes(US_ASCII);

  /** In lower case, as {@link #in} looks for them. */
  private static final List<String> TRACES = traces();

  private CanaryValues() {}

  /** A PDF. */
  public static byte[] document() {
    return DOCUMENT.clone();
  }

  /** Fields that no contract names, with canary values at every depth. */
  public static Map<String, @Nullable Object> unknownFields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("new_text", FREE_TEXT);
    fields.put("new_number", PHONE_NUMBER);
    fields.put("new_object", Map.of("inner", Map.of("name", FIRST_NAME, "pan", PAN)));
    fields.put("new_list", List.of(LAST_NAME, List.of(EMAIL), Map.of("person", PERSON_ID)));
    return fields;
  }

  /** Returns the canary values that a text contains, in any notation. */
  public static List<String> in(String text) {
    String lowerCase = text.toLowerCase(Locale.ROOT);
    return TRACES.stream().filter(lowerCase::contains).toList();
  }

  private static List<String> traces() {
    List<String> traces = new ArrayList<>();
    traces.add("marked");
    // As the text of a byte array.
    traces.add("77, 65, 82, 75, 69, 68");
    // As the bytes in hexadecimal digits.
    traces.add("4d41524b4544");
    traces.add(base64(DOCUMENT));
    traces.add(base64(SECRET_KEY.getBytes(US_ASCII)));
    traces.add(PERSON_ID);
    traces.add(BIRTHDATE.toString());
    traces.addAll(List.of(PAN, "4400 4300 9988 7766", "4400-4300-9988-7766"));
    // The phone with its country code and without, and its last digits as people group them.
    traces.addAll(List.of("7019998877", "9998877", "999-88-77", "999 88 77"));
    return traces.stream().map(trace -> trace.toLowerCase(Locale.ROOT)).toList();
  }

  /** Without its end, which depends on what follows. */
  private static String base64(byte[] bytes) {
    String encoded = Base64.getEncoder().encodeToString(bytes);
    return encoded.substring(0, encoded.length() - 4);
  }
}
