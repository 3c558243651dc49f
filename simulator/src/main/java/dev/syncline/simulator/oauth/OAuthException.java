package dev.syncline.simulator.oauth;

import dev.syncline.simulator.http.Reply;
import java.util.LinkedHashMap;

/** A refused token request: {@code {"error": …, "error_description": …}}. */
final class OAuthException extends RuntimeException {
  private final int status;
  private final String error;

  OAuthException(int status, String error, String description) {
    super(description, null, false, false);
    this.status = status;
    this.error = error;
  }

  static OAuthException invalidGrant(String description) {
    return new OAuthException(400, "invalid_grant", description);
  }

  Reply reply() {
    var body = new LinkedHashMap<String, Object>();
    body.put("error", error);
    body.put("error_description", String.valueOf(getMessage()));
    return Reply.json(status, body);
  }

  String error() {
    return error;
  }
}
