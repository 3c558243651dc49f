package dev.syncline.salesforce.pubsub;

import dev.syncline.engine.org.OrgException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import java.net.URI;
import java.util.Optional;

/**
 * Where an org's Pub/Sub API is.
 *
 * @param endpoint {@code https://host:port}; {@code http} for a machine's own loopback alone
 * @param caCertificate the text of PEM certificates of authorities to trust besides the JDK's
 */
public record PubSubAddress(URI endpoint, Optional<String> caCertificate) {
  /** Pub/Sub API Guide, "Pub/Sub API Endpoints". */
  public static final PubSubAddress SALESFORCE =
      new PubSubAddress(URI.create("https://api.pubsub.salesforce.com:7443"), Optional.empty());

  /**
   * An address as it is configured.
   *
   * @param text {@code host:port}, encrypted, or {@code http://host:port}, which is not
   * @throws OrgException of class MAPPING if it is none
   */
  public static PubSubAddress of(String text, Optional<String> caCertificate) {
    try {
      URI uri = URI.create(text.contains("://") ? text : "https://" + text);
      if (uri.getHost() != null && uri.getPort() > 0) {
        return new PubSubAddress(uri, caCertificate);
      }
    } catch (IllegalArgumentException ignored) {
      // Refused below with the words for the reader.
    }
    throw new OrgException(
        new Problem(
            "CONFIG-VALUE",
            ErrorClass.MAPPING,
            "'" + text + "' is not where a Pub/Sub API can be",
            "Write host:port, such as api.pubsub.salesforce.com:7443."));
  }
}
