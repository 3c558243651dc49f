package dev.syncline.app.plans;

import dev.syncline.app.cli.output.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads and writes files of plans. They are JSON, which is YAML too. */
public final class PlanFile {
  private static final int MAX_CHARACTERS = 16 * 1024 * 1024;

  private PlanFile() {}

  /** Writes a plan. */
  public static void write(Path file, SavedPlan plan) throws IOException {
    Files.writeString(file, Json.indented(plan.json()) + "\n");
  }

  /**
   * Reads a plan.
   *
   * @throws PlanFileException if it is none
   */
  public static SavedPlan read(Path file) throws IOException {
    if (Files.size(file) > MAX_CHARACTERS) {
      throw new PlanFileException("it is larger than any plan");
    }
    LoadSettings settings =
        LoadSettings.builder()
            .setCodePointLimit(MAX_CHARACTERS)
            .setMaxAliasesForCollections(0)
            .setAllowDuplicateKeys(false)
            .build();
    try {
      return SavedPlan.of(new Load(settings).loadFromString(Files.readString(file)));
    } catch (YamlEngineException e) {
      throw new PlanFileException("it is no JSON");
    }
  }
}
