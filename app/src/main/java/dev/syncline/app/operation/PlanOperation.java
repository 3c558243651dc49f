package dev.syncline.app.operation;

import dev.syncline.app.plans.SavedPlan;
import dev.syncline.engine.database.Capture;
import dev.syncline.engine.database.CompareSession;
import dev.syncline.engine.database.CompareSession.LinkedRow;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Revisions.Pending;
import dev.syncline.engine.database.Revisions.Revision;
import dev.syncline.engine.drift.SchemaShape;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.Narrowing;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.mapping.TableDesign.ColumnDesign;
import dev.syncline.engine.org.Budget;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.engine.plan.FieldSample;
import dev.syncline.engine.plan.FieldSample.Pair;
import dev.syncline.engine.plan.MappingPlan;
import dev.syncline.engine.plan.PlanFacts;
import dev.syncline.engine.plan.Planner;
import dev.syncline.engine.revision.MappingDocument;
import dev.syncline.engine.revision.RevisionDiff;
import dev.syncline.model.FieldName;
import dev.syncline.model.Mapping;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import dev.syncline.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/** Gathers what is known of mappings that have changed, and plans what they would do. */
public final class PlanOperation {
  /** How many linked records are looked at. */
  public static final int SAMPLE = 200;

  private static final String DAILY_CALLS = "DailyApiRequests";

  private final Connections connections;
  private final List<Mapping> all;
  private final Consumer<String> notes;
  private final int samples;

  /**
   * @param all every mapping of the configuration
   * @param notes is told what the user should know
   * @param samples how many differences to tell one by one
   */
  public PlanOperation(
      Connections connections, List<Mapping> all, Consumer<String> notes, int samples) {
    this.connections = connections;
    this.all = List.copyOf(all);
    this.notes = notes;
    this.samples = samples;
  }

  /** A plan, and what it rests on. */
  public record Planned(MappingPlan plan, SavedPlan.Entry entry) {}

  /**
   * Plans mappings. Changes nothing.
   *
   * @throws MappingException if one does not fit what is there
   */
  public List<Planned> plan(List<Mapping> wanted) {
    return wanted.stream().map(this::plan).toList();
  }

  /** What plans rest on, to be saved. */
  public static SavedPlan saved(List<Planned> planned) {
    return new SavedPlan(planned.stream().map(Planned::entry).toList());
  }

  private Planned plan(Mapping mapping) {
    Database database = connections.reach(mapping.database());
    boolean installed = database.isInstalled();
    MappingDocument after = connections.document(mapping.name()).orElseThrow();
    Optional<Revision> last =
        installed ? database.revisions().last(mapping.name()) : Optional.empty();
    Optional<MappingDocument> before = last.map(Revision::document).map(MappingDocument::parse);
    RevisionDiff diff = before.map(b -> RevisionDiff.between(b, after)).orElse(RevisionDiff.NONE);
    List<ColumnDesign> missing = new ArrayList<>();
    ResolvedMapping resolved =
        new MappingPreparation(connections, all).foresee(mapping, missing::addAll, notes);
    long links = installed ? database.counts(mapping.name()).links() : 0;
    List<FieldName> pending =
        installed
            ? database.revisions().pending(mapping.name()).stream()
                .filter(p -> p.revision() > 0)
                .map(Pending::field)
                .toList()
            : List.of();
    List<FieldName> toFill = links == 0 ? List.of() : toFill(resolved, pending, diff);
    var facts =
        new PlanFacts(
            last.map(Revision::number).orElse(0L),
            before,
            after,
            resolved,
            pending,
            toFill,
            statements(database, resolved, before, missing),
            counts(resolved, links, diff),
            toFill.isEmpty() ? FieldSample.NONE : sample(resolved, toFill, missing));
    MappingPlan plan = Planner.plan(facts);
    var entry =
        new SavedPlan.Entry(
            mapping.name().value(),
            facts.revision(),
            after.text(),
            SchemaShape.of(resolved).text(),
            facts.statements(),
            toFill.stream().map(FieldName::value).toList());
    return new Planned(plan, entry);
  }

  private static List<FieldName> toFill(
      ResolvedMapping resolved, List<FieldName> pending, RevisionDiff diff) {
    Set<String> named = new LinkedHashSet<>();
    pending.forEach(f -> named.add(f.value()));
    diff.toFill().forEach(f -> named.add(f.value()));
    return resolved.bindings().stream()
        .map(b -> b.field().name())
        .filter(f -> named.stream().anyMatch(n -> n.equalsIgnoreCase(f.value())))
        .toList();
  }

