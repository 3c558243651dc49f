package dev.syncline.engine.plan;

import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.plan.MappingPlan.Level;
import dev.syncline.engine.plan.MappingPlan.Reject;
import dev.syncline.engine.plan.MappingPlan.Risk;
import dev.syncline.engine.plan.MappingPlan.Work;
import dev.syncline.engine.revision.RevisionDiff;
import dev.syncline.model.Field;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldType;
import dev.syncline.model.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Works out what applying a mapping would do. Pure: the same facts give the same plan. */
public final class Planner {
  /** A back-fill goes through about so many records a second, its rests included. */
  private static final long RECORDS_PER_SECOND = 3_000;

  /** Records that are pushed one by one take about so long. */
  private static final long PUSHED_PER_SECOND = 1_000;

  /** A reading by Bulk API makes about so many calls, a page of it has about so many records. */
  private static final long CALLS_PER_READING = 6;

  private static final long RECORDS_PER_BULK_PAGE = 50_000;
  private static final long RECORDS_PER_PORTION = 200_000;
  private static final long RECORDS_PER_REST_PAGE = 2_000;
  private static final long REST_BELOW = 4_000;
  private static final long ROWS_PER_CALL = 200;
  private static final int SHARE_OF_CALLS = 5;

  /** Settings whose change is about what both sides hold, not about how it is carried. */
  private static final Set<String> GRAVE =
      Set.of("object", "table", "org", "database", "key", "rowKey", "direction");

  private static final Set<String> SCOPE =
      Set.of("where", "recordTypes", "rows", "draft", "onLeave", "onDelete", "onRowDelete");

  private final PlanFacts facts;
  private final ResolvedMapping mapping;
  private final RevisionDiff diff;

  private Planner(PlanFacts facts) {
    this.facts = facts;
    this.mapping = facts.mapping();
    this.diff = facts.diff();
  }

  /** The plan. */
  public static MappingPlan plan(PlanFacts facts) {
    return new Planner(facts).plan();
  }

  private MappingPlan plan() {
    Work work = work();
    List<Reject> rejects = rejects();
    return new MappingPlan(
        mapping.mapping().name(),
        facts.revision(),
        diff,
        facts.statements(),
        facts.toFill(),
        work,
        rejects,
        risk(work, rejects),
        notes(),
        facts.sample());
  }

  private List<FieldBinding> filled() {
    return mapping.bindings().stream()
        .filter(b -> facts.toFill().contains(b.field().name()))
        .toList();
  }

  private boolean isFirst() {
    return facts.before().isEmpty() && facts.counts().links() == 0;
  }

  private Work work() {
    if (isFirst()) {
      long records = facts.counts().records().orElse(0);
      boolean pulls = mapping.mapping().direction().pulls();
      return new Work(0, pulls ? records : 0, 0, 0, false, readCalls(records), time(records, 0));
    }
    FieldSample sample = facts.sample();
    long links = facts.toFill().isEmpty() ? 0 : facts.counts().links();
    long rows = scaled(sample.rows(), links);
    long records = scaled(sample.records(), links);
    long contested = scaled(sample.contested(), links);
    boolean reads = filled().stream().anyMatch(b -> b.direction().pulls());
    long calls = (reads ? readCalls(links) : 0) + (records + ROWS_PER_CALL - 1) / ROWS_PER_CALL;
    return new Work(
        links,
        rows,
        records,
        contested,
        sample.looked() < links,
        calls,
        time(reads ? links : 0, records));
  }

  private long scaled(long some, long all) {
    long looked = facts.sample().looked();
    return looked == 0 ? 0 : some * all / looked;
  }

  private static long readCalls(long records) {
    if (records == 0) {
      return 0;
    }
    if (records < REST_BELOW) {
      return 1 + records / RECORDS_PER_REST_PAGE;
    }
    return (1 + records / RECORDS_PER_PORTION) * CALLS_PER_READING
        + records / RECORDS_PER_BULK_PAGE;
  }

  private static Duration time(long read, long pushed) {
    return Duration.ofSeconds(1 + read / RECORDS_PER_SECOND + pushed / PUSHED_PER_SECOND);
  }

