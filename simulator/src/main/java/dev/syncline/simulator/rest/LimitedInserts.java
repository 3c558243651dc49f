package dev.syncline.simulator.rest;

import dev.syncline.simulator.data.InsertQuota;
import dev.syncline.simulator.data.OrgData;
import dev.syncline.simulator.data.RecordError;
import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.limits.Limit;
import dev.syncline.simulator.limits.OrgLimits;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.Optional;

/**
 * Takes new records while the org's storage lasts, and events while it may publish some. Salesforce
 * Help, "Data Storage and File Storage": a record takes 2 KB. Which objects take none is an
 * assumption: those without a recycle bin, such as users and what sets the org up.
 */
public final class LimitedInserts implements InsertQuota {
  private static final long RECORDS_PER_MB = 512;

  private final OrgData data;
  private final OrgLimits limits;
  private long measured;
  private long insertsSince;

  private LimitedInserts(OrgData data, OrgLimits limits) {
    this.data = data;
    this.limits = limits;
    this.measured = megabytes(data);
  }

  /**
   * Limits the inserts of an org, and has its limits tell how much is stored. What it holds at the
   * start is added to the storage that the org begins with.
   *
   * @param isSet whether the storage of data was set by who started the org: then it stays
   */
  public static void limit(OrgData data, OrgLimits limits, boolean isSet) {
    limits.measure(Limit.DATA_STORAGE_MB, () -> megabytes(data));
    if (!isSet) {
      long maximum = limits.state(Limit.DATA_STORAGE_MB).maximum();
      limits.setMaximum(Limit.DATA_STORAGE_MB, maximum + megabytes(data));
    }
    data.limitInserts(new LimitedInserts(data, limits));
  }

  /** What the committed records take. */
  private static long megabytes(OrgData data) {
    Snapshot now = data.snapshot();
    long records =
        now.schema().objects().stream()
            .filter(LimitedInserts::takesStorage)
            .mapToLong(now::count)
            .sum();
    return records / RECORDS_PER_MB;
  }

  private static boolean takesStorage(ObjectDefinition object) {
    return object.is(ObjectDefinition.Flag.UNDELETABLE);
  }

  private static boolean isFile(ObjectDefinition object) {
    return object.fields().stream().anyMatch(field -> field.type() == FieldType.BASE64);
  }

  @Override
  public Optional<RecordError> refusal(ObjectDefinition object) {
    if (object.isPlatformEvent()) {
      return limits.use(Limit.HOURLY_PUBLISHED_PLATFORM_EVENTS, 1)
          ? Optional.empty()
          : refused("LIMIT_EXCEEDED", "The hourly limit of published platform events is used up.");
    }
    boolean full =
        (takesStorage(object) && dataIsFull())
            || (isFile(object) && limits.state(Limit.FILE_STORAGE_MB).remaining() == 0);
    return full ? refused("STORAGE_LIMIT_EXCEEDED", "storage limit exceeded") : Optional.empty();
  }

  /** Measures only where what was inserted since the last time could have filled the storage. */
  private boolean dataIsFull() {
    long maximum = limits.allowed(Limit.DATA_STORAGE_MB);
    insertsSince++;
    if (measured + insertsSince / RECORDS_PER_MB + 1 < maximum) {
      return false;
    }
    measured = megabytes(data);
    insertsSince = 0;
    return measured >= maximum;
  }

  private static Optional<RecordError> refused(String code, String message) {
    return Optional.of(RecordError.of(code, message));
  }
}
