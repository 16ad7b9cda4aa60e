package io.github.freedomcard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

  @Test
  void unknownRequestCodes_areNoneUnlessSetAndThenACopy() {
    assertThat(RetryPolicy.standard().unknownRequestCodes()).isEmpty();
    assertThat(RetryPolicy.none().unknownRequestCodes()).isEmpty();
    Set<String> codes = new HashSet<>(Set.of("17"));
    RetryPolicy policy = RetryPolicy.builder().unknownRequestCodes(codes).build();
    codes.add("18");
    assertThat(policy.unknownRequestCodes()).containsExactly("17");
    assertThat(policy).asString().endsWith(", unknownRequestCodes=[17]]");
    assertThatThrownBy(() -> policy.unknownRequestCodes().add("19"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  @SuppressWarnings("NullAway") // the point of the test
  void unknownRequestCodes_whenNullOrWithNull_areRejected() {
    assertThatNullPointerException()
        .isThrownBy(() -> RetryPolicy.builder().unknownRequestCodes(null))
        .withMessage("unknownRequestCodes");
    assertThatNullPointerException()
        .isThrownBy(() -> RetryPolicy.builder().unknownRequestCodes(Collections.singleton(null)))
        .withMessage("unknownRequestCodes");
  }
}
