package dev.syncline.app.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.app.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class CommandLinePageTest {
  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]+");

  @Test
  void the_page_on_the_command_line_names_every_command_and_option_and_no_other()
      throws IOException {
    String page = Files.readString(Path.of("../docs/cli.md"));
    Set<String> options = new TreeSet<>();
    collect(RootCommand.commandLine(CommandRun.nowhere()), "", page, options);
    Set<String> written = new TreeSet<>();
    OPTION.matcher(page).results().forEach(found -> written.add(found.group()));
    assertThat(written).isEqualTo(options);
  }

  private static void collect(CommandLine command, String path, String page, Set<String> options) {
    if (path.equals("simulator")) {
      return; // has a page of its own
    }
    command
        .getCommandSpec()
        .options()
        .forEach(
            option -> {
              if (!option.hidden()) {
                options.add(option.longestName());
              }
            });
    if (!path.isEmpty() && command.getSubcommands().isEmpty()) {
      assertThat(page).contains("`" + path + "`");
    }
    command
        .getSubcommands()
        .forEach((name, sub) -> collect(sub, (path + " " + name).strip(), page, options));
  }
}
