package dev.syncline.simulator.bulk;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in the results of a job, as an opaque token: it says the job and the position. */
final class Locator {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,12})-([0-9A-Za-z]{18})");

  private Locator() {}

  static String of(QueryJob job, long position) {
    byte[] text = (position + "-" + job.id()).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  /** The position that a token of this job names; empty when it is none of its. */
  static Optional<Long> position(QueryJob job, String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      Matcher matcher = TEXT.matcher(text);
      return matcher.matches() && matcher.group(2).equals(job.id())
          ? Optional.of(Long.parseLong(matcher.group(1)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
