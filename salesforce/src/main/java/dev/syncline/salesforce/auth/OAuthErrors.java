package dev.syncline.salesforce.auth;

import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What to do about each OAuth error: the org's words go to the reader verbatim, with a remedy
 * beside them.
 *
 * <p>Source: Salesforce Help, "OAuth 2.0 Authorization Errors"; the descriptions are those that
 * orgs are known to send, and an unknown one falls back to its error.
 */
final class OAuthErrors {
  private static final String REJECTED = "AUTH-REJECTED";

  /** Remedies of {@code invalid_grant}, by a part of its description, in this order. */
  private static final List<Map.Entry<String, String>> GRANT_REMEDIES =
      List.of(
          Map.entry(
              "hasn't approved",
              "Let the app's policies pre-authorise users by an admin, and give the integration"
                  + " user a profile or permission set that the app names; or sign in once with"
                  + " 'syncline org login'."),
          Map.entry(
              "audience",
              "Use as loginUrl the org's My Domain, https://login.salesforce.com, or"
                  + " https://test.salesforce.com for a sandbox."),
          Map.entry(
              "refresh token",
              "Sign in again with 'syncline org login'. If the token was rotated by another"
                  + " process, let only one Syncline use it; JWT bearer avoids this."),
          Map.entry("authorization code", "Start 'syncline org login' again: a code works once."),
          Map.entry(
              "assertion",
              "Check that the app holds the certificate of this private key and that this"
                  + " machine's clock is right."),
          Map.entry(
              "no client credentials user",
              "Choose a 'Run As' user in the app's policies for the client credentials flow."),
          Map.entry(
              "client credentials",
              "Enable the client credentials flow in the app, choose its 'Run As' user, and use"
                  + " the org's My Domain as loginUrl."),
          Map.entry(
              "inactive", "Activate the integration user in Setup, or sign in as another one."),
          Map.entry(
              "ip restricted", "Relax the app's IP restrictions, or allow this machine's address."),
          Map.entry(
              "",
              "Check the user name, the client id, the login URL (a sandbox has its own) and the"
                  + " user's login history in Setup."));

  private static final Map<String, String> REMEDIES =
      Map.ofEntries(
          Map.entry(
              "invalid_client_id",
              "Copy the consumer key of the app anew; a new app takes ten minutes to be known."),
          Map.entry(
              "invalid_client",
              "Copy the consumer secret of the app anew, or check which certificate it holds."),
          Map.entry(
              "invalid_app_access",
              "Give the integration user a profile or permission set that the app's policies"
                  + " name as pre-authorised."),
          Map.entry("inactive_user", "Activate the integration user in Setup."),
          Map.entry("inactive_org", "The org is locked or suspended: ask its owner."),
          Map.entry(
              "redirect_uri_mismatch",
              "Add the callback address that 'syncline org login' shows to the app, exactly."),
          Map.entry(
              "unsupported_grant_type",
              "Enable this flow in the app's OAuth settings, or use another one."),
          Map.entry("unauthorized_client", "Enable this flow in the app's OAuth settings."),
          Map.entry("invalid_scope", "Give the app the scopes 'api' and 'refresh_token'."),
          Map.entry("access_denied", "Approve the access in the browser."),
          Map.entry(
              "invalid_request",
              "Check clientId, the secrets and loginUrl: the org did not understand the request."));

  private OAuthErrors() {}

  static Problem problem(String error, String description) {
    String words =
        "The org refused to sign in: "
            + error
            + (description.isBlank() ? "" : " \"" + description + "\"");
    return switch (error) {
      case "rate_limit_exceeded" ->
          new Problem(
              "LIMIT-SIGN-INS",
              ErrorClass.LIMIT,
              words,
              "Nothing: the org limits how often one may sign in; it is tried later.");
      case "server_error", "temporarily_unavailable", "unknown_error" ->
          new Problem(
              "ORG-UNAVAILABLE", ErrorClass.TRANSIENT, words, "Nothing: it is tried again.");
      case "invalid_grant" ->
          new Problem(REJECTED, ErrorClass.ACCESS, words, grantRemedy(description));
      default ->
          new Problem(
              REJECTED,
              ErrorClass.ACCESS,
              words,
              REMEDIES.getOrDefault(
                  error, "See the app's OAuth settings and the user's login history in Setup."));
    };
  }

  private static String grantRemedy(String description) {
    String lower = description.toLowerCase(Locale.ROOT);
    return GRANT_REMEDIES.stream()
        .filter(entry -> lower.contains(entry.getKey()))
        .findFirst()
        .orElseThrow()
        .getValue();
  }
}
