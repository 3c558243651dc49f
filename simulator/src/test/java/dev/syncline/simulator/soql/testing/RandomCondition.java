package dev.syncline.simulator.soql.testing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A condition on opportunities made by chance, with its meaning told a second time in the plainest
 * Java there is.
 *
 * @param soql the condition as WHERE says it
 * @param meaning whether it holds for a record, given by field name; parents' fields by path
 */
public record RandomCondition(String soql, Predicate<Map<String, Object>> meaning) {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-21");
  private static final List<String> WORDS = List.of("a", "B", "ab", "Ba", "bAb", "cab", "É", "");
  private static final List<String> TEXTS = List.of("Name", "StageName", "Account.Name");

  /** A condition of at most this depth. */
  public static RandomCondition make(RandomGenerator random, int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(4);
    return switch (kind) {
      case 1 -> chain(random, depth, " AND ", true);
      case 2 -> chain(random, depth, " OR ", false);
      case 3 -> {
        RandomCondition inner = make(random, depth - 1);
        yield new RandomCondition("(NOT (" + inner.soql + "))", inner.meaning.negate());
      }
      default -> leaf(random);
    };
  }

  private static RandomCondition chain(
      RandomGenerator random, int depth, String word, boolean all) {
    List<RandomCondition> parts = new ArrayList<>();
    for (int i = random.nextInt(2, 5); i > 0; i--) {
      parts.add(make(random, depth - 1));
    }
    String soql = parts.stream().map(RandomCondition::soql).collect(Collectors.joining(word));
    return new RandomCondition(
        "(" + soql + ")",
        row ->
            all
                ? parts.stream().allMatch(part -> part.meaning.test(row))
                : parts.stream().anyMatch(part -> part.meaning.test(row)));
  }

  private static RandomCondition leaf(RandomGenerator random) {
    return switch (random.nextInt(8)) {
      case 0 -> text(random);
      case 1 -> like(random);
      case 2 -> number(random);
      case 3 -> date(random);
      case 4 -> range(random);
      case 5 -> in(random);
      case 6 -> missing(random);
      default -> id(random);
    };
  }

  private static String pick(RandomGenerator random, List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static @Nullable String lower(@Nullable Object value) {
    return value == null ? null : value.toString().toLowerCase(Locale.ROOT);
  }

  private static RandomCondition text(RandomGenerator random) {
    String field = pick(random, TEXTS);
    String word = pick(random, WORDS);
    String wanted = word.isEmpty() ? null : word.toLowerCase(Locale.ROOT);
    if (random.nextBoolean()) {
      boolean equal = random.nextBoolean();
      return new RandomCondition(
          field + (equal ? " = '" : " != '") + word + "'",
          row -> Objects.equals(lower(row.get(field)), wanted) == equal);
    }
    boolean less = random.nextBoolean();
    return new RandomCondition(
        field + (less ? " < '" : " >= '") + word + "'",
        row -> {
          String value = lower(row.get(field));
          return value != null && wanted != null && (value.compareTo(wanted) < 0) == less;
        });
  }

  private static RandomCondition like(RandomGenerator random) {
    String field = pick(random, TEXTS);
    var pattern = new StringBuilder();
    var regex = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      String piece = pick(random, List.of("%", "_", "a", "b", "B", "c"));
      pattern.append(piece);
      regex.append(piece.equals("%") ? ".*" : piece.equals("_") ? "." : piece);
    }
    Pattern compiled = Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
    return new RandomCondition(
        field + " LIKE '" + pattern + "'",
        row -> row.get(field) != null && compiled.matcher(row.get(field).toString()).matches());
  }

  private static RandomCondition number(RandomGenerator random) {
    BigDecimal wanted = BigDecimal.valueOf(random.nextInt(-3, 4)).setScale(random.nextInt(3));
    String operator = pick(random, List.of("=", "!=", "<", "<=", ">", ">="));
    return new RandomCondition(
        "Amount " + operator + " " + wanted.toPlainString(),
        row -> compares((BigDecimal) row.get("Amount"), operator, wanted));
  }

  private static RandomCondition date(RandomGenerator random) {
    LocalDate wanted = TODAY.plusDays(random.nextInt(-5, 6));
    String operator = pick(random, List.of("=", "!=", "<", "<=", ">", ">="));
    return new RandomCondition(
        "CloseDate " + operator + " " + wanted,
        row -> compares((LocalDate) row.get("CloseDate"), operator, wanted));
  }

  private static <T> boolean compares(
      @Nullable Comparable<? super T> value, String operator, T wanted) {
    if (value == null) {
      return operator.equals("!=");
    }
    int order = value.compareTo(wanted);
    return switch (operator) {
      case "=" -> order == 0;
      case "!=" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  private static RandomCondition range(RandomGenerator random) {
    int days = random.nextInt(5);
    boolean past = random.nextBoolean();
    LocalDate from = past ? TODAY.minusDays(days) : TODAY.plusDays(1);
    LocalDate last = past ? TODAY : TODAY.plusDays(days);
    String name = past ? "LAST_N_DAYS:" : "NEXT_N_DAYS:";
    boolean inside = random.nextBoolean();
    return new RandomCondition(
        "CloseDate " + (inside ? "= " : "> ") + name + days,
        row -> {
          LocalDate value = (LocalDate) row.get("CloseDate");
          return value != null
              && (inside ? !value.isBefore(from) && !value.isAfter(last) : value.isAfter(last));
        });
  }

  private static RandomCondition in(RandomGenerator random) {
    String field = pick(random, TEXTS);
    List<String> words = List.of(pick(random, WORDS), pick(random, WORDS), pick(random, WORDS));
    boolean negated = random.nextBoolean();
    String list = words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(", "));
    List<String> wanted = words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    return new RandomCondition(
        field + (negated ? " NOT IN (" : " IN (") + list + ")",
        row -> wanted.contains(Objects.requireNonNullElse(lower(row.get(field)), "")) != negated);
  }

  private static RandomCondition missing(RandomGenerator random) {
    String field = pick(random, List.of("Amount", "CloseDate", "AccountId", "Account.Name"));
    boolean missing = random.nextBoolean();
    return new RandomCondition(
        field + (missing ? " = null" : " != null"), row -> (row.get(field) == null) == missing);
  }

  private static RandomCondition id(RandomGenerator random) {
    String prefix = random.nextBoolean() ? "001" : "006";
    String field = prefix.equals("001") ? "AccountId" : "Id";
    String wanted = SampleOrg.id(prefix, random.nextInt(1, 9));
    String operator = pick(random, List.of("=", "!=", "<", "<=", ">", ">="));
    return new RandomCondition(
        field + " " + operator + " '" + wanted.substring(0, random.nextBoolean() ? 15 : 18) + "'",
        row -> compares((String) row.get(field), operator, wanted));
  }
}
