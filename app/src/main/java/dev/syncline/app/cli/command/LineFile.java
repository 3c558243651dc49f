package dev.syncline.app.cli.command;

import dev.syncline.app.cli.UsageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A file that names one thing on each line. Empty lines and lines that begin with {@code #} say
 * nothing; what is named twice counts once.
 *
 * @param shown the file as the user named it
 * @param what the things are, such as {@code record ids}
 */
record LineFile(Path file, String shown, String what) {
  /** The most wrong lines that are told one by one. */
  private static final int MAX_TOLD = 10;

  private static final int MAX_LINE = 1_000;
  private static final String MARK = "\uFEFF";

  /**
   * Reads the file.
   *
   * @param parse empty for what is wrong
   * @param max the most things
   * @throws UsageException if the file cannot be read, holds too many or none, or something is
   *     wrong: the lines are named, and nothing is read
   */
  <T> List<T> read(Function<String, Optional<T>> parse, int max) {
    Set<T> found = new LinkedHashSet<>();
    List<String> wrong = new ArrayList<>();
    long wrongCount = 0;
    long number = 0;
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        String word = (number == 1 && line.startsWith(MARK) ? line.substring(1) : line).strip();
        if (word.isEmpty() || word.startsWith("#")) {
          continue;
        }
        Optional<T> thing = word.length() > MAX_LINE ? Optional.empty() : parse.apply(word);
        thing.ifPresent(found::add);
        if (thing.isEmpty() && ++wrongCount <= MAX_TOLD) {
          wrong.add("line %d: '%s'".formatted(number, cut(word)));
        }
        requireFew(found.size(), max);
      }
    } catch (NoSuchFileException e) {
      throw new UsageException(shown + ": there is no such file", "name a file that is there");
    } catch (MalformedInputException e) {
      throw new UsageException(
          "%s is no UTF-8 text, at line %d or soon behind".formatted(shown, number + 1),
          "save it as UTF-8");
    } catch (IOException e) {
      throw new UsageException(
          shown + " cannot be read: " + e.getMessage(), "look at the file and its permissions");
    }
    require(found.size(), wrong, wrongCount);
    return List.copyOf(found);
  }

  private void requireFew(int count, int max) {
    if (count > max) {
      throw new UsageException(
          "%s names more than %d %s".formatted(shown, max, what), "split it into several files");
    }
  }

  private void require(int count, List<String> wrong, long wrongCount) {
    if (wrongCount > 0) {
      String more =
          wrongCount > wrong.size() ? ", and %d more".formatted(wrongCount - wrong.size()) : "";
      throw new UsageException(
          "%s: these are no %s: %s%s".formatted(shown, what, String.join(", ", wrong), more),
          "correct or remove those lines; nothing was done");
    }
    if (count == 0) {
      throw new UsageException(shown + " names no " + what, "write one on each line");
    }
  }

  private static String cut(String word) {
    return word.length() > 40 ? word.substring(0, 40) + "…" : word;
  }
}
