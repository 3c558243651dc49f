package dev.syncline.app.config;

import dev.syncline.app.config.shape.Checked.Objection;
import dev.syncline.engine.schedule.CronTimes;
import dev.syncline.model.LaneTiming;
import dev.syncline.model.Schedule;
import dev.syncline.model.TimeWindow;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads schedules and windows as they are written. */
final class ScheduleText {
  /** A length of time. */
  static final String DURATION = "[1-9][0-9]{0,5}[smhd]";

  static final String DURATION_SAYS = "a number with s, m, h or d, such as 30s or 5m";

  /** When something has its turn. */
  static final String WHEN = "live|off|every +" + DURATION + "|cron( +[^ ]+){5} *";

  static final String WHEN_SAYS = "live, off, every 5m, or cron 0 2 * * 1-5";

  private static final String DAY = "(Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
  private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";

  /** Some hours of some days. */
  static final String WINDOW = "(" + DAY + "(-" + DAY + ")? +)?" + TIME + "-(" + TIME + "|24:00)";

  static final String WINDOW_SAYS = "hours such as 08:00-18:00 or Mon-Fri 08:00-18:00";

  private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

  private ScheduleText() {}

  static Duration duration(String text) {
    long number = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> Duration.ofSeconds(number);
      case 'm' -> Duration.ofMinutes(number);
      case 'h' -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  static LaneTiming timing(String when, String zone, List<String> quiet, List<String> within) {
    ZoneId at = ZoneId.of(zone);
    return new LaneTiming(
        schedule(when, at),
        quiet.stream().map(w -> window(w, at)).toList(),
        within.stream().map(w -> window(w, at)).toList());
  }

  private static Schedule schedule(String when, ZoneId zone) {
    String[] words = when.strip().split(" +", 2);
    return switch (words[0]) {
      case "live" -> new Schedule.Live();
      case "off" -> new Schedule.Off();
      case "every" -> new Schedule.Every(duration(words[1]));
      default -> new Schedule.Cron(words[1], zone);
    };
  }

  private static TimeWindow window(String text, ZoneId zone) {
    String[] words = text.split(" +");
    String[] times = words[words.length - 1].split("-");
    String end = times[1].equals("24:00") ? "00:00" : times[1];
    return new TimeWindow(
        words.length == 1 ? EnumSet.allOf(DayOfWeek.class) : days(words[0]),
        LocalTime.parse(times[0]),
        LocalTime.parse(end),
        zone);
  }

  private static Set<DayOfWeek> days(String text) {
    String[] ends = text.split("-");
    int last = DAYS.indexOf(ends[ends.length - 1]);
    int day = DAYS.indexOf(ends[0]);
    Set<DayOfWeek> days = EnumSet.of(DayOfWeek.of(day + 1));
    while (day != last) {
      day = (day + 1) % DAYS.size();
      days.add(DayOfWeek.of(day + 1));
    }
    return days;
  }

  static List<Objection> objections(
      String when, String zone, List<String> quiet, List<String> within) {
    List<Objection> objections = new ArrayList<>();
    ZoneId at;
    try {
      at = ZoneId.of(zone);
    } catch (DateTimeException e) {
      objections.add(
          new Objection(
              "zone",
              "'" + zone + "' is no time zone that is known",
              "write a name such as Europe/Berlin, or UTC"));
      return objections;
    }
    if (schedule(when, at) instanceof Schedule.Cron cron) {
      try {
        CronTimes.of(cron);
      } catch (IllegalArgumentException e) {
        objections.add(
            new Objection(
                "when",
                "the cron expression does not fit: " + e.getMessage(),
                "write five fields: minute, hour, day of the month, month, day of the week"));
      }
    }
    Stream.of(quiet, within)
        .filter(windows -> windows.size() > LaneTiming.MAX_WINDOWS)
        .findAny()
        .ifPresent(_ -> objections.add(tooMany(quiet)));
    return objections;
  }

  private static Objection tooMany(List<String> quiet) {
    return new Objection(
        quiet.size() > LaneTiming.MAX_WINDOWS ? "quiet" : "within",
        "there are more than " + LaneTiming.MAX_WINDOWS + " windows",
        "write fewer, longer ones");
  }
}
