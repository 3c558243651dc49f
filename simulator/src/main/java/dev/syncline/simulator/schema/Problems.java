package dev.syncline.simulator.schema;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/** The problems found so far in the files of one load. */
final class Problems {
  private final List<SchemaException.Problem> found = new ArrayList<>();
  private String file = "";

  /** Names the file that the following problems lie in. */
  void enter(String name) {
    this.file = name;
  }

  /** Where something was declared, for problems that show only when everything is read. */
  record Place(String file, int line, int column) {}

  Place place(Node node) {
    int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    int column = node.getStartMark().map(mark -> mark.getColumn() + 1).orElse(0);
    return new Place(file, line, column);
  }

  void at(Place place, String reason, String remedy) {
    found.add(
        new SchemaException.Problem(place.file(), place.line(), place.column(), reason, remedy));
  }

  void at(Node node, String reason, String remedy) {
    at(place(node), reason, remedy);
  }

  void at(int line, int column, String reason, String remedy) {
    found.add(new SchemaException.Problem(file, line, column, reason, remedy));
  }

  void inFile(String reason, String remedy) {
    found.add(new SchemaException.Problem(file, 0, 0, reason, remedy));
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new SchemaException(found);
    }
  }
}