  private List<String> statements(
      Database database,
      ResolvedMapping mapping,
      Optional<MappingDocument> before,
      List<ColumnDesign> missing) {
    List<String> statements =
        new ArrayList<>(database.columnStatements(mapping.table().name(), missing));
    if (mapping.mapping().direction().pushes()) {
      statements.addAll(database.capture().installStatements(List.of(mapping), Capture.Roles.NONE));
    } else if (before
        .flatMap(b -> b.setting("direction"))
        .filter(d -> !d.equals("pull"))
        .isPresent()) {
      statements.addAll(database.capture().uninstallStatements(List.of(mapping)));
    }
    return statements;
  }

  private PlanFacts.Counts counts(ResolvedMapping mapping, long links, RevisionDiff diff) {
    Org org = connections.org(mapping.mapping().org());
    RecordQuery query = query(mapping);
    boolean filtered =
        diff.settings().stream()
            .anyMatch(s -> s.path().equals("where") || s.path().equals("recordTypes"));
    boolean pulls = mapping.mapping().direction().pulls();
    OptionalLong records =
        pulls && (filtered || links == 0)
            ? OptionalLong.of(org.count(query))
            : OptionalLong.empty();
    OptionalLong before =
        pulls && filtered ? OptionalLong.of(org.count(earlier(query, diff))) : OptionalLong.empty();
    OptionalLong left =
        org.budget().limit(DAILY_CALLS).map(Budget.Limit::remaining).stream()
            .mapToLong(Long::longValue)
            .findFirst();
    return new PlanFacts.Counts(links, records, before, left);
  }

  private static RecordQuery query(ResolvedMapping mapping) {
    return new RecordQuery(
        mapping.object().name(),
        mapping.readFields(),
        mapping.mapping().where(),
        mapping.mapping().recordTypes());
  }

  private static RecordQuery earlier(RecordQuery query, RevisionDiff diff) {
    Optional<String> where = query.where();
    List<String> types = query.recordTypes();
    for (RevisionDiff.Setting setting : diff.settings()) {
      if (setting.path().equals("where")) {
        where = setting.before();
      } else if (setting.path().equals("recordTypes")) {
        types = setting.before().map(t -> List.of(t.split(", "))).orElse(List.of());
      }
    }
    return new RecordQuery(query.object(), query.fields(), where, types);
  }

  /** Looks at some linked records: what both sides have in the lines that are to be filled. */
  private FieldSample sample(
      ResolvedMapping mapping, List<FieldName> toFill, List<ColumnDesign> missing) {
    ResolvedMapping narrow = Narrowing.of(mapping, toFill).narrow();
    List<FieldName> there =
        narrow.bindings().stream()
            .filter(b -> missing.stream().noneMatch(c -> c.name().equals(b.column().name())))
            .map(b -> b.field().name())
            .toList();
    ResolvedMapping known = Narrowing.of(mapping, there).narrow();
    Map<RecordId, List<Value>> rows = new HashMap<>();
    Database database = connections.database(mapping.mapping().database());
    try (CompareSession session = database.comparisons().open(known)) {
      for (LinkedRow row : session.linked(Optional.empty(), SAMPLE)) {
        row.current().ifPresent(now -> rows.put(row.record(), values(narrow, known, now.values())));
      }
    }
    if (rows.isEmpty()) {
      return FieldSample.NONE;
    }
    var found =
        connections.org(mapping.mapping().org()).changes().read(query(narrow), rows.keySet());
    List<Pair> pairs = found.present().stream().map(record -> pair(record, rows)).toList();
    return FieldSample.of(narrow, pairs, samples);
  }

  private static Pair pair(RecordChange.Present record, Map<RecordId, List<Value>> rows) {
    return new Pair(record, Optional.ofNullable(rows.get(record.id())));
  }

  /** The values of all lines; those without a column yet are empty. */
  private static List<Value> values(
      ResolvedMapping narrow, ResolvedMapping known, List<Value> held) {
    List<Value> values = new ArrayList<>();
    for (FieldBinding binding : narrow.bindings()) {
      int place = known.bindings().indexOf(binding);
      values.add(place < 0 ? Value.NULL : held.get(place));
    }
    return values;
  }
}
