package dev.syncline.app.progress;

import dev.syncline.app.cli.output.Escaped;
import dev.syncline.engine.refresh.RefreshProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * How far one refresh is, as a line. Pure.
 *
 * @param rate records a second; 0 while unknown
 * @param calls the calls made to the org so far
 */
public record ProgressLine(RefreshProgress progress, long rate, long calls) {
  private static final int BAR_CELLS = 5;
  private static final int MAX_NAME = 24;
  private static final String GAP = "  ";

  /** The line in at most so many characters; what matters least is left out first. */
  public String text(int columns) {
    List<String> parts = parts();
    String line = String.join(GAP, parts);
    while (length(line) > columns && parts.size() > 2) {
      parts.removeLast();
      line = String.join(GAP, parts);
    }
    return length(line) > columns ? line.substring(0, line.offsetByCodePoints(0, columns)) : line;
  }

  /** The records that are done of a hundred; empty while the total is not known. */
  public OptionalLong percent() {
    OptionalLong total = progress.total();
    if (total.isEmpty()) {
      return OptionalLong.empty();
    }
    long all = total.getAsLong();
    return OptionalLong.of(all == 0 ? 100 : Math.min(100, done() * 100 / all));
  }

  private List<String> parts() {
    List<String> parts = new ArrayList<>();
    parts.add(name());
    switch (progress.phase()) {
      case PREPARING -> parts.add("waiting for the org to gather the records");
      case LOADING -> loading(parts);
      case FINISHING -> parts.add("finishing: references and deletes");
    }
    parts.add("API calls " + Quantities.number(calls));
    return parts;
  }

  private void loading(List<String> parts) {
    OptionalLong percent = percent();
    if (percent.isPresent()) {
      parts.add(bar(percent.getAsLong()) + " " + percent.getAsLong() + " %");
      parts.add(Quantities.number(done()) + "/" + Quantities.number(progress.total().orElse(0)));
    } else {
      parts.add(Quantities.number(done()) + " records");
    }
    if (rate > 0) {
      parts.add(Quantities.number(rate) + " records/s");
      progress.total().ifPresent(all -> parts.add("ETA " + Quantities.duration(remaining(all))));
    }
  }

  private Duration remaining(long all) {
    return Duration.ofSeconds(Math.max(0, all - done() + rate - 1) / rate);
  }

  private long done() {
    return progress.outcome().records();
  }

  private String name() {
    String name = Escaped.of(progress.mapping().value());
    return name.length() > MAX_NAME ? name.substring(0, MAX_NAME - 1) + "…" : name;
  }

  private static String bar(long percent) {
    int full = (int) (percent * BAR_CELLS / 100);
    return "▇".repeat(full) + "▁".repeat(BAR_CELLS - full);
  }

  private static int length(String line) {
    return line.codePointCount(0, line.length());
  }
}
