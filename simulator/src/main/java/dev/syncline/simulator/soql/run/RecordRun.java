package dev.syncline.simulator.soql.run;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.soql.api.Explanation;
import dev.syncline.simulator.soql.api.QueryRun;
import dev.syncline.simulator.soql.api.ResultRow;
import dev.syncline.simulator.soql.plan.Filter;
import dev.syncline.simulator.soql.plan.Member;
import dev.syncline.simulator.soql.plan.Operand;
import dev.syncline.simulator.soql.plan.RecordPlan;
import dev.syncline.simulator.soql.plan.Shape;
import dev.syncline.simulator.soql.plan.StatementPlan;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A run whose rows are records: those of a statement, or the children of one record. */
final class RecordRun implements QueryRun {
  private final RunContext context;
  private final RecordPlan plan;
  private final StatementPlan.RecordAnswer answer;
  private final Once<Access> access;
  private final Once<Checkpoints> checkpoints = Once.kept(this::newCheckpoints);
  private final Once<SortedIds> sorted = Once.reclaimable(this::sort);
  private final Once<Long> size = Once.kept(this::count);

  private RecordRun(
      RunContext context, RecordPlan plan, StatementPlan.RecordAnswer answer, Once<Access> access) {
    this.context = context;
    this.plan = plan;
    this.answer = answer;
    this.access = access;
  }

  /** The run of a statement. */
  static RecordRun statement(
      RunContext context, RecordPlan plan, StatementPlan.RecordAnswer answer) {
    return new RecordRun(
        context, plan, answer, Once.reclaimable(() -> AccessChoice.choose(context, plan)));
  }

  /** The run of a subquery for one parent. */
  static RecordRun children(RunContext context, Shape.ChildrenPart part, String parentId) {
    RecordPlan plan = part.plan();
    FieldDefinition reference = part.reference();
    var answer = new StatementPlan.RecordAnswer(part.shape(), List.of());
    if (context.snapshot().isIndexed(plan.object(), reference)) {
      Access access = new Access.ByIndex(reference, parentId);
      return new RecordRun(context, plan, answer, Once.kept(() -> access));
    }
    var operand = new Operand.Field(List.of(), Member.Own.of(plan.object(), reference));
    Filter ofParent = new Filter.Equal(operand, parentId);
    var narrowed =
        new RecordPlan(
            plan.object(),
            new Filter.All(List.of(ofParent, plan.filter())),
            plan.order(),
            plan.limit(),
            plan.offset(),
            plan.includeDeleted());
    return statement(context, narrowed, answer);
  }

  private Checkpoints newCheckpoints() {
    return new Checkpoints(context.snapshot().count(plan.object()));
  }

  @Override
  public long totalSize() {
    return size.get();
  }

  private long count() {
    long most = lastWanted();
    long found = Math.min(most, matching(most));
    return Math.max(0, found - plan.offset());
  }

  /** How many rows from the start the statement may touch: those left out and those shown. */
  private long lastWanted() {
    return plan.limit() > Long.MAX_VALUE - plan.offset()
        ? Long.MAX_VALUE
        : plan.offset() + plan.limit();
  }

  private long matching(long most) {
    Snapshot snapshot = context.snapshot();
    boolean whole = access.get().equals(Access.everything()) && plan.unfiltered();
    if (whole && !plan.includeDeleted()) {
      return snapshot.count(plan.object());
    }
    return needsSort() ? sorted.get().matched() : rows(0, context.records()).count(most);
  }

  /** The matching rows behind so many, from the nearest known place on. */
  private MatchingRows rows(long skip, Records records) {
    Access way = access.get();
    if (!way.inOrderOfIds()) {
      return MatchingRows.of(context, plan, way, records).skipped(skip);
    }
    Checkpoints known = checkpoints.get();
    Checkpoints.Place place = known.before(skip);
    Access rest = place.position() == 0 ? way : way.after(place.lastId());
    return MatchingRows.of(context, plan, rest, records)
        .noting(known, place.position())
        .skipped(skip - place.position());
  }

  private boolean needsSort() {
    boolean asAccessed = plan.inOrderOfIds() && access.get().inOrderOfIds();
    return !plan.order().isEmpty() && !asAccessed;
  }

  private SortedIds sort() {
    Records records = context.records();
    var encoder = new SortKeyEncoder<Row>(plan.order(), context.readers(records)::reader);
    SortedIds.Collector collector = SortedIds.collector(lastWanted());
    var rows = MatchingRows.of(context, plan, access.get(), records);
    while (rows.hasNext()) {
      Row row = rows.next();
      collector.add(encoder.encode(row, row.id()));
    }
    return collector.sorted();
  }

  @Override
  public Iterator<Row> records(long skip) {
    return records(skip, context.records());
  }

  private Iterator<Row> records(long skip, Records records) {
    long start = skip + plan.offset();
    long left = plan.limit() - Math.min(skip, plan.limit());
    if (!needsSort()) {
      return rows(start, records).limited(left);
    }
    SortedIds ids = sorted.get();
    int from = (int) Math.min(start, ids.size());
    int to = (int) Math.min(ids.size(), from + Math.min(left, ids.size()));
    return IntStream.range(from, to)
        .mapToObj(i -> context.snapshot().find(plan.object(), ids.id(i)).orElseThrow())
        .iterator();
  }

  @Override
  public Iterator<ResultRow> from(long skip) {
    Records records = context.records();
    var shape = new ShapeReader(context, records, answer.shape());
    return map(records(skip, records), shape::row);
  }

  @Override
  public Iterator<@Nullable Object[]> cells(long skip) {
    if (answer.cells().isEmpty()) {
      throw new IllegalStateException("A result with subqueries or a TYPEOF has no flat form.");
    }
    Records records = context.records();
    var shape = new ShapeReader(context, records, answer.shape());
    List<Reader<Row>> readers =
        answer.cells().stream().map(cell -> shape.reader(cell.path())).toList();
    return map(
        records(skip, records),
        row -> {
          @Nullable Object[] values = new @Nullable Object[readers.size()];
          for (int i = 0; i < values.length; i++) {
            values[i] = readers.get(i).read(row);
          }
          return values;
        });
  }

  @Override
  public boolean finds(Row row) {
    Records records = context.records();
    return records.shows(row) && context.predicate(plan.filter(), records).test(row);
  }

  @Override
  public Explanation explain() {
    return access.get().explain(context.snapshot(), plan);
  }

  @Override
  public ResultRow show(Row row) {
    return new ShapeReader(context, context.records(), answer.shape()).row(row);
  }

  private static <A, B> Iterator<B> map(Iterator<A> source, Function<A, B> function) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return source.hasNext();
      }

      @Override
      public B next() {
        return function.apply(source.next());
      }
    };
  }
}
