package dev.syncline.app.operation;

import dev.syncline.engine.database.ParkedRecord;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One reason why records of a mapping are parked, with how many they are and one of them.
 *
 * @param records how many of those that were looked at
 */
public record ParkedReason(MappingName mapping, long records, ParkedRecord example) {
  /** The most parked records of a mapping that are looked at. */
  public static final int MAX_LOOKED_AT = 1_000;

  /** The most reasons that are told per mapping. */
  public static final int MAX_REASONS = 10;

  /** Groups parked records by what is to be done about them, the most frequent first. */
  public static List<ParkedReason> of(List<ParkedRecord> parked) {
    Map<String, List<ParkedRecord>> groups = new LinkedHashMap<>();
    for (ParkedRecord record : parked) {
      Problem problem = record.problem();
      groups
          .computeIfAbsent(problem.code() + "\n" + problem.action(), _ -> new ArrayList<>())
          .add(record);
    }
    return groups.values().stream()
        .map(group -> new ParkedReason(group.getFirst().mapping(), group.size(), group.getFirst()))
        .sorted((one, other) -> Long.compare(other.records(), one.records()))
        .limit(MAX_REASONS)
        .toList();
  }
}
