package io.github.freedomcard.internal.util;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundedCacheTest {

  private final List<String> made = new ArrayList<>();
  private final BoundedCache<String, String> memo =
      new BoundedCache<>(
          2,
          key -> {
            made.add(key);
            return "of " + key;
          });

  @Test
  void of_whenCalledTwice_loadedOnce() {
    assertThat(memo.of("a")).isEqualTo("of a");
    assertThat(memo.of("a")).isSameAs(memo.of("a"));
    assertThat(made).containsExactly("a");
  }

  @Test
  void of_whenFull_cleared() {
    memo.of("a");
    memo.of("b");
    memo.of("a");
    assertThat(made).containsExactly("a", "b");
    memo.of("c");
    memo.of("c");
    memo.of("a");
    assertThat(made).containsExactly("a", "b", "c", "a");
  }

  @Test
  void of_whenLoadingFails_nothingCached() {
    BoundedCache<String, String> refusing =
        new BoundedCache<>(
            2,
            key -> {
              made.add(key);
              throw new IllegalArgumentException(key);
            });
    for (int i = 0; i < 2; i++) {
      assertThatIllegalArgumentException().isThrownBy(() -> refusing.of("a")).withMessage("a");
    }
    assertThat(made).containsExactly("a", "a");
  }
}
