package io.github.freedomcard.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Alternative bytes of a request body that a program may have signed instead. */
final class BodyVariants {

  /** Deeper JSON has no variants in another layout: an indented one would be far larger than it. */
  private static final int MAX_DEPTH = 32;

  private static final int MAX_VARIANT_LENGTH = 128 * 1024;

  private BodyVariants() {}

  /**
   * Returns the variants by the mistake they represent; a variant may equal the body itself.
   * Returns none if the body is not UTF-8.
   */
  static Map<String, byte[]> of(byte[] body) {
    Map<String, byte[]> variants = new LinkedHashMap<>();
    String text = new String(body, UTF_8);
    if (!Arrays.equals(text.getBytes(UTF_8), body)) {
      return variants;
    }
    variants.put(
        "the body was signed without the white space around it", text.strip().getBytes(UTF_8));
    variants.put("the body was signed with a newline at its end", (text + "\n").getBytes(UTF_8));
    variants.put(
        "the body was signed with a newline (CR LF) at its end", (text + "\r\n").getBytes(UTF_8));
    ObjectNode json = WireJson.read(body);
    if (json != null && isNoDeeperThan(MAX_DEPTH, json)) {
      rewritten(json)
          .forEach(
              (how, variant) ->
                  variants.put(
                      "the body was signed as the same JSON in another layout: " + how,
                      variant.getBytes(UTF_8)));
    }
    return variants;
  }

  private static boolean isNoDeeperThan(int depth, JsonNode node) {
    if (!node.isContainerNode()) {
      return true;
    }
    if (depth == 0) {
      return false;
    }
    for (JsonNode child : node) {
      if (!isNoDeeperThan(depth - 1, child)) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, String> rewritten(ObjectNode json) {
    Map<String, String> variants = new LinkedHashMap<>();
    for (boolean sorted : List.of(false, true)) {
      JsonNode ordered = sorted ? sorted(json) : json;
      for (Map.Entry<String, String> layout : WireJson.layouts(ordered).entrySet()) {
        if (layout.getValue().length() > MAX_VARIANT_LENGTH) {
          continue;
        }
        for (boolean slashes : List.of(false, true)) {
          // In JSON, slashes and non-ASCII characters occur in strings only.
          String slashed = slashes ? layout.getValue().replace("/", "\\/") : layout.getValue();
          for (boolean ascii : List.of(false, true)) {
            variants.put(
                layout.getKey()
                    + (sorted ? ", members sorted" : "")
                    + (slashes ? ", / written as \\/" : "")
                    + (ascii ? ", non-ASCII written as \\u" : ""),
                ascii ? escaped(slashed) : slashed);
          }
        }
      }
    }
    return variants;
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        escaped.append(c);
      } else {
        escaped.append("\\u").append(HexFormat.of().toHexDigits(c));
      }
    }
    return escaped.toString();
  }

  private static JsonNode sorted(JsonNode node) {
    if (node instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      Collections.sort(names);
      ObjectNode sorted = WireJson.object();
      names.forEach(name -> sorted.set(name, sorted(object.required(name))));
      return sorted;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode sorted = WireJson.array();
      array.forEach(item -> sorted.add(sorted(item)));
      return sorted;
    }
    return node;
  }
}
