package dev.syncline.engine.match;

import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.value.FieldForm;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldType;
import dev.syncline.model.MatchForm;
import dev.syncline.model.MatchPart;
import dev.syncline.model.MatchRule;
import dev.syncline.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The match rules of a mapping over its bindings, and the keys by which they compare. A key is the
 * normal forms of a rule's fields, one behind the other. Where the mapping has an external id as
 * its key, that is the first rule.
 */
public final class MatchKeys {
  /** What stands between the parts of a key. */
  public static final char SEPARATOR = '\u001f';

  private final List<FieldBinding> bindings;
  private final List<Rule> rules;

  private MatchKeys(List<FieldBinding> bindings, List<Rule> rules) {
    this.bindings = bindings;
    this.rules = List.copyOf(rules);
  }

  /** A rule over the bindings of a mapping. */
  public record Rule(List<Part> parts) {
    public Rule {
      parts = List.copyOf(parts);
    }

    /** The rule in words, such as {@code Email, LastName}. */
    public String words() {
      return String.join(", ", parts.stream().map(p -> p.part().field().value()).toList());
    }
  }

  /**
   * A field of a rule.
   *
   * @param index the number of the binding
   */
  public record Part(int index, FieldBinding binding, MatchPart part) {}

  /** The keys of a mapping whose names have been checked; no rules where it matches nothing. */
  public static MatchKeys of(ResolvedMapping mapping) {
    List<MatchRule> said = mapping.mapping().rules().match();
    if (said.isEmpty()) {
      return new MatchKeys(mapping.bindings(), List.of());
    }
    List<Rule> rules = new ArrayList<>();
    mapping.mapping().rules().key().flatMap(key -> keyRule(mapping, key)).ifPresent(rules::add);
    for (MatchRule rule : said) {
      List<Part> parts = new ArrayList<>();
      for (MatchPart part : rule.parts()) {
        part(mapping, part).ifPresent(parts::add);
      }
      if (parts.size() == rule.parts().size()) {
        rules.add(new Rule(parts));
      }
    }
    return new MatchKeys(mapping.bindings(), rules);
  }

  private static Optional<Rule> keyRule(ResolvedMapping mapping, FieldName key) {
    return part(mapping, new MatchPart(key, MatchForm.EXACT, Optional.empty()))
        .map(
            part -> {
              boolean exact =
                  part.binding().field().flags().caseSensitive()
                      || isNumber(part.binding().field().type());
              var form = exact ? MatchForm.EXACT : MatchForm.FOLD;
              var said = new MatchPart(key, form, Optional.empty());
              return new Rule(List.of(new Part(part.index(), part.binding(), said)));
            });
  }

  private static Optional<Part> part(ResolvedMapping mapping, MatchPart part) {
    for (int i = 0; i < mapping.bindings().size(); i++) {
      FieldBinding binding = mapping.bindings().get(i);
      boolean named = binding.field().name().value().equalsIgnoreCase(part.field().value());
      if (named && binding.isCarried()) {
        return Optional.of(new Part(i, binding, part));
      }
    }
    return Optional.empty();
  }

  /** Whether a field holds numbers. */
  public static boolean isNumber(FieldType type) {
    return switch (type) {
      case INT, LONG, DOUBLE, CURRENCY, PERCENT -> true;
      case STRING, EMAIL, PHONE, URL, PICKLIST, COMBOBOX, REFERENCE, ID -> false;
      case TEXTAREA, BOOLEAN, DATE, DATETIME, TIME, MULTIPICKLIST, ENCRYPTEDSTRING -> false;
      case BASE64, ANYTYPE, ADDRESS, LOCATION, COMPLEXVALUE, JSON -> false;
    };
  }

  /** Whether nothing is looked for. */
  public boolean isEmpty() {
    return rules.isEmpty();
  }

  /** The rules in their order. */
  public List<Rule> rules() {
    return rules;
  }

  /** A record's keys, one per rule; absent where a field is empty. */
  public List<Optional<String>> ofRecord(List<Value> values) {
    return rules.stream().map(rule -> key(rule, values, MatchKeys::recordForm)).toList();
  }

  /** A row's keys, one per rule; absent where a column is empty or does not fit its field. */
  public List<Optional<String>> ofRow(List<Value> values) {
    return rules.stream().map(rule -> key(rule, values, MatchKeys::columnForm)).toList();
  }

  private interface Form {
    Value of(FieldBinding binding, Value value);
  }

  private static Value recordForm(FieldBinding binding, Value value) {
    return FieldForm.ofRecord(binding.field(), value);
  }

  private static Value columnForm(FieldBinding binding, Value value) {
    return FieldForm.ofColumn(binding.field(), value).held().orElse(Value.NULL);
  }

  private Optional<String> key(Rule rule, List<Value> values, Form form) {
    var key = new StringBuilder();
    for (Part part : rule.parts()) {
      Value value = form.of(bindings.get(part.index()), values.get(part.index()));
      Optional<String> normal = text(value).flatMap(text -> MatchNormal.of(part.part(), text));
      if (normal.isEmpty()) {
        return Optional.empty();
      }
      key.append(key.isEmpty() ? "" : SEPARATOR).append(normal.get());
    }
    return Optional.of(key.toString());
  }

  private static Optional<String> text(Value value) {
    return switch (value) {
      case Value.Text text -> Optional.of(text.text());
      case Value.Numeric number ->
          Optional.of(
              number.number().signum() == 0
                  ? "0"
                  : number.number().stripTrailingZeros().toPlainString());
      case Value.Null _, Value.Bool _, Value.Day _, Value.Moment _ -> Optional.empty();
      case Value.TimeOfDay _, Value.Compound _ -> Optional.empty();
    };
  }
}
