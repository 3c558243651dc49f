package dev.syncline.simulator.events;

import dev.syncline.simulator.data.Commit;
import dev.syncline.simulator.data.CommitListener;
import dev.syncline.simulator.events.avro.SchemaStore;
import dev.syncline.simulator.events.log.EventLog;
import dev.syncline.simulator.events.log.LogSettings;
import dev.syncline.simulator.schema.Schema;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The events of one org: what makes them, keeps them, and says who may have them. */
public final class OrgEvents implements AutoCloseable {
  private static final long FIRST_POSITION = 1_000_000;

  private final Setting setting;
  private final EventIds ids;
  private final EventLog log;
  private final SchemaStore schemas;
  private final Channels channels = new Channels();
  private final ChangeQuirks quirks = new ChangeQuirks();
  private final Topics topics;
  private final EventPublisher publisher;
  private final ChangeEvents changes;

  /**
   * What events are made with.
   *
   * @param orgId tells the org's id, 18 characters
   * @param objects the org's objects as they are now
   * @param clock the org's clock: events expire with it
   * @param seed decides the ids of events and transactions
   * @param directory where events are kept across restarts; null keeps them for this run
   */
  public record Setting(
      Supplier<String> orgId,
      OrgObjects objects,
      InstantSource clock,
      long seed,
      @Nullable Path directory,
      EventUsers users,
      EventAllowance allowance) {
    /** An org that keeps its id. */
    public Setting(
        String orgId,
        OrgObjects objects,
        InstantSource clock,
        long seed,
        @Nullable Path directory,
        EventUsers users,
        EventAllowance allowance) {
      this(() -> orgId, objects, clock, seed, directory, users, allowance);
    }
  }

  /**
   * Opens the events of an org, or goes on with what the directory holds.
   *
   * @throws java.io.UncheckedIOException if the directory cannot be used
   */
  public OrgEvents(Setting setting) {
    Path directory = setting.directory();
    this.setting = setting;
    this.ids = new EventIds(setting.seed());
    this.log =
        new EventLog(
            LogSettings.of(directory == null ? null : directory.resolve("log"), FIRST_POSITION),
            setting.clock(),
            ids::event);
    this.schemas =
        directory == null ? SchemaStore.inMemory() : SchemaStore.in(directory.resolve("schemas"));
    this.topics = new Topics(setting.objects()::whole, schemas, channels);
    this.publisher = new EventPublisher(log, topics, schemas, setting.allowance());
    this.changes = new ChangeEvents(log, schemas, channels, ids, quirks);
  }

  /** What is to hear of the org's commits. */
  public CommitListener listener() {
    var published = new PlatformEvents(log, schemas);
    return new CommitListener() {
      @Override
      public void committed(Commit commit) {
        changes.committed(commit);
        published.committed(commit);
      }

      @Override
      public void schemaChanged(Schema before, Schema after, String userId) {
        new Conversions(before, after)
            .gaps(userId, setting.clock().instant())
            .forEach(changes::appendGap);
      }
    };
  }

  /** The org's id, 18 characters. */
  public String orgId() {
    return setting.orgId().get();
  }

  public EventLog log() {
    return log;
  }

  public SchemaStore schemas() {
    return schemas;
  }

  public Topics topics() {
    return topics;
  }

  public Channels channels() {
    return channels;
  }

  public ChangeQuirks quirks() {
    return quirks;
  }

  public ChangeEvents changes() {
    return changes;
  }

  public EventPublisher publisher() {
    return publisher;
  }

  public EventIds ids() {
    return ids;
  }

  public EventUsers users() {
    return setting.users();
  }

  public EventAllowance allowance() {
    return setting.allowance();
  }

  /**
   * The events as a user has a right to see them.
   *
   * @param userId 18 characters
   */
  public SeenEvents seenBy(String userId) {
    return new SeenEvents(() -> setting.objects().seenBy(userId), schemas);
  }

  /** Closes the log; what is kept in a directory stays there. */
  @Override
  public void close() {
    log.close();
  }
}
