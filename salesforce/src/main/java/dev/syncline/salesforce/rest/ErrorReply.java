package dev.syncline.salesforce.rest;

import dev.syncline.engine.org.OrgException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import dev.syncline.salesforce.auth.Secret;
import dev.syncline.salesforce.http.HttpReply;
import dev.syncline.salesforce.http.TransportException;
import dev.syncline.salesforce.json.Json;
import dev.syncline.salesforce.rest.Retries.Fate;
import dev.syncline.salesforce.rest.Retries.Try;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads what an org, or a gateway before it, says instead of an answer. */
final class ErrorReply {
  private static final int MAX_BYTES = 64 << 10;
  private static final int MAX_RETRY_AFTER_SECONDS = 3_600;

  /** What is the org's and not the call's own, by our codes. */
  private static final Set<String> ORG_WIDE =
      Set.of(
          "AUTH-SESSION",
          "AUTH-API-DISABLED",
          "LIMIT-DAILY-CALLS",
          "LIMIT-CONCURRENT",
          "ORG-VERSION");

  private ErrorReply() {}

  /**
   * The failure that the reply is.
   *
   * @param token must not come back in the words
   */
  static <T> Try.Failed<T> read(ApiCall call, HttpReply reply, Secret token)
      throws TransportException {
    int status = reply.status();
    if (status >= 301 && status < 400) {
      return failed(redirected(call, status), Repeat.NEVER, Optional.empty(), new Fate.NotDone());
    }
    Optional<JsonNode> json = Json.tree(body(reply));
    List<OrgError> errors = json.map(body -> OrgError.all(body, token)).orElse(List.of());
    if (errors.isEmpty()) {
      return notSalesforce(call, reply);
    }
    String code = errors.getFirst().code();
    String message = errors.getFirst().message();
    ErrorTable.Meaning meaning = ErrorTable.meaning(status, code, message);
    boolean listed = json.filter(JsonNode::isArray).isPresent();
    Fate fate = listed ? fate(status, errors, meaning) : lone(status);
    return failed(
        ErrorTable.problem(status, code, message), meaning.repeat(), retryAfter(reply), fate);
  }

  private static Fate fate(int status, List<OrgError> errors, ErrorTable.Meaning meaning) {
    boolean unavailable = errors.getFirst().code().equals("SERVER_UNAVAILABLE");
    if (unavailable || ORG_WIDE.contains(meaning.code())) {
      return new Fate.NotDone();
    }
    return meaning.repeat() == Repeat.IF_HARMLESS
        ? new Fate.Unknown()
        : new Fate.Refused(status, errors);
  }

  /** Resources of records answer with a list: what is none may be of something in between. */
  private static Fate lone(int status) {
    boolean between = status >= 500 || status == 408 || status == 420;
    return between ? new Fate.Unknown() : new Fate.NotDone();
  }

  private static byte[] body(HttpReply reply) throws TransportException {
    try {
      return reply.body().readNBytes(MAX_BYTES);
    } catch (IOException e) {
      throw TransportException.of(e);
    }
  }

  private static <T> Try.Failed<T> notSalesforce(ApiCall call, HttpReply reply) {
    int status = reply.status();
    String words =
        call
            + " was answered with HTTP "
            + status
            + " and "
            + reply.header("Content-Type").orElse("nothing")
            + ", not by Salesforce's API";
    boolean passes = status >= 500 || status == 420 || status == 429 || status == 401;
    return passes
        ? failed(
            ErrorTable.meaning(status, "", "").problem(words),
            ErrorTable.meaning(status, "", "").repeat(),
            retryAfter(reply),
            lone(status))
        : failed(
            new Problem(
                "ORG-NOT-SALESFORCE",
                ErrorClass.MAPPING,
                words,
                "Check loginUrl, and whether a proxy between Syncline and the org answers itself."),
            Repeat.NEVER,
            Optional.empty(),
            lone(status));
  }

  private static Problem redirected(ApiCall call, int status) {
    return new Problem(
        "ORG-REDIRECTED",
        ErrorClass.MAPPING,
        call + " was answered with a redirect (HTTP " + status + "), which is not followed",
        "Use the org's My Domain (https://NAME.my.salesforce.com) as loginUrl.");
  }

  private static Optional<Duration> retryAfter(HttpReply reply) {
    return reply
        .header("Retry-After")
        .filter(text -> text.matches("\\d{1,6}"))
        .map(text -> Math.min(Integer.parseInt(text), MAX_RETRY_AFTER_SECONDS))
        .map(Duration::ofSeconds);
  }

  private static <T> Try.Failed<T> failed(
      Problem problem, Repeat repeat, Optional<Duration> askedPause, Fate fate) {
    return new Try.Failed<>(new OrgException(problem), repeat, askedPause, fate);
  }
}
