package dev.syncline.salesforce.rest;

import dev.syncline.salesforce.auth.Secret;
import dev.syncline.salesforce.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One error as the org words it.
 *
 * <p>Source: REST API Developer Guide, "Status Codes and Error Responses": a list of errors with
 * {@code errorCode}; lists of records and trees say {@code statusCode}.
 *
 * @param fields what it is about; empty where the org does not say
 */
public record OrgError(String code, String message, List<String> fields) {
  private static final int MAX_ERRORS = 50;

  public OrgError {
    fields = List.copyOf(fields);
  }

  /** The errors of a list; what is none is passed over. */
  public static List<OrgError> list(JsonNode list) {
    List<OrgError> errors = new ArrayList<>();
    for (JsonNode error : list) {
      if (errors.size() < MAX_ERRORS) {
        one(error).ifPresent(errors::add);
      }
    }
    return List.copyOf(errors);
  }

  /** The same with a secret blotted out of its words. */
  OrgError without(Secret secret) {
    return new OrgError(code, secret.blotOut(message), fields);
  }

  /** All errors of an answer: a list of them, one, or the addresses of HTTP 300. */
  static List<OrgError> all(JsonNode json, Secret secret) {
    if (json.isArray() && !json.isEmpty() && json.get(0).isString()) {
      String words = json.size() + " records have this external id";
      return List.of(new OrgError("DUPLICATE_EXTERNAL_ID", words, List.of()));
    }
    List<OrgError> errors = json.isArray() ? list(json) : one(json).stream().toList();
    return errors.stream().map(error -> error.without(secret)).toList();
  }

  private static Optional<OrgError> one(JsonNode error) {
    Optional<String> code =
        Json.text(error, "errorCode")
            .or(() -> Json.text(error, "statusCode"))
            .or(() -> Json.text(error, "error"));
    String message =
        Json.text(error, "message")
            .or(() -> Json.text(error, "error_description"))
            .orElse("no words given");
    return code.map(known -> new OrgError(known, message, fields(error)));
  }

  private static List<String> fields(JsonNode error) {
    List<String> fields = new ArrayList<>();
    JsonNode named = error.get("fields");
    if (named != null && named.isArray()) {
      named.forEach(field -> fields.add(field.asString("")));
    }
    return fields;
  }
}
