package dev.syncline.simulation.memory;

import dev.syncline.engine.database.Capture;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.MappingName;
import java.util.ArrayList;
import java.util.List;

/** Capture that is on or off. Its statements are {@code CAPTURE name} and {@code FORGET name}. */
record MemoryCapture(Store store) implements Capture {
  private static final String CAPTURE = "CAPTURE ";
  private static final String FORGET = "FORGET ";

  @Override
  public List<String> installStatements(List<ResolvedMapping> mappings, Roles roles) {
    return statements(mappings, CAPTURE);
  }

  @Override
  public List<String> uninstallStatements(List<ResolvedMapping> mappings) {
    return statements(mappings, FORGET);
  }

  private List<String> statements(List<ResolvedMapping> mappings, String verb) {
    var statements = new ArrayList<String>();
    for (ResolvedMapping mapping : mappings) {
      if (mapping.mapping().direction().pushes()) {
        store.state(mapping);
        statements.add(verb + mapping.mapping().name());
      }
    }
    return statements;
  }

  @Override
  public void run(List<String> statements) {
    for (String statement : statements) {
      boolean on = statement.startsWith(CAPTURE);
      if (!on && !statement.startsWith(FORGET)) {
        throw Store.failure("DB-STATEMENT", "This is no statement of capture: " + statement);
      }
      String name = statement.substring((on ? CAPTURE : FORGET).length());
      store.state(new MappingName(name)).captured = on;
    }
  }

  @Override
  public Status status(ResolvedMapping mapping) {
    boolean captured = store.state(mapping).captured;
    List<String> problems = captured ? List.of() : List.of("nothing is captured");
    return new Status(
        mapping.mapping().name(), mapping.table().name(), captured, problems, List.of());
  }
}
