package dev.syncline.app.cli.command;

import dev.syncline.app.cli.output.Escaped;
import dev.syncline.app.operation.RecordTrace;
import dev.syncline.app.operation.RecordTrace.Change;
import dev.syncline.engine.database.Overwritten;
import dev.syncline.engine.database.Runs;
import dev.syncline.engine.value.FieldForm;
import dev.syncline.model.Value;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Shows what runs wrote over in one record. */
final class PastLines {
  private PastLines() {}

  private record Diff(String field, Optional<Value> before, Optional<Value> after) {}

  static List<Map<String, Object>> facts(RecordTrace trace) {
    return trace.past().changes().stream().map(c -> facts(trace, c)).toList();
  }

  private static Map<String, Object> facts(RecordTrace trace, Change change) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("at", change.what().at().toString());
    facts.put("run", change.what().run());
    change.kind().ifPresent(kind -> facts.put("kind", word(kind)));
    facts.put("event", change.what().event().name().toLowerCase(Locale.ROOT));
    facts.put(
        "fields",
        diffs(trace, change.what()).stream()
            .map(
                diff -> {
                  Map<String, Object> field = new LinkedHashMap<>();
                  field.put("field", diff.field());
                  diff.before().ifPresent(v -> field.put("before", ShownValue.json(v)));
                  diff.after().ifPresent(v -> field.put("after", ShownValue.json(v)));
                  return field;
                })
            .toList());
    return facts;
  }

  private static List<Diff> diffs(RecordTrace trace, Overwritten what) {
    List<Diff> diffs = new ArrayList<>();
    for (int i = 0; i < trace.values().size() && i < what.before().size(); i++) {
      Optional<Value> before = what.before().get(i);
      Optional<Value> after = what.after().get(i);
      boolean same =
          (before.isPresent() && after.isPresent())
              ? FieldForm.same(before.get(), after.get())
              : (before.isEmpty() && after.isEmpty());
      if (!same) {
        diffs.add(new Diff(trace.values().get(i).field().value(), before, after));
      }
    }
    return diffs;
  }

  static List<String> of(RecordTrace trace) {
    List<String> lines = new ArrayList<>();
    trace.past().madeBy().ifPresent(run -> lines.add("made by run " + run));
    if (!trace.past().changes().isEmpty()) {
      lines.add("written over, latest first:");
    }
    trace.past().changes().forEach(change -> lines.add(line(trace, change)));
    return lines;
  }

  private static String line(RecordTrace trace, Change change) {
    String fields =
        diffs(trace, change.what()).stream()
            .map(
                d ->
                    "%s %s → %s"
                        .formatted(
                            d.field(), ShownValue.words(d.before()), ShownValue.words(d.after())))
            .collect(Collectors.joining(", "));
    return Escaped.of(
        "  %s run %d%s %s %s"
            .formatted(
                change.what().at().truncatedTo(ChronoUnit.SECONDS),
                change.what().run(),
                change.kind().map(kind -> " (" + word(kind) + ")").orElse(""),
                words(change.what().event()),
                fields));
  }

  private static String words(Overwritten.Event event) {
    return switch (event) {
      case WRITTEN -> "wrote";
      case AGREED -> "found on both sides";
      case DELETED -> "deleted; it held";
    };
  }

  private static String word(Runs.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
