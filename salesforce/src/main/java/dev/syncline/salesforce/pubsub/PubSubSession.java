package dev.syncline.salesforce.pubsub;

import dev.syncline.model.RecordId;
import dev.syncline.salesforce.auth.AccessToken;
import dev.syncline.salesforce.auth.TokenOwner;
import io.grpc.Metadata;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As whom calls are made.
 *
 * <p>Source: Pub/Sub API Guide, "Supported Authentication": {@code accesstoken}, {@code
 * instanceurl} and {@code tenantid}, the 18-character id of the org, with each call.
 *
 * @param organizationId asked where a token does not name its org
 */
public record PubSubSession(TokenOwner tokens, Supplier<String> organizationId) {
  private static final Pattern IDENTITY_PATH = Pattern.compile("/id/(00D[A-Za-z0-9]{12,15})/");
  private static final Metadata.Key<String> TOKEN = key("accesstoken");
  private static final Metadata.Key<String> INSTANCE = key("instanceurl");
  private static final Metadata.Key<String> TENANT = key("tenantid");

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  /** The headers of a call. */
  Metadata headers(AccessToken token) {
    URI instance = token.instanceUrl();
    Metadata headers = new Metadata();
    headers.put(TOKEN, token.token().reveal());
    headers.put(INSTANCE, instance.getScheme() + "://" + instance.getRawAuthority());
    headers.put(TENANT, organization(token));
    return headers;
  }

  /** The org that the token is of, which a sandbox changes when it is refreshed. */
  private String organization(AccessToken token) {
    Matcher ids = IDENTITY_PATH.matcher(token.identity().map(URI::getPath).orElse(""));
    return (ids.lookingAt() ? RecordId.parse(ids.group(1)) : Optional.<RecordId>empty())
        .map(RecordId::value)
        .orElseGet(organizationId);
  }
}
