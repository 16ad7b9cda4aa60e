package io.github.freedomcard.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Mutations of a JSON text. Each character is a byte, so a mutation can insert any byte. */
enum Mutation {
  NONE {
    @Override
    String apply(String json, SplittableRandom random) {
      return json;
    }
  },
  FLIPPED_BITS {
    @Override
    String apply(String json, SplittableRandom random) {
      StringBuilder text = new StringBuilder(json);
      for (int flips = random.nextInt(1, 9); flips > 0 && !text.isEmpty(); flips--) {
        int at = random.nextInt(text.length());
        text.setCharAt(at, (char) (text.charAt(at) ^ 1 << random.nextInt(8)));
      }
      return text.toString();
    }
  },
  TRUNCATED {
    @Override
    String apply(String json, SplittableRandom random) {
      return json.substring(0, random.nextInt(json.length() + 1));
    }
  },
  PART_REPEATED {
    @Override
    String apply(String json, SplittableRandom random) {
      int from = random.nextInt(json.length() + 1);
      int to = random.nextInt(from, json.length() + 1);
      return json.substring(0, to) + json.substring(from);
    }
  },
  PART_REMOVED {
    @Override
    String apply(String json, SplittableRandom random) {
      int from = random.nextInt(json.length() + 1);
      return json.substring(0, from) + json.substring(random.nextInt(from, json.length() + 1));
    }
  },
  BYTES_INSERTED {
    @Override
    String apply(String json, SplittableRandom random) {
      int at = random.nextInt(json.length() + 1);
      return json.substring(0, at) + any(BYTES, random) + json.substring(at);
    }
  },
  VALUE_REPLACED {
    @Override
    String apply(String json, SplittableRandom random) {
      return replace(json, VALUE, random, any(VALUES, random));
    }
  },
  MEMBER_REPLACED {
    @Override
    String apply(String json, SplittableRandom random) {
      return replace(json, MEMBER, random, any(NAMES, random) + ":" + any(VALUES, random));
    }
  },
  MEMBER_ADDED {
    @Override
    String apply(String json, SplittableRandom random) {
      int at = json.indexOf('{') + 1;
      String member = any(NAMES, random) + ":" + any(VALUES, random);
      return json.substring(0, at) + member + "," + json.substring(at);
    }
  },
  MEMBER_DUPLICATED {
    @Override
    String apply(String json, SplittableRandom random) {
      Matcher member = one(json, MEMBER, random);
      if (member == null) {
        return json;
      }
      String duplicate = member.group(1) + ":" + any(VALUES, random);
      return random.nextBoolean()
          ? json.substring(0, member.start()) + duplicate + "," + json.substring(member.start())
          : json.substring(0, member.end()) + "," + duplicate + json.substring(member.end());
    }
  },
  VALUES_SWAPPED {
    @Override
    String apply(String json, SplittableRandom random) {
      Matcher one = one(json, VALUE, random);
      return one == null ? json : replace(json, VALUE, random, one.group());
    }
  },
  TYPE_SWAPPED {
    @Override
    String apply(String json, SplittableRandom random) {
      Matcher one = one(json, VALUE, random);
      if (one == null) {
        return json;
      }
      String value = one.group();
      String other = value.startsWith("\"") ? value.replace("\"", "") : '"' + value + '"';
      return json.substring(0, one.start()) + other + json.substring(one.end());
    }
  },
  OTHER_ENCODING {
    @Override
    String apply(String json, SplittableRandom random) {
      return switch (random.nextInt(6)) {
        case 0 -> "\u00EF\u00BB\u00BF" + json;
        case 1 -> "\u00FE\u00FF" + new String(json.getBytes(UTF_16BE), ISO_8859_1);
        case 2 -> "\u00FF\u00FE" + new String(json.getBytes(UTF_16LE), ISO_8859_1);
        case 3 -> new String(json.getBytes(UTF_16LE), ISO_8859_1);
        case 4 -> "\u00FF\u00FE\0\0" + json;
        default -> "\u00FF\u00FE" + json;
      };
    }
  },
  LARGE_VALUE {
    @Override
    String apply(String json, SplittableRandom random) {
      JsonShape shape = JsonShape.any(random);
      return replace(json, VALUE, random, shape.text(1 << random.nextInt(4, 13)));
    }
  },
  LARGE_MEMBER {
    @Override
    String apply(String json, SplittableRandom random) {
      int at = json.indexOf('{') + 1;
      JsonShape shape = JsonShape.any(random);
      String value = shape.text(1 << random.nextInt(4, 13));
      return json.substring(0, at) + any(NAMES, random) + ":" + value + "," + json.substring(at);
    }
  };

  /** Contains a blank, so that the client never shows it as an error code. */
  static final String MARK = "MARK ED";

