package io.github.freedomcard.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses a path that no operation has, and names the one that was meant. */
final class PathHints {

  private static final String PREFIX = "/v5";

  private PathHints() {}

  /** The value of a query may be personal data and is not shown. */
  static Refusal refusal(String path, Set<String> known) {
    int query = path.indexOf('?');
    if (query >= 0 && known.contains(path.substring(0, query))) {
      return Refusal.path(
          "the Card API's paths have no query: remove it",
          "remove the query: the path is \""
              + path.substring(0, query)
              + "\", also when it is signed");
    }
    String meant = meant(query < 0 ? path : path.substring(0, query), known);
    return Refusal.path(
        "no operation has this path", meant == null ? null : "did you mean \"" + meant + "\"?");
  }

  private static @Nullable String meant(String path, Set<String> known) {
    String plain = path.toLowerCase(Locale.ROOT).replaceAll("/+$", "");
    String full = plain.startsWith(PREFIX + "/") ? plain : PREFIX + plain;
    if (known.contains(full)) {
      return full;
    }
    List<String> nearest = EditDistance.nearest(full, known);
    return nearest.size() == 1 ? nearest.get(0) : null;
  }
}
