package dev.syncline.simulator.data;

import dev.syncline.simulator.schema.Schema;
import java.time.InstantSource;

/** The records of one org: generated from a seed, overlaid by what was written. */
public final class OrgData implements AutoCloseable {
  private final Schema schema;

  private OrgData(Schema schema) {
    this.schema = schema;
  }

  /**
   * Opens an org: makes it, or continues with what its data directory holds.
   *
   * @throws IllegalArgumentException if the settings name an unknown object or do not fit what the
   *     data directory was made with; the message says what to change
   */
  public static OrgData open(OrgSettings settings, Schema schema, InstantSource clock) {
    return new OrgData(schema);
  }

  /** The schema in force. */
  public Schema schema() {
    return schema;
  }

  /** The org's id, 18 characters, prefix 00D. */
  public String organizationId() {
    throw new UnsupportedOperationException();
  }

  /** The user that tokens are issued for, 18 characters; a record of User. */
  public String integrationUserId() {
    throw new UnsupportedOperationException();
  }

  /** What is committed now. Never waits. */
  public Snapshot snapshot() {
    throw new UnsupportedOperationException();
  }

  /** Begins a transaction; its stamp is now. */
  public Transaction begin(Actor actor) {
    throw new UnsupportedOperationException(actor.userId());
  }

  /** Adds a listener; it hears of commits from the next one on. */
  public void addListener(CommitListener listener) {
    throw new UnsupportedOperationException(listener.toString());
  }

  @Override
  public void close() {}
}
