package dev.syncline.app.cli.command;

import dev.syncline.app.cli.output.Json;
import dev.syncline.app.config.schema.JsonSchema;
import picocli.CommandLine.Command;

/** Prints the JSON Schema of the configuration. */
@Command(
    name = "schema",
    header = {
      "Print the JSON Schema of syncline.yaml, for completion and checks in an editor.",
    },
    description = {
      "",
      "Examples:",
      "  syncline schema > syncline.schema.json",
      "",
      "and as the first line of syncline.yaml:",
      "  # yaml-language-server: $$schema=syncline.schema.json",
      "",
      "Options:"
    },
    optionListHeading = "",
    customSynopsis = "syncline schema")
final class SchemaCommand implements Runnable {
  private final RootCommand root;

  SchemaCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public void run() {
    root.surroundings().out().println(Json.indented(JsonSchema.tree()));
    root.surroundings().out().flush();
  }
}
