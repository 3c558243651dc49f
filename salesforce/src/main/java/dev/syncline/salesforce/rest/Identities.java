package dev.syncline.salesforce.rest;

import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.org.OrgIdentity;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import dev.syncline.salesforce.auth.AccessToken;
import dev.syncline.salesforce.json.Json;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Finds out which org answers, and as whom: by userinfo, or, where the app's scopes do not allow
 * that, by the address that came with the token.
 *
 * <p>Source: Salesforce Help, "User Info Endpoint" and "Identity URLs".
 */
public final class Identities {
  private static final Pattern IDENTITY_PATH =
      Pattern.compile("/id/(00D[A-Za-z0-9]{12,15})/(005[A-Za-z0-9]{12,15})/?");

  private final SalesforceApi api;
  private final Queries queries;

  public Identities(SalesforceApi api, Queries queries) {
    this.api = api;
    this.queries = queries;
  }

  /** Which org answers, and as whom. */
  public OrgIdentity identity() {
    JsonNode userInfo;
    try {
      userInfo = api.json(ApiCall.get("/services/oauth2/userinfo"));
    } catch (OrgException e) {
      boolean forbidden =
          e.errorClass() == ErrorClass.ACCESS || e.errorClass() == ErrorClass.MAPPING;
      return (forbidden ? byToken() : Optional.<OrgIdentity>empty()).orElseThrow(() -> e);
    }
    return identity(
            Json.text(userInfo, "organization_id").orElse(""),
            Json.text(userInfo, "user_id").orElse(""),
            Json.text(userInfo, "preferred_username").orElse(""))
        .or(this::byToken)
        .orElseThrow(Identities::unknown);
  }

  private Optional<OrgIdentity> byToken() {
    AccessToken token = api.token();
    Matcher ids = IDENTITY_PATH.matcher(token.identity().map(URI::getPath).orElse(""));
    if (!ids.matches()) {
      return Optional.empty();
    }
    String user = ids.group(2);
    return RecordId.parse(user)
        .flatMap(id -> identity(ids.group(1), user, queries.userName(id).orElse("")));
  }

  private Optional<OrgIdentity> identity(String organization, String user, String userName) {
    return RecordId.parse(organization)
        .flatMap(
            org ->
                RecordId.parse(user)
                    .map(
                        id ->
                            new OrgIdentity(
                                org.value(), id.value(), userName, api.instanceUrl().toString())));
  }

  private static OrgException unknown() {
    return new OrgException(
        new Problem(
            "AUTH-NO-IDENTITY",
            ErrorClass.ACCESS,
            "The org does not say which org and user it is",
            "Give the app the scope 'openid' or 'id' besides 'api'."));
  }
}
