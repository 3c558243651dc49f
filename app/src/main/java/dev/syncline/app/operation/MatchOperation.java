package dev.syncline.app.operation;

import dev.syncline.engine.database.MatchRuns.Run;
import dev.syncline.engine.match.BulkMatch;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Mapping;
import dev.syncline.model.Problem;
import java.util.List;
import java.util.function.Consumer;

/** Matches what was on both sides before a mapping was there. */
public final class MatchOperation {
  private final Connections connections;
  private final List<Mapping> all;
  private final Pace pace;
  private final StopSignal stop;
  private final Consumer<String> notes;

  /**
   * @param all every mapping of the configuration
   * @param notes is told what the user should know
   */
  public MatchOperation(
      Connections connections,
      List<Mapping> all,
      Pace pace,
      StopSignal stop,
      Consumer<String> notes) {
    this.connections = connections;
    this.all = List.copyOf(all);
    this.pace = pace;
    this.stop = stop;
    this.notes = notes;
  }

  /**
   * Finds what is the same on both sides, and links it if that is wanted.
   *
   * @param samples how many of each kind to show
   * @throws MappingException if the mapping has no match rules
   */
  public BulkMatch.Report match(Mapping mapping, boolean links, int samples)
      throws InterruptedException {
    BulkMatch match = open(mapping);
    if (!match.hasRules()) {
      throw failure(
          "MATCH-NO-RULES",
          "mapping " + mapping.name() + " does not say by what to match",
          "give it 'match', such as match: [{Email: email}]");
    }
    return match.match(links, samples);
  }

  /**
   * Takes back the links that a run made.
   *
   * @throws MappingException if the mapping has no such run
   */
  public BulkMatch.Report undo(Mapping mapping, long run) throws InterruptedException {
    OpenMapping open = OpenMapping.prepared(connections, all, mapping, notes);
    Run found =
        open.database()
            .matchRuns()
            .find(mapping.name(), run)
            .orElseThrow(
                () ->
                    failure(
                        "MATCH-RUN-UNKNOWN",
                        "mapping %s has no run %d of match".formatted(mapping.name(), run),
                        "name one of the last runs that linked"));
    return match(open).undo(found);
  }

  private BulkMatch open(Mapping mapping) {
    return match(OpenMapping.prepared(connections, all, mapping, notes));
  }

  private BulkMatch match(OpenMapping open) {
    return new BulkMatch(open.org(), open.database(), open.resolved(), pace, stop);
  }

  private static MappingException failure(String code, String message, String action) {
    return new MappingException(List.of(new Problem(code, ErrorClass.MAPPING, message, action)));
  }
}
