package dev.syncline.simulator.oauth;

import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Caller;
import dev.syncline.simulator.http.Endpoint;
import dev.syncline.simulator.http.Reply;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code /services/oauth2/userinfo} and {@code /id/ORG/USER}: who the caller is. A bad token is
 * answered with 403 {@code Bad_OAuth_Token} in plain text (unverified).
 */
final class IdentityEndpoint {
  private final OrgAddress org;
  private final Users users;
  private final Sessions sessions;
  private final InstantSource clock;

  IdentityEndpoint(OrgAddress org, Users users, Sessions sessions, InstantSource clock) {
    this.org = org;
    this.users = users;
    this.sessions = sessions;
    this.clock = clock;
  }

  Endpoint userInfo() {
    return call ->
        sessions.find(call).map(c -> userInfo(call, c)).orElseGet(IdentityEndpoint::badToken);
  }

  Endpoint identity() {
    return call ->
        sessions.find(call).map(c -> identity(call, c)).orElseGet(IdentityEndpoint::badToken);
  }

  private static Reply badToken() {
    return Reply.text(403, "text/plain;charset=UTF-8", "Bad_OAuth_Token");
  }

  private Reply userInfo(Call call, Caller caller) {
    OrgAddress seen = org.seenBy(call);
    OrgUser user = users.withId(caller.userId()).orElseGet(users::integrationUser);
    var body = new LinkedHashMap<String, Object>();
    body.put("sub", org.identityId(user.id()));
    body.put("user_id", user.id());
    body.put("organization_id", org.orgId());
    body.put("preferred_username", user.username());
    body.put("nickname", user.username().replaceFirst("@.*", ""));
    body.put("name", user.displayName());
    body.put("email", user.email());
    body.put("email_verified", true);
    body.put("given_name", user.firstName());
    body.put("family_name", user.lastName());
    body.put("zoneinfo", user.timeZone());
    body.put("photos", photos(seen));
    body.put("profile", seen.instanceUrl() + "/" + user.id());
    body.put("picture", photos(seen).get("picture"));
    body.put("address", Map.of());
    body.put("urls", urls(seen, user));
    body.put("active", user.active());
    body.put("user_type", "STANDARD");
    body.put("language", "en_US");
    body.put("locale", "en_US");
    body.put("utcOffset", utcOffset(user));
    body.put("updated_at", "2026-01-01T00:00:00Z");
    body.put("is_app_installed", true);
    return Reply.json(200, body);
  }

  private Reply identity(Call call, Caller caller) {
    OrgAddress seen = org.seenBy(call);
    OrgUser user = users.withId(caller.userId()).orElseGet(users::integrationUser);
    if (!sameId(call.variable("org"), org.orgId()) || !sameId(call.variable("user"), user.id())) {
      return badToken();
    }
    var body = new LinkedHashMap<String, Object>();
    body.put("id", org.identityId(user.id()));
    body.put("asserted_user", true);
    body.put("user_id", user.id());
    body.put("organization_id", org.orgId());
    body.put("username", user.username());
    body.put("nick_name", user.username().replaceFirst("@.*", ""));
    body.put("display_name", user.displayName());
    body.put("email", user.email());
    body.put("email_verified", true);
    body.put("first_name", user.firstName());
    body.put("last_name", user.lastName());
    body.put("timezone", user.timeZone());
    body.put("photos", photos(seen));
    body.put("urls", urls(seen, user));
    body.put("active", user.active());
    body.put("user_type", "STANDARD");
    body.put("language", "en_US");
    body.put("locale", "en_US");
    body.put("utcOffset", utcOffset(user));
    body.put("last_modified_date", "2026-01-01T00:00:00Z");
    body.put("is_app_installed", true);
    return Reply.json(200, body);
  }

  /** Ids of 15 characters name the same as those of 18. */
  private static boolean sameId(String shown, String id) {
    return shown.equals(id) || shown.equals(id.substring(0, 15));
  }

  private static Map<String, String> photos(OrgAddress org) {
    return Map.of(
        "picture", org.instanceUrl() + "/profilephoto/005/F",
        "thumbnail", org.instanceUrl() + "/profilephoto/005/T");
  }

  /** {@code {version}} stands literally in these, for the client to fill in. */
  private static Map<String, String> urls(OrgAddress org, OrgUser user) {
    String base = org.instanceUrl();
    String rest = base + "/services/data/v{version}/";
    String soap = base + "/services/Soap/";
    var urls = new LinkedHashMap<String, String>();
    urls.put("enterprise", soap + "c/{version}/" + org.orgId().substring(0, 15));
    urls.put("metadata", soap + "m/{version}/" + org.orgId().substring(0, 15));
    urls.put("partner", soap + "u/{version}/" + org.orgId().substring(0, 15));
    urls.put("rest", rest);
    urls.put("sobjects", rest + "sobjects/");
    urls.put("search", rest + "search/");
    urls.put("query", rest + "query/");
    urls.put("recent", rest + "recent/");
    urls.put("tooling_soap", soap + "T/{version}/" + org.orgId().substring(0, 15));
    urls.put("tooling_rest", rest + "tooling/");
    urls.put("profile", base + "/" + user.id());
    urls.put("custom_domain", base);
    return urls;
  }

  private long utcOffset(OrgUser user) {
    ZoneId zone = ZoneId.of(user.timeZone());
    return zone.getRules().getStandardOffset(clock.instant()).getTotalSeconds() * 1_000L;
  }
}