  /** What would be refused, as far as the schemas and the sample tell. */
  private List<Reject> rejects() {
    List<Reject> rejects = new ArrayList<>();
    boolean creates =
        mapping.mapping().direction().pushes()
            && mapping.mapping().rules().scope().triggers().pushes(Operation.CREATE);
    for (FieldBinding binding : mapping.bindings()) {
      permission(binding, creates, rejects);
    }
    if (creates) {
      mapping.object().fields().stream()
          .filter(Field::requiredOnCreate)
          .filter(f -> f.type() != FieldType.ID && !isPushed(f.name()))
          .forEach(
              f ->
                  rejects.add(
                      new Reject(
                          "REQUIRED_FIELD_MISSING",
                          "new rows: %s must have a value and no column is pushed to it"
                              .formatted(f.name()),
                          -1)));
    }
    for (Map.Entry<FieldSample.Misfit, Long> misfit : facts.sample().misfits().entrySet()) {
      rejects.add(
          new Reject(
              misfit.getKey().code(),
              "%s: %d of %d that were looked at do not fit. %s"
                  .formatted(
                      misfit.getKey().field(),
                      misfit.getValue(),
                      facts.sample().looked(),
                      misfit.getKey().action()),
              scaled(misfit.getValue(), facts.counts().links())));
    }
    return rejects;
  }

  private boolean isPushed(FieldName field) {
    return mapping.bindings().stream()
        .anyMatch(b -> b.direction().pushes() && b.field().name().equals(field));
  }

  private static void permission(FieldBinding binding, boolean creates, List<Reject> rejects) {
    Field field = binding.field();
    boolean pushed = binding.direction().pushes() && field.type() != FieldType.ID;
    if (!pushed) {
      return;
    }
    if (!field.flags().updateable()) {
      rejects.add(
          new Reject(
              "FIELD-READ-ONLY",
              field.name() + " may not be edited by the integration user: its changes are parked",
              -1));
    } else if (creates && !field.flags().createable()) {
      rejects.add(
          new Reject(
              "FIELD-READ-ONLY",
              field.name() + " may not be set on new records by the integration user",
              -1));
    }
  }

  private Risk risk(Work work, List<Reject> rejects) {
    List<String> high = new ArrayList<>();
    List<String> medium = new ArrayList<>();
    for (RevisionDiff.Setting setting : diff.ofMapping()) {
      String top = setting.path().split("\\.", 2)[0];
      if (!isFirst() && GRAVE.contains(top)) {
        high.add("'" + setting.path() + "' changes");
      } else if (!isFirst() && SCOPE.contains(top)) {
        medium.add("'" + setting.path() + "' changes");
      }
    }
    if (work.contested() > 0) {
      high.add(
          "about %d records and rows say something else, and the conflict policy '%s' decides"
              .formatted(
                  work.contested(),
                  mapping.mapping().rules().conflict().name().toLowerCase(Locale.ROOT)));
    }
    if (work.records() > 0) {
      medium.add("about " + work.records() + " records are written");
    }
    if (!rejects.isEmpty()) {
      medium.add("some values may be refused");
    }
    if (!isFirst() && !diff.removed().isEmpty()) {
      medium.add("fields are no longer carried");
    }
    boolean scarce =
        facts.counts().callsLeft().isPresent()
            && work.calls() * SHARE_OF_CALLS > facts.counts().callsLeft().getAsLong();
    if (scarce) {
      high.add("it takes more than a fifth of the calls that are left today");
    }
    List<String> reasons = new ArrayList<>(high);
    reasons.addAll(medium);
    if (reasons.isEmpty()) {
      reasons.add("nothing is overwritten");
    }
    return new Risk(
        high.isEmpty() ? medium.isEmpty() ? Level.LOW : Level.MEDIUM : Level.HIGH, reasons);
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (isFirst()) {
      notes.add("the mapping is new: 'syncline sync --until-idle' or 'syncline run' loads it");
    }
    if (facts.counts().recordsBefore().isPresent() && facts.counts().records().isPresent()) {
      notes.add(
          "%d records are meant instead of %d; records that are meant now follow with 'syncline"
                  .formatted(
                      facts.counts().records().getAsLong(),
                      facts.counts().recordsBefore().getAsLong())
              + " refresh'");
    }
    if (!isFirst() && !diff.removed().isEmpty()) {
      notes.add("columns and fields that are no longer mapped keep what they hold");
    }
    boolean turned =
        diff.ofMapping().stream().anyMatch(setting -> setting.path().equals("direction"));
    if (!isFirst() && turned) {
      notes.add("what both sides held before is compared by 'syncline compare', and not by this");
    }
    return notes;
  }
}
