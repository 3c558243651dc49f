package dev.syncline.simulator.rest;

import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Reply;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The conditional headers of a call against the state of what it names.
 *
 * <p>REST API Developer Guide, conditional requests: dates are weak (whole seconds, RFC 1123);
 * entity tags exist for accounts only. The bodies of 412 and of an invalid header are unverified.
 *
 * @param modified when it was changed last, whole seconds
 * @param entityTag its tag with quotes; null where it has none
 */
record Preconditions(Instant modified, @Nullable String entityTag) {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT);

  Preconditions {
    modified = modified.truncatedTo(ChronoUnit.SECONDS);
  }

  /** The answer 304 if a reading call already has what it asks for. */
  Optional<Reply> unchanged(Call call) {
    Optional<String> tags = tagHeader(call, "If-None-Match");
    boolean same =
        tags.isPresent()
            ? matches(tags.get())
            : call.headers()
                .find("If-Modified-Since")
                .flatMap(Preconditions::parse)
                .filter(since -> !modified.isAfter(since))
                .isPresent();
    return same ? Optional.of(described(Reply.empty(304))) : Optional.empty();
  }

  /**
   * Checks that a call may go on.
   *
   * @throws ApiException (412) if what it names was changed meanwhile, (400) if a writing call's
   *     header is no date
   */
  void check(Call call) {
    boolean writes = !call.method().equals("GET");
    Optional<Instant> unmodifiedSince = date(call, "If-Unmodified-Since", writes);
    boolean stale = unmodifiedSince.filter(modified::isAfter).isPresent();
    boolean otherTag = tagHeader(call, "If-Match").filter(tags -> !matches(tags)).isPresent();
    boolean sameTag = writes && tagHeader(call, "If-None-Match").filter(this::matches).isPresent();
    boolean notModified =
        writes
            && date(call, "If-Modified-Since", true).filter(s -> !modified.isAfter(s)).isPresent();
    if (stale || otherTag || sameTag || notModified) {
      throw new ApiException(
          412,
          "PRECONDITION_FAILED",
          "One or more of the preconditions in the request headers are not satisfied.");
    }
  }

  /** The answer with what a client needs for its next conditional call. */
  Reply described(Reply reply) {
    Reply dated = reply.with("Last-Modified", format(modified));
    String tag = entityTag;
    return tag == null ? dated : dated.with("ETag", tag);
  }

  static String format(Instant instant) {
    return FORMAT.format(ZonedDateTime.ofInstant(instant, ZoneOffset.UTC)).replace("Z", "GMT");
  }

  private Optional<String> tagHeader(Call call, String header) {
    return entityTag == null ? Optional.empty() : call.headers().find(header);
  }

  private boolean matches(String tags) {
    String own = String.valueOf(entityTag);
    return Arrays.stream(tags.split(","))
        .map(String::strip)
        .anyMatch(tag -> tag.equals("*") || tag.replace("-gzip\"", "\"").equals(own));
  }

  private static Optional<Instant> date(Call call, String header, boolean strict) {
    Optional<String> text = call.headers().find(header);
    Optional<Instant> date = text.flatMap(Preconditions::parse);
    if (strict && text.isPresent() && date.isEmpty()) {
      throw new ApiException(
          400, "INVALID_HEADER", "The value of " + header + " is not an RFC 1123 date.");
    }
    return date;
  }

  private static Optional<Instant> parse(String text) {
    try {
      return Optional.of(ZonedDateTime.parse(text, FORMAT).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
