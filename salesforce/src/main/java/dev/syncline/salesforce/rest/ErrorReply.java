package dev.syncline.salesforce.rest;

import dev.syncline.engine.org.OrgException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import dev.syncline.salesforce.auth.Secret;
import dev.syncline.salesforce.http.HttpReply;
import dev.syncline.salesforce.http.TransportException;
import dev.syncline.salesforce.json.Json;
import dev.syncline.salesforce.rest.Retries.Try;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads what an org, or a gateway before it, says instead of an answer. */
final class ErrorReply {
  private static final int MAX_BYTES = 64 << 10;
  private static final int MAX_RETRY_AFTER_SECONDS = 3_600;

  /** One error as the org words it. */
  private record OrgError(String code, String message) {}

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
      return failed(redirected(call, status), Repeat.NEVER, Optional.empty());
    }
    Optional<OrgError> error = Json.tree(body(reply)).flatMap(ErrorReply::error);
    if (error.isEmpty()) {
      return notSalesforce(call, reply);
    }
    String code = error.get().code();
    String message = token.blotOut(error.get().message());
    return failed(
        ErrorTable.problem(status, code, message),
        ErrorTable.meaning(status, code, message).repeat(),
        retryAfter(reply));
  }

  private static byte[] body(HttpReply reply) throws TransportException {
    try {
      return reply.body().readNBytes(MAX_BYTES);
    } catch (IOException e) {
      throw TransportException.of(e);
    }
  }

  /** REST answers with an array of errors, some resources with one, HTTP 300 with addresses. */
  private static Optional<OrgError> error(JsonNode json) {
    JsonNode first = json.isArray() && !json.isEmpty() ? json.get(0) : json;
    if (first.isString()) {
      return Optional.of(
          new OrgError("DUPLICATE_EXTERNAL_ID", json.size() + " records have this external id"));
    }
    Optional<String> code =
        Json.text(first, "errorCode")
            .or(() -> Json.text(first, "statusCode"))
            .or(() -> Json.text(first, "error"));
    Optional<String> message =
        Json.text(first, "message").or(() -> Json.text(first, "error_description"));
    return code.map(known -> new OrgError(known, message.orElse("no words given")));
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
            retryAfter(reply))
        : failed(
            new Problem(
                "ORG-NOT-SALESFORCE",
                ErrorClass.MAPPING,
                words,
                "Check loginUrl, and whether a proxy between Syncline and the org answers itself."),
            Repeat.NEVER,
            Optional.empty());
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
      Problem problem, Repeat repeat, Optional<Duration> askedPause) {
    return new Try.Failed<>(new OrgException(problem), repeat, askedPause);
  }
}
