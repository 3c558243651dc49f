package dev.syncline.app.config;

import dev.syncline.app.config.setting.Setting;
import dev.syncline.app.config.shape.Concern;
import dev.syncline.app.config.shape.Entry;
import java.util.List;
import java.util.Optional;

/** One Salesforce org and how Syncline signs in to it. */
@Concern(name = "an org", doc = "One Salesforce org and how Syncline signs in to it.")
public record OrgConfig(
    @Entry(
            value =
                "Where Syncline signs in: the org's My Domain, or https://login.salesforce.com, or "
                    + "https://test.salesforce.com for a sandbox. The client credentials flow needs"
                    + " the My Domain.",
            pattern = "https?://([A-Za-z0-9.-]+|\\[::1\\])(:[0-9]{1,5})?/?",
            says = "an address without a path, such as https://example.my.salesforce.com",
            alsoTried = {"url", "instanceUrl", "domain", "host"})
        Setting loginUrl,
    @Entry(
            value = "How Syncline signs in: one of the three flows.",
            alsoTried = {"authentication", "oauth", "credentials"})
        AuthConfig auth,
    @Entry(
            value = "The version of Salesforce's API to use.",
            byDefault = OrgConfig.API_VERSION,
            pattern = "([4-9][0-9]|1[0-9][0-9])(\\.0)?",
            says = "a version such as 68.0",
            numbers = {40, 199},
            alsoTried = {"version", "api"})
        String apiVersion,
    @Entry("The Pub/Sub API of the org, where it is not Salesforce's own. Used by live updates.")
        Optional<PubsubConfig> pubsub,
    @Entry(
            value =
                "What the org tells by itself. Without this, mappings that pull `live` are polled.",
            alsoTried = {"live", "streaming", "changeDataCapture", "cdc"})
        Optional<EventsConfig> events,
    @Entry(
            value =
                "Hosts beyond Salesforce's own that Syncline may send the org's tokens to, such as "
                    + "a proxy or a simulated org: `host` or `host:port`.",
            pattern = "([A-Za-z0-9.-]+|\\[::1\\])(:[0-9]{1,5})?",
            says = "a host or host:port, such as localhost:8443",
            alsoTried = {"allowedHosts", "hosts"})
        List<String> allowHosts,
    @Entry(
            value = "What of the org's daily API calls Syncline may use.",
            alsoTried = {"limits", "quota"})
        Optional<BudgetConfig> budget) {
  /** The version of the API that is used unless the file says otherwise. */
  public static final String API_VERSION = "68.0";

  public OrgConfig {
    apiVersion = apiVersion.contains(".") ? apiVersion : apiVersion + ".0";
    allowHosts = List.copyOf(allowHosts);
  }
}
