package dev.syncline.app.config;

import dev.syncline.app.config.setting.Setting;
import dev.syncline.app.config.shape.Concern;
import dev.syncline.app.config.shape.Entry;
import dev.syncline.app.config.shape.Secrecy;
import java.util.Optional;

/** Where an org's Pub/Sub API is, when it is not Salesforce's own. */
@Concern(name = "the Pub/Sub API", doc = "Where the org's Pub/Sub API is.")
public record PubsubConfig(
    @Entry(
            value =
                "Host and port. A host that is not Salesforce's must stand under `allowHosts` as"
                    + " well. With `http://` in front it is not encrypted, which is for a simulated"
                    + " org on this machine alone.",
            byDefault = PubsubConfig.ENDPOINT,
            pattern = "(http://)?[A-Za-z0-9.-]+:[0-9]{1,5}",
            says = "host:port, such as api.pubsub.salesforce.com:7443",
            alsoTried = {"host", "url", "address"})
        String endpoint,
    @Entry(
            value =
                "A file with the certificate of the authority to trust besides Java's own, in PEM.",
            secrecy = Secrecy.PATH_OR_REFERENCE,
            alsoTried = {"certificate", "ca", "caCert"})
        Optional<Setting> caCertificate) {
  /** Salesforce's own, outside of the European Union's. */
  public static final String ENDPOINT = "api.pubsub.salesforce.com:7443";
}
