package dev.syncline.simulator.soql.run;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.soql.api.Column;
import dev.syncline.simulator.soql.api.ErrorCode;
import dev.syncline.simulator.soql.api.Explanation;
import dev.syncline.simulator.soql.api.QueryRun;
import dev.syncline.simulator.soql.api.ResultRow;
import dev.syncline.simulator.soql.api.Rows;
import dev.syncline.simulator.soql.api.SoqlException;
import dev.syncline.simulator.soql.plan.Aggregate;
import dev.syncline.simulator.soql.plan.GroupPlan;
import dev.syncline.simulator.soql.plan.Operand;
import dev.syncline.simulator.soql.plan.RecordPlan;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A run whose rows are groups; they are computed once. */
final class GroupRun implements QueryRun {
  /**
   * SOQL and SOSL Reference, GROUP BY: grouped results have no query locator, so they end with
   * their first page.
   */
  private static final int MAX_ROWS = 2_000;

  private final RunContext context;
  private final RecordPlan records;
  private final GroupPlan plan;
  private final Once<List<@Nullable Object[]>> rows = Once.kept(this::compute);

  GroupRun(RunContext context, RecordPlan records, GroupPlan plan) {
    this.context = context;
    this.records = records;
    this.plan = plan;
  }

  private List<@Nullable Object[]> compute() {
    Predicate<Group> having =
        new Predicates<Group>(this::reader, context::ids).compile(plan.having());
    List<Group> groups = groups().stream().filter(having).toList();
    Stream<Group> shown = ordered(groups).skip(records.offset()).limit(records.limit());
    List<Reader<Group>> readers = plan.outputs().stream().map(this::reader).toList();
    List<@Nullable Object[]> made =
        shown.limit(MAX_ROWS + 1L).map(group -> values(readers, group)).toList();
    if (made.size() > MAX_ROWS) {
      String reason =
          "Aggregate query does not support queryMore(), use LIMIT to restrict the results to a"
              + " single batch";
      throw new SoqlException(ErrorCode.EXCEEDED_ID_LIMIT, reason, reason, 1, 1);
    }
    return made;
  }

  private Reader<Group> reader(Operand operand) {
    return Group.reader(operand, context.settings().zone());
  }

  private static @Nullable Object[] values(List<Reader<Group>> readers, Group group) {
    @Nullable Object[] values = new @Nullable Object[readers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = readers.get(i).read(group);
    }
    return values;
  }

  private List<Group> groups() {
    Records reading = context.records();
    var grouping = new Grouping(plan, context.readers(reading));
    if (countsWhole()) {
      return List.of(whole());
    }
    Access access = AccessChoice.choose(context, records);
    var found = MatchingRows.of(context, records, access, reading);
    while (found.hasNext()) {
      grouping.add(found.next());
    }
    return grouping.groups();
  }

  /** Whether nothing is asked but how many records there are, which the snapshot knows. */
  private boolean countsWhole() {
    return plan.keys().isEmpty()
        && records.unfiltered()
        && !records.includeDeleted()
        && plan.aggregates().stream().allMatch(GroupRun::countsRecords);
  }

  private static boolean countsRecords(Aggregate aggregate) {
    Operand argument = aggregate.argument();
    boolean ofAll =
        argument == null
            || (argument instanceof Operand.Field field
                && field.hops().isEmpty()
                && field.member().name().equals("Id"));
    return aggregate.function() == Aggregate.Function.COUNT && ofAll;
  }

  private Group whole() {
    BigDecimal count = BigDecimal.valueOf(context.snapshot().count(records.object()));
    List<Accumulator> counts =
        plan.aggregates().stream().map(aggregate -> Accumulator.known(count)).toList();
    return new Group(0, new @Nullable Object[0], counts);
  }

  private Stream<Group> ordered(List<Group> groups) {
    if (plan.order().isEmpty()) {
      return groups.stream();
    }
    var encoder = new SortKeyEncoder<Group>(plan.order(), this::reader);
    return groups.stream()
        .map(group -> new Keyed(encoder.encode(group, ""), group))
        .sorted(Comparator.comparing(Keyed::key, Arrays::compareUnsigned))
        .map(Keyed::group);
  }

  private record Keyed(byte[] key, Group group) {}

  @Override
  public long totalSize() {
    return rows.get().size();
  }

  @Override
  public Iterator<ResultRow> from(long skip) {
    return rows.get().stream().skip(skip).<ResultRow>map(GroupRow::new).iterator();
  }

  @Override
  public Iterator<Row> records(long skip) {
    throw new IllegalStateException("Groups are no records.");
  }

  @Override
  public Iterator<@Nullable Object[]> cells(long skip) {
    return rows.get().stream().skip(skip).iterator();
  }

  @Override
  public boolean finds(Row row) {
    Records reading = context.records();
    return reading.shows(row) && context.predicate(records.filter(), reading).test(row);
  }

  @Override
  public ResultRow show(Row row) {
    throw new IllegalStateException("Groups show no records.");
  }

  @Override
  public Explanation explain() {
    return AccessChoice.choose(context, records).explain(context.snapshot(), records);
  }

  private final class GroupRow implements ResultRow {
    private final @Nullable Object[] values;

    GroupRow(@Nullable Object[] values) {
      this.values = values;
    }

    @Override
    public List<Column> columns() {
      return plan.columns();
    }

    @Override
    public Optional<Row> record() {
      return Optional.empty();
    }

    @Override
    public Optional<ObjectDefinition> object() {
      return Optional.empty();
    }

    @Override
    public @Nullable Object value(int column) {
      return values[column];
    }

    @Override
    public Optional<ResultRow> parent(int column) {
      return Optional.empty();
    }

    @Override
    public Rows children(int column) {
      throw new IllegalArgumentException("Column " + column + " holds no children.");
    }
  }
}
