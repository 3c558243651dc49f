package dev.syncline.engine.database;

import dev.syncline.engine.drift.Drift.Decision;
import dev.syncline.model.FieldName;
import dev.syncline.model.MappingName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is remembered of schemas under mappings, and the alarms about what has changed. */
public interface Drifts {
  /**
   * A change of a schema, for people.
   *
   * @param kind the change, in the words of the engine
   * @param decision what was done about it
   * @param message what has changed
   * @param action what a person may do
   * @param since when it was noticed, by the database's clock
   */
  record Alarm(String kind, Decision decision, String message, String action, Instant since) {
    /** Whether it stands as long as the schema is as it is; others stand until accepted. */
    public boolean stands() {
      return decision.stands();
    }
  }

  /** The shape that was remembered of a mapping; empty if none ever was. */
  Optional<String> shape(MappingName mapping);

  /**
   * Remembers a shape and the alarms of now, in one transaction: standing ones that are not among
   * them end, and those that are there keep their time.
   */
  void keep(MappingName mapping, String shape, List<Alarm> alarms);

  /** The alarms of a mapping, oldest first. */
  List<Alarm> alarms(MappingName mapping);

  /**
   * Takes it that both sides of each link last agreed on nothing in a field that is back in
   * service: what either has of it now is then a change.
   *
   * @param always whether also where something was agreed, because the column is another; else only
   *     in links that were made meanwhile
   */
  void agreeOnNothing(MappingName mapping, FieldName field, boolean always);

  /** Remembers a shape and forgets all alarms. */
  void accept(MappingName mapping, String shape);
}
