package dev.syncline.app.cli.command;

import dev.syncline.app.cli.Surroundings;
import dev.syncline.app.cli.UsageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Asks before something is done that cannot be taken back, or that concerns many. */
final class Confirmation {
  private Confirmation() {}

  /**
   * Whether it is to be done.
   *
   * @param yes whether the command line says so
   * @param deed what would be done and to how many, such as {@code drop 3 parked rows}
   * @throws UsageException if nobody can be asked
   */
  static boolean given(RootCommand root, boolean yes, String deed) {
    if (yes) {
      return true;
    }
    Surroundings around = root.surroundings();
    if (around.keyboard().isEmpty()) {
      throw new UsageException("this would " + deed, "say --yes if that is meant");
    }
    root.talk().say("This will " + deed + ". Go on? [y/N]");
    var reader =
        new BufferedReader(new InputStreamReader(around.keyboard().get(), StandardCharsets.UTF_8));
    try {
      String answer = reader.readLine();
      return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
