package dev.syncline.simulator;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated org is started with.
 *
 * @param host the address to listen at; the loopback unless said otherwise
 * @param port 0 for a free one
 * @param seed decides every id, value, token and fault
 * @param records how many records of which object are generated, by API name
 * @param schemaFiles custom objects and fields, in YAML
 * @param dataDirectory where writes and the private key are kept; null keeps them for this run
 * @param behaviour what can be set beyond that
 * @param pubsub how the Pub/Sub API is served
 */
public record SimulatorSettings(
    String host,
    int port,
    long seed,
    Map<String, Long> records,
    List<Path> schemaFiles,
    @Nullable Path dataDirectory,
    Behaviour behaviour,
    PubSub pubsub) {
  /** How many records a page of Bulk results has unless said otherwise. */
  public static final int BULK_PAGE_RECORDS = 50_000;

  public SimulatorSettings {
    records = Map.copyOf(records);
    schemaFiles = List.copyOf(schemaFiles);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("The port must lie between 0 and 65535: " + port);
    }
  }

  /** An org whose Pub/Sub API is served as usual. */
  public SimulatorSettings(
      String host,
      int port,
      long seed,
      Map<String, Long> records,
      List<Path> schemaFiles,
      @Nullable Path dataDirectory,
      Behaviour behaviour) {
    this(host, port, seed, records, schemaFiles, dataDirectory, behaviour, PubSub.USUAL);
  }

  /**
   * How the Pub/Sub API is served.
   *
   * @param port 0 for a free one
   * @param tls whether calls are encrypted, with a certificate of the simulator's own authority
   */
  public record PubSub(int port, boolean tls) {
    /** On a free port, encrypted. */
    public static final PubSub USUAL = new PubSub(0, true);

    public PubSub {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("The port must lie between 0 and 65535: " + port);
      }
    }
  }

  /**
   * How the org behaves.
   *
   * @param rotateRefreshTokens whether a refresh token serves once, and reuse revokes its grant
   * @param allowPassword whether the username-password flow is let in
   * @param redirectUris where the web-server flow may lead besides the loopback
   * @param limits maxima by name, such as {@code DailyApiRequests}
   * @param bulkPageRecords how many records a page of Bulk results has when the client does not say
   */
  public record Behaviour(
      boolean rotateRefreshTokens,
      boolean allowPassword,
      List<String> redirectUris,
      Map<String, Long> limits,
      int bulkPageRecords) {
    /** How an org behaves unless said otherwise. */
    public static final Behaviour USUAL =
        new Behaviour(false, false, List.of(), Map.of(), BULK_PAGE_RECORDS);

    public Behaviour {
      redirectUris = List.copyOf(redirectUris);
      limits = Map.copyOf(limits);
      if (bulkPageRecords < 1) {
        throw new IllegalArgumentException(
            "A page of Bulk results needs at least one record; got " + bulkPageRecords);
      }
    }
  }

  /** An org on a free port of the loopback, kept in memory. */
  public static SimulatorSettings inMemory(long seed, Map<String, Long> records) {
    return new SimulatorSettings("127.0.0.1", 0, seed, records, List.of(), null, Behaviour.USUAL);
  }
}
