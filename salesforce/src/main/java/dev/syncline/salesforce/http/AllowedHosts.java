package dev.syncline.salesforce.http;

import dev.syncline.engine.org.OrgException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The hosts that calls, and with them tokens, may go to: Salesforce's own, and those that the
 * configuration names. Everything else is refused, whoever proposes it: a configuration, a token
 * reply or a page.
 *
 * <p>Only {@code https} counts, and the certificate proves the name, so a name that resolves to
 * another machine gains nothing. Plain {@code http} is for loopback hosts that the configuration
 * names.
 */
public final class AllowedHosts {
  private static final List<String> SUFFIXES = List.of(".my.salesforce.com", ".my.salesforce.mil");
  private static final Set<String> LOGIN_HOSTS =
      Set.of("login.salesforce.com", "test.salesforce.com");
  private static final Pattern HOST_NAME =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]");
  private static final String PUBSUB_SUFFIX = ".pubsub.salesforce.com";
  private static final Set<Integer> PUBSUB_PORTS = Set.of(443, 7443);
  private static final int ANY_PORT = -1;
  private static final int HTTPS_PORT = 443;

  private final Map<String, Set<Integer>> named;

  private AllowedHosts(Map<String, Set<Integer>> named) {
    this.named = named;
  }

  /**
   * Salesforce's hosts and these.
   *
   * @param named hosts as {@code host} or {@code host:port}. Without a port a loopback host may be
   *     called at any port, any other host at 443
   * @throws IllegalArgumentException naming the entry that is neither
   */
  public static AllowedHosts of(List<String> named) {
    Map<String, Set<Integer>> hosts = new LinkedHashMap<>();
    for (String entry : named) {
      URI uri = parse(entry);
      String host = uri.getHost().toLowerCase(Locale.ROOT);
      int port = uri.getPort();
      if (port < 0) {
        port = LOOPBACK.matcher(host).matches() ? ANY_PORT : HTTPS_PORT;
      }
      hosts.merge(host, Set.of(port), AllowedHosts::union);
    }
    return new AllowedHosts(Map.copyOf(hosts));
  }

  /**
   * The same address, if calls may go there.
   *
   * @throws OrgException of class MAPPING, code ORG-HOST-REFUSED
   */
  public URI check(URI uri) {
    String refusal = refusal(uri);
    if (!refusal.isEmpty()) {
      throw new OrgException(
          new Problem(
              "ORG-HOST-REFUSED",
              ErrorClass.MAPPING,
              "Calls must not go to " + shown(uri) + ": " + refusal,
              "Use the org's My Domain (https://NAME.my.salesforce.com), or name the host under"
                  + " allowHosts if it is yours."));
    }
    return uri;
  }

  /**
   * The same address, if the Pub/Sub API may be called there: Salesforce's own, or a host that the
   * configuration names.
   *
   * @throws OrgException of class MAPPING, code ORG-HOST-REFUSED
   */
  public URI checkPubSub(URI uri) {
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    boolean own =
        "https".equals(uri.getScheme())
            && HOST_NAME.matcher(host).matches()
            && host.endsWith(PUBSUB_SUFFIX)
            && PUBSUB_PORTS.contains(uri.getPort());
    return own ? uri : check(uri);
  }

  /** Whether the host of the address is this machine. */
  public static boolean isLoopback(URI uri) {
    String host = uri.getHost();
    return host != null && LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }

  private String refusal(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (uri.isOpaque() || uri.getHost() == null) {
      return "it has no host";
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      return "it has a user or a fragment";
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    if (scheme.equals("http")) {
      return isLoopback(uri) && isNamed(host, uri.getPort() < 0 ? 80 : uri.getPort())
          ? ""
          : "http is only for loopback hosts that the configuration names";
    }
    if (!scheme.equals("https")) {
      return "it is not https";
    }
    int port = uri.getPort() < 0 ? HTTPS_PORT : uri.getPort();
    if (isNamed(host, port)) {
      return "";
    }
    return isSalesforce(host) && port == HTTPS_PORT
        ? ""
        : "the host is neither Salesforce's nor named in the configuration";
  }

  private boolean isNamed(String host, int port) {
    Set<Integer> ports = named.getOrDefault(host, Set.of());
    return ports.contains(port) || ports.contains(ANY_PORT);
  }

  private static boolean isSalesforce(String host) {
    return HOST_NAME.matcher(host).matches()
        && (LOGIN_HOSTS.contains(host) || SUFFIXES.stream().anyMatch(host::endsWith));
  }

  private static URI parse(String entry) {
    try {
      URI uri = URI.create("https://" + entry);
      String host = uri.getHost();
      boolean onlyHost = host != null && ("https://" + entry).equals(withoutPath(uri));
      if (onlyHost && isHost(host.toLowerCase(Locale.ROOT))) {
        return uri;
      }
    } catch (IllegalArgumentException ignored) {
      // Refused below with the words for the reader.
    }
    throw new IllegalArgumentException(
        "'" + entry + "' is not a host: write it as name or name:port");
  }

  private static boolean isHost(String host) {
    return HOST_NAME.matcher(host).matches() || LOOPBACK.matcher(host).matches();
  }

  private static String withoutPath(URI uri) {
    return "https://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }

  private static Set<Integer> union(Set<Integer> one, Set<Integer> other) {
    Set<Integer> all = new TreeSet<>(one);
    all.addAll(other);
    return Set.copyOf(all);
  }

  private static String shown(URI uri) {
    return uri.getHost() == null
        ? "'" + uri.getScheme() + ":…'"
        : "'" + uri.getScheme() + "://" + uri.getHost() + port(uri) + "'";
  }

  private static String port(URI uri) {
    return uri.getPort() < 0 ? "" : ":" + uri.getPort();
  }
}
