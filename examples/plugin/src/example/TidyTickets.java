package example;

import dev.syncline.model.FieldName;
import dev.syncline.model.Value;
import dev.syncline.plugin.Decision;
import dev.syncline.plugin.FieldChanges;
import dev.syncline.plugin.HookedMapping;
import dev.syncline.plugin.Hooks;
import dev.syncline.plugin.Plugin;
import dev.syncline.plugin.PushedRow;
import java.util.List;
import java.util.Map;

/** Keeps test data out of Salesforce, and tidies names on their way there. */
public final class TidyTickets implements Plugin {
  @Override
  public String name() {
    return "tidy-tickets";
  }

  @Override
  public Hooks open(HookedMapping mapping) {
    String word = mapping.settings().get("word");
    if (word == null || word.isBlank()) {
      throw new IllegalArgumentException("the setting 'word' says which names are test data");
    }
    return new Tidying(word);
  }

  /** The hooks of one mapping. */
  private record Tidying(String word) implements Hooks {
    private static final FieldName NAME = new FieldName("Name");

    @Override
    public List<Decision> pushAllowed(List<PushedRow> rows) {
      return rows.stream()
          .map(
              row ->
                  row.values().get(NAME) instanceof Value.Text(String name) && name.contains(word)
                      ? Decision.veto("names with '" + word + "' are test data")
                      : Decision.ALLOW)
          .toList();
    }

    @Override
    public List<FieldChanges> pushValues(List<PushedRow> rows) {
      return rows.stream()
          .map(
              row ->
                  row.values().get(NAME) instanceof Value.Text(String name)
                      ? FieldChanges.set(Map.of(NAME, new Value.Text(tidied(name))))
                      : FieldChanges.NONE)
          .toList();
    }

    /** The same for the same name, also where it is tidy already. */
    private static String tidied(String name) {
      return name.strip().replaceAll("\\s+", " ");
    }
  }
}
