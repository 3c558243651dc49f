package dev.syncline.app.cli.command;

import dev.syncline.app.cli.output.Answer;
import dev.syncline.app.cli.output.Escaped;
import dev.syncline.app.operation.PlanOperation.Planned;
import dev.syncline.app.plans.SavedPlan;
import dev.syncline.app.progress.Quantities;
import dev.syncline.engine.plan.FieldSample;
import dev.syncline.engine.plan.MappingPlan;
import dev.syncline.engine.plan.MappingPlan.Work;
import dev.syncline.engine.revision.RevisionDiff;
import dev.syncline.model.FieldName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a plan answers.
 *
 * @param values whether values of records and rows are shown
 */
record PlanAnswer(List<Planned> planned, boolean values) implements Answer {
  PlanAnswer {
    planned = List.copyOf(planned);
  }

  /** Whether there is anything to apply. */
  boolean hasChanges() {
    return planned.stream().anyMatch(p -> p.plan().hasChanges());
  }

  @Override
  public String kind() {
    return "Plan";
  }

  @Override
  public Map<String, Object> json() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("formatVersion", SavedPlan.FORMAT_VERSION);
    facts.put("changes", hasChanges());
    facts.put("mappings", planned.stream().map(p -> facts(p.plan())).toList());
    return facts;
  }

  private Map<String, Object> facts(MappingPlan plan) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("mapping", plan.mapping().value());
    facts.put("revision", plan.revision());
    facts.put("changes", plan.hasChanges());
    facts.put("settings", plan.diff().settings().stream().map(PlanAnswer::facts).toList());
    facts.put("fieldsAdded", names(plan.diff().added()));
    facts.put("fieldsRemoved", names(plan.diff().removed()));
    facts.put("fieldsChanged", names(plan.diff().changed()));
    facts.put("statements", plan.statements());
    facts.put("backFill", names(plan.fill()));
    facts.put("work", facts(plan.work()));
    facts.put("rejects", plan.rejects().stream().map(PlanAnswer::facts).toList());
    facts.put(
        "risk",
        Map.of("level", word(plan.risk().level()), "reasons", (Object) plan.risk().reasons()));
    facts.put("notes", plan.notes());
    facts.put("samples", plan.sample().diffs().stream().map(this::facts).toList());
    return facts;
  }

  static Map<String, Object> facts(RevisionDiff.Setting setting) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("setting", setting.path());
    setting.before().ifPresent(value -> facts.put("before", value));
    setting.after().ifPresent(value -> facts.put("after", value));
    return facts;
  }

  private static List<String> names(List<FieldName> fields) {
    return fields.stream().map(FieldName::value).toList();
  }

  private static Map<String, Object> facts(Work work) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("linked", work.linked());
    facts.put("rows", work.rows());
    facts.put("records", work.records());
    facts.put("contested", work.contested());
    facts.put("estimated", work.estimated());
    facts.put("apiCalls", work.calls());
    facts.put("seconds", work.time().toSeconds());
    return facts;
  }

  private static Map<String, Object> facts(MappingPlan.Reject reject) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("code", reject.code());
    facts.put("message", reject.words());
    if (reject.count() >= 0) {
      facts.put("count", reject.count());
    }
    return facts;
  }

  private Map<String, Object> facts(FieldSample.Diff diff) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("record", diff.record().value());
    facts.put("field", diff.field().value());
    if (values) {
      facts.put("salesforce", ShownValue.json(diff.inOrg()));
      facts.put("database", ShownValue.json(diff.inRow()));
    }
    return facts;
  }

  private static String word(MappingPlan.Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Planned one : planned) {
      MappingPlan plan = one.plan();
      if (plan.hasChanges()) {
        lines.addAll(lines(plan));
      } else {
        lines.add(
            "mapping %s: nothing to do, revision %d holds"
                .formatted(Escaped.of(plan.mapping().value()), plan.revision()));
      }
    }
    return lines;
  }

  private List<String> lines(MappingPlan plan) {
    List<String> lines = new ArrayList<>();
    String to =
        plan.diff().isEmpty()
            ? "revision " + plan.revision()
            : "revision %d → %d".formatted(plan.revision(), plan.revision() + 1);
    lines.add("mapping %s: %s".formatted(Escaped.of(plan.mapping().value()), to));
    plan.diff().settings().stream()
        .flatMap(setting -> setting.lines().stream())
        .forEach(line -> lines.add("  " + Escaped.of(line)));
    if (!plan.statements().isEmpty()) {
      lines.add("  SQL that is run first:");
      plan.statements().stream()
          .flatMap(String::lines)
          .forEach(line -> lines.add("    " + Escaped.of(line)));
    }
    work(plan).ifPresent(words -> lines.add("  " + words));
    plan.sample().diffs().forEach(diff -> lines.add("    " + line(diff)));
    plan.rejects()
        .forEach(r -> lines.add("  may be refused: " + r.code() + ", " + Escaped.of(r.words())));
    lines.add(
        "  about %s API calls and %s"
            .formatted(
                Quantities.number(plan.work().calls()), Quantities.duration(plan.work().time())));
    lines.add(
        "  risk %s: %s"
            .formatted(
                word(plan.risk().level()), Escaped.of(String.join("; ", plan.risk().reasons()))));
    plan.notes().forEach(note -> lines.add("  note: " + Escaped.of(note)));
    return lines;
  }

  private static Optional<String> work(MappingPlan plan) {
    Work work = plan.work();
    if (plan.fill().isEmpty()) {
      return work.rows() == 0
          ? Optional.empty()
          : Optional.of("loads " + Quantities.number(work.rows()) + " records");
    }
    String about = work.estimated() ? "about " : "";
    return Optional.of(
        "back-fills %s of %s linked records: %s%s rows and %s%s records are written%s"
            .formatted(
                Escaped.of(String.join(", ", names(plan.fill()))),
                Quantities.number(work.linked()),
                about,
                Quantities.number(work.rows()),
                about,
                Quantities.number(work.records()),
                work.estimated()
                    ? " (estimated from " + plan.sample().looked() + " of them)"
                    : ""));
  }

  private String line(FieldSample.Diff diff) {
    String what = diff.record() + " " + diff.field();
    return Escaped.of(
        values
            ? "%s: salesforce %s, database %s"
                .formatted(
                    what,
                    ShownValue.words(Optional.of(diff.inOrg())),
                    ShownValue.words(Optional.of(diff.inRow())))
            : what + " differs");
  }
}
