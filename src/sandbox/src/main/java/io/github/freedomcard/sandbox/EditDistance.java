package io.github.freedomcard.sandbox;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Finds the name that was meant. */
final class EditDistance {

  private static final int MAX = 2;

  private EditDistance() {}

  /**
   * Returns the names nearest to {@code name}: at most two letters are missing, added or replaced.
   * Case and underscores do not count, so that {@code cardId} finds {@code card_id}.
   */
  static List<String> nearest(String name, Collection<String> names) {
    String plain = plain(name);
    int nearest =
        names.stream().mapToInt(each -> between(plain, plain(each))).min().orElse(MAX + 1);
    return nearest > MAX
        ? List.of()
        : names.stream().filter(each -> between(plain, plain(each)) == nearest).toList();
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "");
  }

  private static int between(String first, String second) {
    int[] row = new int[second.length() + 1];
    for (int j = 0; j <= second.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= first.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= second.length(); j++) {
        int replaced = diagonal + (first.charAt(i - 1) == second.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[second.length()];
  }
}
