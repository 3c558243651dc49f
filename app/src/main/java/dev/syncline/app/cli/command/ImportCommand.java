package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.cli.UsageException;
import dev.syncline.app.imports.DrupalImport;
import dev.syncline.app.imports.HerokuImport;
import dev.syncline.app.imports.Imported;
import dev.syncline.app.imports.ImportedLink;
import dev.syncline.app.imports.MappingYaml;
import dev.syncline.app.imports.WordPressImport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes over mappings of other systems. */
@Command(
    name = "import",
    header = "Take over mappings from what other systems export. No network.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n")
final class ImportCommand implements Runnable {
  private static final long MAX_BYTES = 64L * 1024 * 1024;
  private static final int MAX_FILES = 1_000;

  private final RootCommand root;

  @Spec private CommandSpec spec = CommandSpec.create();

  ImportCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  @Command(
      name = "wordpress",
      header = "Take over what the plugin Object Sync for Salesforce exports.",
      description = {
        "",
        "Example:",
        "  syncline import wordpress export.json --out mappings.yaml --links links.txt",
        "",
        "Of the plugin's settings, which hold secrets, nothing is read.",
        "",
        "Arguments and options:"
      },
      parameterListHeading = "",
      optionListHeading = "",
      customSynopsis = "syncline import wordpress FILE [--out FILE] [--links FILE]")
  int wordpress(
      @Parameters(paramLabel = "FILE", description = "The exported JSON.") Path file,
      @Option(
              names = "--table-prefix",
              paramLabel = "TEXT",
              defaultValue = "wp_",
              description = "What WordPress's tables begin with; ${DEFAULT-VALUE}.")
          String prefix,
      @Option(
              names = "--out",
              paramLabel = "FILE",
              description = "Where the mappings are written, a file that is not there yet.")
          @Nullable Path out,
      @Option(
              names = "--links",
              paramLabel = "FILE",
              description = "Where the links are written, for 'syncline link load'.")
          @Nullable Path links) {
    if (!prefix.matches("[A-Za-z0-9_]{0,30}")) {
      throw new UsageException("'" + prefix + "' is no prefix of tables", "write one such as wp_");
    }
    return answer(WordPressImport.read(text(file), prefix), out, links);
  }

  @Command(
      name = "drupal",
      header = "Take over mappings of Drupal's Salesforce Suite.",
      description = {
        "",
        "Example:",
        "  syncline import drupal config/sync --out mappings.yaml",
        "",
        "Arguments and options:"
      },
      parameterListHeading = "",
      optionListHeading = "",
      customSynopsis = "syncline import drupal PATH [--out FILE]")
  int drupal(
      @Parameters(
              paramLabel = "PATH",
              description = "A file of exported configuration, or the folder of all of them.")
          Path path,
      @Option(
              names = "--out",
              paramLabel = "FILE",
              description = "Where the mappings are written, a file that is not there yet.")
          @Nullable Path out) {
    return answer(
        DrupalImport.read(drupalFiles(path).stream().map(this::text).toList()), out, null);
  }

  @Command(
      name = "heroku",
      header = "Take over what 'heroku connect:export' writes.",
      description = {
        "",
        "Example:",
        "  syncline import heroku my-app-herokuconnect.json --out mappings.yaml",
        "",
        "Arguments and options:"
      },
      parameterListHeading = "",
      optionListHeading = "",
      customSynopsis = "syncline import heroku FILE [--schema NAME] [--out FILE]")
  int heroku(
      @Parameters(paramLabel = "FILE", description = "The exported JSON.") Path file,
      @Option(
              names = "--schema",
              paramLabel = "NAME",
              defaultValue = "salesforce",
              description = "The schema of Heroku Connect's tables; ${DEFAULT-VALUE}.")
          String schema,
      @Option(
              names = "--out",
              paramLabel = "FILE",
              description = "Where the mappings are written, a file that is not there yet.")
          @Nullable Path out) {
    if (!schema.matches("[A-Za-z_][A-Za-z0-9_]{0,62}")) {
      throw new UsageException("'" + schema + "' is no name of a schema", "write salesforce");
    }
    return answer(HerokuImport.read(text(file), schema), out, null);
  }

  private int answer(Imported imported, @Nullable Path out, @Nullable Path links) {
    List<String> written = new ArrayList<>();
    if (out != null) {
      write(out, MappingYaml.of(imported.mappings()));
      written.add(out.toString());
    }
    if (links != null) {
      var lines = new StringBuilder("# mapping, record, row\n");
      for (ImportedLink link : imported.links()) {
        lines.append(link.mapping()).append(' ').append(link.record()).append(' ');
        lines.append(link.row()).append('\n');
      }
      write(links, lines.toString());
      written.add(links.toString());
    }
    root.talk().answer(new ImportAnswer(imported, written));
    return ExitCode.OK.code();
  }

  private List<Path> drupalFiles(Path path) {
    Path named = root.surroundings().folder().resolve(path);
    if (!Files.isDirectory(named)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.list(named)) {
      List<Path> found =
          files
              .filter(
                  f -> String.valueOf(f.getFileName()).matches("salesforce_mapping\\..*\\.ya?ml"))
              .sorted()
              .limit(MAX_FILES)
              .toList();
      if (found.isEmpty()) {
        throw new UsageException(
            path + " has no file such as salesforce_mapping.salesforce_mapping.contact.yml",
            "name the folder that 'drush config:export' writes");
      }
      return found;
    } catch (IOException e) {
      throw new UsageException(path + " cannot be read: " + e.getMessage(), "look at the folder");
    }
  }

  private String text(Path path) {
    Path file = root.surroundings().folder().resolve(path);
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new UsageException(path + " is larger than 64 MiB", "export it in parts");
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UsageException(
          path + " cannot be read: " + e.getMessage(), "name a file of UTF-8 text that is there");
    }
  }

  private void write(Path path, String text) {
    Path file = root.surroundings().folder().resolve(path);
    try {
      Files.writeString(
          file,
          text,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException _) {
      throw new UsageException(path + " is there already", "name another file");
    } catch (IOException e) {
      throw new UsageException(path + " cannot be written: " + e, "name another file");
    }
  }
}
