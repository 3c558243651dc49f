package dev.syncline.salesforce.change;

import dev.syncline.salesforce.rest.Queries;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Spreads literals over as few queries as the length of an address permits. */
final class QueryRoom {
  private static final int COMMA = 3;

  private QueryRoom() {}

  /**
   * The paths of queries that together name all literals.
   *
   * @param query makes the path of a query of the literals it is given
   */
  static List<String> paths(List<String> literals, Function<List<String>, String> query) {
    int room = Queries.MAX_PATH - query.apply(List.of("''")).length();
    List<String> paths = new ArrayList<>();
    List<String> together = new ArrayList<>();
    int left = room;
    for (String literal : literals) {
      int length = encodedLength(literal) + COMMA;
      if (length > left && !together.isEmpty()) {
        paths.add(query.apply(together));
        together = new ArrayList<>();
        left = room;
      }
      together.add(literal);
      left -= length;
    }
    if (!together.isEmpty()) {
      paths.add(query.apply(together));
    }
    return paths;
  }

  /** The length of a text within an address. */
  static int encodedLength(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).length();
  }
}
