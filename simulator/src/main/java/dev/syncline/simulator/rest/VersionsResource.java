package dev.syncline.simulator.rest;

import dev.syncline.simulator.http.ApiVersion;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.oauth.OrgAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The versions that are served, and what one of them has to offer. */
final class VersionsResource {
  private static final List<String> RESOURCES =
      List.of(
          "tooling",
          "metadata",
          "eclair",
          "folders",
          "chatter",
          "tabs",
          "appMenu",
          "quickActions",
          "queryAll",
          "commerce",
          "wave",
          "analytics",
          "search",
          "composite",
          "parameterizedSearch",
          "fingerprint",
          "theme",
          "nouns",
          "event",
          "serviceTemplates",
          "recent",
          "connect",
          "licensing",
          "limits",
          "process",
          "jobs",
          "match",
          "localizedvalue",
          "mobile",
          "query",
          "emailConnect",
          "sobjects",
          "actions",
          "support");

  private final OrgAddress address;

  VersionsResource(OrgAddress address) {
    this.address = address;
  }

  Reply versions(Call call) {
    List<Map<String, String>> versions =
        ApiVersion.served().stream().map(VersionsResource::version).toList();
    return Reply.json(200, versions);
  }

  private static Map<String, String> version(ApiVersion version) {
    var entry = new LinkedHashMap<String, String>();
    entry.put("label", version.release());
    entry.put("url", version.path());
    entry.put("version", version.text());
    return entry;
  }

  Reply resources(Call call) {
    var body = new LinkedHashMap<String, String>();
    for (String resource : RESOURCES) {
      body.put(resource, call.version().path() + "/" + resource);
    }
    body.put("identity", address.seenBy(call).identityUrl(call.caller().userId()));
    return Reply.json(200, body);
  }
}
