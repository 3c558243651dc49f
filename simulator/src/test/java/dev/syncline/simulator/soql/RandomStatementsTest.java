package dev.syncline.simulator.soql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.soql.api.QueryRun;
import dev.syncline.simulator.soql.testing.RandomCondition;
import dev.syncline.simulator.soql.testing.RandomOpportunities;
import dev.syncline.simulator.soql.testing.Rendering;
import dev.syncline.simulator.soql.testing.SampleOrg;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements made by chance answer as an oracle does that knows nothing of plans. */
final class RandomStatementsTest {
  private static final int STATEMENTS_PER_SEED = 400;
  private static final List<String> SORTED =
      List.of("Name", "Amount", "CloseDate", "AccountId", "Account.Name");

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void records_are_filtered_sorted_and_cut_as_the_oracle_does(long seed) {
    RandomGenerator random = random(seed);
    var org = new RandomOpportunities(random, 60);
    for (int i = 0; i < STATEMENTS_PER_SEED; i++) {
      RandomCondition condition = RandomCondition.make(random, random.nextInt(4));
      var order = new Order(random);
      int limit = random.nextInt(1, 40);
      int offset = random.nextInt(3) == 0 ? random.nextInt(10) : 0;
      String statement =
          "SELECT Id FROM Opportunity WHERE %s%s LIMIT %d OFFSET %d"
              .formatted(condition.soql(), order.soql, limit, offset);
      List<String> expected =
          org.rows().stream()
              .filter(condition.meaning())
              .sorted(order.comparator)
              .skip(offset)
              .limit(limit)
              .map(row -> Rendering.text(row.get("Id")))
              .toList();
      QueryRun run =
          Soql.prepare(statement, org.schema(), SampleOrg.settings()).open(org.snapshot());
      assertThat(Rendering.lines(run)).as(statement).isEqualTo(expected);
      assertThat(run.totalSize()).as(statement).isEqualTo(expected.size());
    }
  }

  /** An ORDER BY made by chance; ties go by id. */
  private static final class Order {
    private final String soql;
    private final Comparator<Map<String, Object>> comparator;

    Order(RandomGenerator random) {
      var keys = new ArrayList<String>();
      Comparator<Map<String, Object>> all = Comparator.comparing(row -> 0);
      for (int i = random.nextInt(4); i > 0; i--) {
        String field = SORTED.get(random.nextInt(SORTED.size()));
        boolean descending = random.nextBoolean();
        boolean nullsFirst = random.nextBoolean();
        keys.add(
            field
                + (descending ? " DESC" : " ASC")
                + (nullsFirst ? " NULLS FIRST" : " NULLS LAST"));
        Comparator<Object> values =
            Comparator.comparing(Order::comparable, (a, b) -> compare(a, b, descending));
        all =
            all.thenComparing(
                row -> row.get(field),
                nullsFirst ? Comparator.nullsFirst(values) : Comparator.nullsLast(values));
      }
      this.soql = keys.isEmpty() ? "" : " ORDER BY " + String.join(", ", keys);
      this.comparator = all.thenComparing(row -> (String) row.get("Id"));
    }

    private static Comparable<?> comparable(Object value) {
      boolean id = value instanceof String text && text.length() == 18;
      return value instanceof String text && !id
          ? text.toLowerCase(Locale.ROOT)
          : (Comparable<?>) value;
    }

    @SuppressWarnings("unchecked")
    private static int compare(Comparable<?> left, Comparable<?> right, boolean descending) {
      int order = ((Comparable<Object>) left).compareTo(right);
      return descending ? -order : order;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void groups_are_made_and_filtered_as_the_oracle_does(long seed) {
    RandomGenerator random = random(seed);
    var org = new RandomOpportunities(random, 80);
    for (int i = 0; i < STATEMENTS_PER_SEED; i++) {
      RandomCondition condition = RandomCondition.make(random, random.nextInt(3));
      String key = List.of("Name", "CloseDate", "AccountId", "Account.Name").get(random.nextInt(4));
      int least = random.nextInt(1, 4);
      String statement =
          "SELECT %s k, COUNT(Id), COUNT(Amount), SUM(Amount), MIN(Amount), MAX(Amount) "
                  .formatted(key)
              + "FROM Opportunity WHERE %s GROUP BY %s HAVING COUNT(Id) >= %d"
                  .formatted(condition.soql(), key, least);
      Map<String, List<Map<String, Object>>> groups =
          org.rows().stream()
              .filter(condition.meaning())
              .collect(
                  Collectors.groupingBy(
                      row -> folded(Rendering.text(row.get(key))),
                      TreeMap::new,
                      Collectors.toList()));
      List<String> expected =
          groups.values().stream()
              .filter(rows -> rows.size() >= least)
              .map(rows -> line(key, rows))
              .toList();
      QueryRun run =
          Soql.prepare(statement, org.schema(), SampleOrg.settings()).open(org.snapshot());
      assertThat(Rendering.lines(run)).as(statement).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private static String folded(String text) {
    return text.contains("#") ? text : text.toLowerCase(Locale.ROOT);
  }

  private static String line(String key, List<Map<String, Object>> rows) {
    Collection<BigDecimal> amounts =
        rows.stream().map(row -> (BigDecimal) row.get("Amount")).filter(Objects::nonNull).toList();
    return String.join(
        ", ",
        Rendering.text(rows.getFirst().get(key)),
        String.valueOf(rows.size()),
        String.valueOf(amounts.size()),
        Rendering.text(amounts.stream().reduce(BigDecimal::add).orElse(null)),
        Rendering.text(amounts.stream().min(Comparator.naturalOrder()).orElse(null)),
        Rendering.text(amounts.stream().max(Comparator.naturalOrder()).orElse(null)));
  }
}
