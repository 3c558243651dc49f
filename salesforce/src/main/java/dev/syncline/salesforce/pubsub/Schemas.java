package dev.syncline.salesforce.pubsub;

import dev.syncline.engine.org.OrgException;
import dev.syncline.salesforce.event.EventSchema;
import dev.syncline.salesforce.pubsub.wire.SchemaRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The schemas of an org's events by their ids, which never mean another schema; a bounded number is
 * kept. One that cannot be had or read is not asked for again for a while. Shared by streams.
 */
final class Schemas {
  /** The most schemas kept. */
  static final int MAX_SCHEMAS = 500;

  /** How long a schema that cannot be had or read is left alone. */
  static final Duration PAUSE = Duration.ofMinutes(1);

  /** What became of an id. */
  sealed interface Found {
    record Read(EventSchema schema) implements Found {}

    /** It cannot be had, or is none. */
    record Missing(String why, Instant until) implements Found {}
  }

  private final PubSubConnection connection;
  private final InstantSource clock;
  private final Map<String, Found> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Found> eldest) {
          return size() > MAX_SCHEMAS;
        }
      };

  Schemas(PubSubConnection connection, InstantSource clock) {
    this.connection = connection;
    this.clock = clock;
  }

  /**
   * The schema of an id.
   *
   * @throws OrgException if the org cannot be asked now
   */
  Found find(String id) {
    Found known = known(id);
    if (known instanceof Found.Read) {
      return known;
    }
    Instant now = clock.instant();
    if (known instanceof Found.Missing missing && now.isBefore(missing.until())) {
      return missing;
    }
    Found asked = ask(id, now);
    keep(id, asked);
    return asked;
  }

  private Found ask(String id, Instant now) {
    try {
      var request = SchemaRequest.newBuilder().setSchemaId(id).build();
      String json =
          connection.call(PubSubMethods.SCHEMA, request, "Asking for a schema").getSchemaJson();
      return new Found.Read(EventSchema.parse(json));
    } catch (IllegalArgumentException e) {
      return new Found.Missing("schema " + id + ": " + e.getMessage(), now.plus(PAUSE));
    } catch (OrgException e) {
      if (PubSubFailures.isVerdict(e)) {
        return new Found.Missing("schema " + id + ": " + e.problem().message(), now.plus(PAUSE));
      }
      throw e;
    }
  }

  private synchronized Found known(String id) {
    return kept.getOrDefault(id, new Found.Missing("", Instant.MIN));
  }

  private synchronized void keep(String id, Found found) {
    kept.put(id, found);
  }
}
