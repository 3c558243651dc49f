package dev.syncline.simulator.data;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an org is made from.
 *
 * @param seed decides every generated value and id
 * @param records how many records of which object are generated, by API name
 * @param dataDirectory where writes are kept across restarts; null keeps them in memory
 * @param lockWait how long a write waits for another transaction's record before it is refused
 */
public record OrgSettings(
    long seed, Map<String, Long> records, @Nullable Path dataDirectory, Duration lockWait) {
  /** How long Salesforce itself waits for a record lock. */
  public static final Duration LOCK_WAIT = Duration.ofSeconds(10);

  public OrgSettings {
    records = Map.copyOf(records);
  }

  /** An org in memory. */
  public static OrgSettings inMemory(long seed, Map<String, Long> records) {
    return new OrgSettings(seed, records, null, LOCK_WAIT);
  }
}
