package dev.syncline.salesforce;

import dev.syncline.engine.stream.ChangeStream;
import dev.syncline.model.OrgName;
import dev.syncline.salesforce.auth.Credentials;
import dev.syncline.salesforce.http.Compression;
import dev.syncline.salesforce.pubsub.PubSubAddress;
import dev.syncline.salesforce.rest.CallSettings;
import dev.syncline.salesforce.rest.OrgVersion;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How to reach one org.
 *
 * @param loginUrl the org's My Domain or a Salesforce login host
 * @param apiVersion the version wanted; the newest that the org serves is used where it does not
 *     serve that
 * @param allowHosts hosts that calls may go to besides Salesforce's, as {@code host[:port]}
 */
public record OrgSettings(
    OrgName name,
    URI loginUrl,
    Credentials credentials,
    String apiVersion,
    List<String> allowHosts,
    Wire wire,
    Reading reading,
    Listening listening) {

  /**
   * How the org is listened to.
   *
   * @param silence how long a stream that was asked for events may say nothing
   */
  public record Listening(PubSubAddress pubSub, Duration silence) {
    /** Salesforce's own Pub/Sub API. */
    public static final Listening STANDARD =
        new Listening(PubSubAddress.SALESFORCE, ChangeStream.SILENCE);
  }

  /**
   * How calls travel.
   *
   * @param caCertificate a PEM file of authorities to trust besides the JDK's
   */
  public record Wire(
      Duration connectTimeout,
      CallSettings calls,
      Compression compression,
      Optional<Path> caCertificate) {
    /** Ten seconds to connect, the standard calls, gzip except from this machine. */
    public static final Wire STANDARD =
        new Wire(
            Duration.ofSeconds(10), CallSettings.STANDARD, Compression.AUTOMATIC, Optional.empty());

    /** The same with the authorities of a PEM file trusted besides. */
    public Wire trusting(Path pemFile) {
      return new Wire(connectTimeout, calls, compression, Optional.of(pemFile));
    }
  }

  /**
   * How records are read.
   *
   * @param restPageRecords the records of a REST page, 200 to 2,000
   * @param bulkPageRecords the most records of a bulk page; absent lets the org choose and list the
   *     pages, so that they can be read in parallel
   * @param describesKeptFor how long a describe counts before the org is asked whether it changed
   */
  public record Reading(
      int restPageRecords, OptionalInt bulkPageRecords, Duration describesKeptFor) {
    /** The largest REST pages, bulk pages as the org chooses, describes kept for five minutes. */
    public static final Reading STANDARD =
        new Reading(2_000, OptionalInt.empty(), Duration.ofMinutes(5));

    public Reading {
      boolean restFits = restPageRecords >= 200 && restPageRecords <= 2_000;
      if (!restFits || bulkPageRecords.orElse(1) < 1 || describesKeptFor.isNegative()) {
        throw new IllegalArgumentException(
            "REST pages have 200 to 2,000 records, bulk pages at least one");
      }
    }
  }

  public OrgSettings {
    allowHosts = List.copyOf(allowHosts);
    if (!OrgVersion.isVersion(apiVersion)) {
      throw new IllegalArgumentException("'" + apiVersion + "' is not a version such as 68.0");
    }
  }

  /** The standard settings for an org. */
  public static OrgSettings of(OrgName name, URI loginUrl, Credentials credentials) {
    return new OrgSettings(
        name,
        loginUrl,
        credentials,
        OrgVersion.STANDARD,
        List.of(),
        Wire.STANDARD,
        Reading.STANDARD,
        Listening.STANDARD);
  }

  /** The same with these hosts allowed besides Salesforce's. */
  public OrgSettings allowing(List<String> hosts) {
    return new OrgSettings(
        name, loginUrl, credentials, apiVersion, hosts, wire, reading, listening);
  }

  /** The same with another version wanted. */
  public OrgSettings version(String wanted) {
    return new OrgSettings(
        name, loginUrl, credentials, wanted, allowHosts, wire, reading, listening);
  }

  /** The same with other ways to travel. */
  public OrgSettings wire(Wire other) {
    return new OrgSettings(
        name, loginUrl, credentials, apiVersion, allowHosts, other, reading, listening);
  }

  /** The same with other ways to read. */
  public OrgSettings reading(Reading other) {
    return new OrgSettings(
        name, loginUrl, credentials, apiVersion, allowHosts, wire, other, listening);
  }

  /** The same with other ways to listen. */
  public OrgSettings listening(Listening other) {
    return new OrgSettings(
        name, loginUrl, credentials, apiVersion, allowHosts, wire, reading, other);
  }
}
