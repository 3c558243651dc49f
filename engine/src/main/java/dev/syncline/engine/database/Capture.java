package dev.syncline.engine.database;

import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.TableName;
import java.util.List;

/**
 * The triggers that write the application's changes into the outbox. What is to be run can be seen
 * first, and be run by somebody else.
 */
public interface Capture {
  /**
   * The statements that install capture for these mappings, our own tables included, in their order
   * and with comments. Running them twice is harmless; they do what is needed and no more.
   *
   * @param roles whether roles of least privilege are made too
   */
  List<String> installStatements(List<ResolvedMapping> mappings, Roles roles);

  /** The statements that remove the triggers of these mappings; rows and links stay. */
  List<String> uninstallStatements(List<ResolvedMapping> mappings);

  /** Runs statements, each for itself; those that were run stay when one fails. */
  void run(List<String> statements);

  /** Whether capture of a mapping is in place, and what is wrong with it. Changes nothing. */
  Status status(ResolvedMapping mapping);

  /**
   * Whether roles are to be made: an owner of our tables, an engine that syncs, a reader that only
   * looks.
   */
  enum Roles {
    NONE,
    CREATE
  }

  /**
   * How capture of a mapping stands.
   *
   * @param installed whether every trigger is there, enabled, and as this version would make it
   * @param problems what is missing or changed, such as a trigger that is disabled
   * @param warnings what is captured with a difference, such as cascades that fire no triggers
   */
  record Status(
      MappingName mapping,
      TableName table,
      boolean installed,
      List<String> problems,
      List<String> warnings) {
    public Status {
      problems = List.copyOf(problems);
      warnings = List.copyOf(warnings);
    }
  }
}
