package dev.syncline.salesforce.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.org.Budget.Limit;
import dev.syncline.salesforce.testing.TurnedTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetKeeperTest {
  private final TurnedTime time = new TurnedTime();
  private final BudgetKeeper keeper = new BudgetKeeper(time);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          api-usage=18/5000                                      | 4982
          api-usage=25/5000, per-app-api-usage=17/250(appName=X) | 4975
          per-app-api-usage=17/250(appName=X); api-usage=25/5000 | 4975
          api-usage=5100/5000                                    | 0
          """)
  void the_daily_calls_are_read_from_the_head_of_an_answer(String header, long remaining) {
    keeper.noteAnswer(header);

    assertThat(keeper.budget().limit(BudgetKeeper.DAILY_CALLS))
        .hasValue(new Limit(BudgetKeeper.DAILY_CALLS, 5_000, remaining));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "api-usage=", "api-usage=a/b", "per-app-api-usage=1/2", "api-usage=-1/5"})
  void a_head_that_says_nothing_changes_nothing(String header) {
    keeper.noteAnswer("api-usage=1/10");
    keeper.noteAnswer(header);

    assertThat(keeper.budget().limits())
        .containsExactly(new Limit(BudgetKeeper.DAILY_CALLS, 10, 9));
  }

  @Test
  void the_limits_resource_tells_the_rest_and_counts_as_fresh_for_a_while() {
    assertThat(keeper.isFresh()).isFalse();
    keeper.noteLimits(
        List.of(
            new Limit(BudgetKeeper.DAILY_CALLS, 100, 90),
            new Limit("DailyBulkV2QueryJobs", 10_000, 9_999)));
    keeper.noteAnswer("api-usage=11/100");

    assertThat(keeper.isFresh()).isTrue();
    assertThat(keeper.budget().limit(BudgetKeeper.DAILY_CALLS).orElseThrow().remaining())
        .isEqualTo(89);
    assertThat(keeper.budget().limit("DailyBulkV2QueryJobs")).isPresent();

    time.advance(Duration.ofMinutes(5));
    assertThat(keeper.isFresh()).isFalse();
  }
}
