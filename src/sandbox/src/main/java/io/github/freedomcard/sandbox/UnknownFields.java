package io.github.freedomcard.sandbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of one request that no rule names. Shows names only: values are personal data. */
final class UnknownFields {

  private final List<String> hints = new ArrayList<>();

  /**
   * Adds a field.
   *
   * @param path the place of its object; empty for the request itself
   * @param absent the known fields that this object does not have
   */
  void add(String path, String name, Collection<String> absent) {
    if (!SafeText.isName(name)) {
      hints.add(
          "a field with another name"
              + (path.isEmpty() ? "" : " in \"" + path + "\"")
              + " is ignored");
      return;
    }
    String prefix = path.isEmpty() ? "" : path + ".";
    String similar =
        EditDistance.nearest(name, absent).stream()
            .map(known -> "\"" + prefix + known + "\"")
            .collect(Collectors.joining(" or "));
    hints.add(
        "unknown field \""
            + prefix
            + name
            + "\" is ignored"
            + (similar.isEmpty() ? "" : "; did you mean " + similar + "?"));
  }

  /** Returns all of them in one line; null if there are none. */
  @Nullable String hint() {
    return hints.isEmpty() ? null : String.join("; ", hints);
  }
}
