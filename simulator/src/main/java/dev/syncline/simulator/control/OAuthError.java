package dev.syncline.simulator.control;

import dev.syncline.simulator.http.Reply;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The errors of signing in that a fault can answer with by name, all of them with 400. OAuth error
 * codes of Salesforce Help; the texts are from observed answers.
 */
enum OAuthError {
  INVALID_GRANT("authentication failure"),
  INVALID_CLIENT_ID("client identifier invalid"),
  INVALID_CLIENT("invalid client credentials"),
  INVALID_APP_ACCESS("user is not admin approved to access this app"),
  REDIRECT_URI_MISMATCH("redirect_uri must match configuration"),
  UNSUPPORTED_GRANT_TYPE("grant type not supported"),
  INACTIVE_USER("user is inactive"),
  INACTIVE_ORG("organization is inactive"),
  RATE_LIMIT_EXCEEDED("number of logins exceeded");

  static final int STATUS = 400;

  private final String description;

  OAuthError(String description) {
    this.description = description;
  }

  /** As it stands on the wire, such as {@code invalid_grant}. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  String description() {
    return description;
  }

  static Optional<OAuthError> named(String wireName) {
    return Stream.of(values()).filter(error -> error.wireName().equals(wireName)).findFirst();
  }

  /** The form that all errors of signing in have. */
  static Reply reply(int status, String error, String description) {
    var body = new LinkedHashMap<String, Object>();
    body.put("error", error);
    body.put("error_description", description);
    return Reply.json(status, body);
  }
}