  private static final List<Mutation> ALL = List.of(values());

  private static final String TEXT = "\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"";
  private static final String SCALAR = "(?:" + TEXT + "|-?[0-9][-+.0-9eE]*|true|false|null)";
  private static final Pattern VALUE = Pattern.compile(SCALAR + "(?!\\s*:)");
  private static final Pattern MEMBER = Pattern.compile("(" + TEXT + ")\\s*:\\s*" + SCALAR);

  private static final List<String> NAMES =
      List.of(
          "\"status\"",
          "\"request_status\"",
          "\"request_id\"",
          "\"error_code\"",
          "\"error_description\"",
          "\"dt\"",
          "\"datetime\"",
          "\"cards\"",
          "\"client_id\"",
          "\"transaction_id\"",
          "\"operations\"",
          "\"authorizations\"",
          "\"balances\"",
          "\"accounts\"",
          "\"limits\"",
          "\"product_list\"",
          "\"amount\"",
          "\"mcc\"",
          "\"pan\"",
          "\"card_id\"",
          "\"product_id\"",
          "\"value\"",
          "\"merchant\"",
          "\"additional_properties\"",
          "\"additionalProperties\"",
          "\"\\u0000\"",
          "\"\"",
          "\"unexpected " + MARK + "\"",
          "\"\\ud800\"",
          "status",
          "'status'");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-0",
          "1",
          "-1",
          "-5",
          "0.0",
          "1e0",
          "01",
          "+1",
          ".5",
          "5.",
          "0x10",
          "NaN",
          "-Infinity",
          "1e999999999",
          "-1e999999999",
          "1e-999999999",
          "1e2147483647",
          "1e2147483648",
          "1e99999999999999999999",
          "0e999999999",
          "\"1e999999999\"",
          "\"-1e999999999\"",
          "\"NaN\"",
          "9223372036854775807",
          "9223372036854775808",
          "2147483648",
          "9".repeat(1000),
          "9".repeat(1001),
          "0." + "1".repeat(998),
          "\"" + "9".repeat(1001) + "\"",
          "\"\"",
          "\" \"",
          "\"ok\"",
          "\"OK\"",
          "\"error\"",
          "\"success\"",
          "\"process\"",
          "\"0\"",
          "\"-1\"",
          "\"" + MARK + "\"",
          "\"" + MARK,
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\\u0000\"",
          "\"\\x\"",
          "\"\\u12\"",
          "\"\n\"",
          "\"\u0000\"",
          "\"2024-05-17T10:15:30+05:00\"",
          "\"2024-05-17 10:15:30\"",
          "\"+999999999-12-31T23:59:59-18:00\"",
          "\"-999999999-01-01T00:00:00+18:00\"",
          "\"2024-02-30T10:15:30Z\"",
          "\"2024-05-17T24:00:00Z\"",
          "\"2024-05-17T10:15:30.999999999999Z\"",
          "\"2024-05-17\"",
          "1715922930",
          "[2024,5,17]",
          "[2024,5,17,10,15,30,999999999999]",
          "99999999999999",
          "{}",
          "[]",
          "[null]",
          "[{}]",
          "[[]]",
          "[[[[[[[[1]]]]]]]]",
          "{\"a\":{\"a\":{\"a\":1}}}",
          "{\"value\":\"" + MARK + "\"}",
          "[\"" + MARK + "\"]",
          "\"" + MARK + " ".repeat(300) + "\"");

  private static final List<String> BYTES =
      List.of(
          "\u00C0\u0080",
          "\u00ED\u00A0\u0080",
          "\u00FF",
          "\u0080",
          "\u00F4\u0090\u0080\u0080",
          "\u00E2\u0082",
          "\u00EF\u00BB\u00BF",
          "\0",
          "\"",
          "\\",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "/* */",
          "//",
          "#",
          "<html>",
          MARK);

  abstract String apply(String json, SplittableRandom random);

  static Mutation any(SplittableRandom random) {
    return ALL.get(random.nextInt(ALL.size()));
  }

  static String any(List<String> choices, SplittableRandom random) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static String replace(
      String json, Pattern part, SplittableRandom random, String replacement) {
    Matcher one = one(json, part, random);
    return one == null
        ? json
        : json.substring(0, one.start()) + replacement + json.substring(one.end());
  }

  private static @Nullable Matcher one(String json, Pattern part, SplittableRandom random) {
    List<Integer> starts = new ArrayList<>();
    Matcher matcher = part.matcher(json);
    while (matcher.find()) {
      starts.add(matcher.start());
    }
    if (starts.isEmpty()) {
      return null;
    }
    Matcher one = part.matcher(json);
    return one.find(starts.get(random.nextInt(starts.size()))) ? one : null;
  }
}
