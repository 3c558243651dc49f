package dev.syncline.simulator.limits;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * One limit of the org, as the {@code limits} resource names it, with the maximum that an
 * Enterprise Edition org starts with. Salesforce Developer Limits Quick Reference; maxima of limits
 * that nothing in the simulator uses up are plausible values only.
 */
public enum Limit {
  CONCURRENT_ASYNC_GET_REPORT_INSTANCES("ConcurrentAsyncGetReportInstances", 200, Span.STOCK),
  /** Calls that run for long at the same time; not told of by the {@code limits} resource. */
  CONCURRENT_LONG_CALLS("ConcurrentPerOrgLongTxn", 25, Span.STOCK),
  CONCURRENT_SYNC_REPORT_RUNS("ConcurrentSyncReportRuns", 20, Span.STOCK),
  DAILY_API_REQUESTS("DailyApiRequests", 100_000, Span.DAY),
  DAILY_ASYNC_APEX_EXECUTIONS("DailyAsyncApexExecutions", 250_000, Span.DAY),
  DAILY_BULK_API_BATCHES("DailyBulkApiBatches", 15_000, Span.DAY),
  DAILY_BULK_QUERY_FILE_STORAGE_MB("DailyBulkV2QueryFileStorageMB", 976_562, Span.DAY),
  DAILY_BULK_QUERY_JOBS("DailyBulkV2QueryJobs", 10_000, Span.DAY),
  DAILY_DELIVERED_PLATFORM_EVENTS("DailyDeliveredPlatformEvents", 25_000, Span.DAY),
  DAILY_DURABLE_GENERIC_STREAMING("DailyDurableGenericStreamingApiEvents", 100_000, Span.DAY),
  DAILY_DURABLE_STREAMING("DailyDurableStreamingApiEvents", 100_000, Span.DAY),
  DAILY_GENERIC_STREAMING("DailyGenericStreamingApiEvents", 10_000, Span.DAY),
  DAILY_STANDARD_VOLUME_PLATFORM_EVENTS("DailyStandardVolumePlatformEvents", 25_000, Span.DAY),
  DAILY_STREAMING("DailyStreamingApiEvents", 100_000, Span.DAY),
  DATA_STORAGE_MB("DataStorageMB", 10_240, Span.STOCK),
  DURABLE_STREAMING_CONCURRENT_CLIENTS("DurableStreamingApiConcurrentClients", 1_000, Span.STOCK),
  FILE_STORAGE_MB("FileStorageMB", 10_240, Span.STOCK),
  HOURLY_PUBLISHED_PLATFORM_EVENTS("HourlyPublishedPlatformEvents", 250_000, Span.HOUR),
  MASS_EMAIL("MassEmail", 5_000, Span.DAY),
  MONTHLY_PLATFORM_EVENTS("MonthlyPlatformEventsUsageEntitlement", 750_000, Span.MONTH),
  SINGLE_EMAIL("SingleEmail", 5_000, Span.DAY),
  STREAMING_CONCURRENT_CLIENTS("StreamingApiConcurrentClients", 1_000, Span.STOCK);

  /** Over which time use is added up. */
  public enum Span {
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofHours(24)),
    MONTH(Duration.ofDays(30)),
    /** Not a flow but a stock: use stays until it is given back. */
    STOCK(Duration.ofDays(36_500));

    private final Duration length;

    Span(Duration length) {
      this.length = length;
    }

    Duration length() {
      return length;
    }
  }

  private final String wireName;
  private final long startingMaximum;
  private final Span span;

  Limit(String wireName, long startingMaximum, Span span) {
    this.wireName = wireName;
    this.startingMaximum = startingMaximum;
    this.span = span;
  }

  /** The name on the wire, such as {@code DailyApiRequests}. */
  public String wireName() {
    return wireName;
  }

  long startingMaximum() {
    return startingMaximum;
  }

  /** Whether the {@code limits} resource tells of it. */
  public boolean isListed() {
    return this != CONCURRENT_LONG_CALLS;
  }

  /** The time over which use is added up; it rolls. */
  public Span span() {
    return span;
  }

  /** The limit of this wire name, whatever its case. */
  public static Optional<Limit> named(String name) {
    return Arrays.stream(values()).filter(l -> l.wireName.equalsIgnoreCase(name)).findFirst();
  }
}
