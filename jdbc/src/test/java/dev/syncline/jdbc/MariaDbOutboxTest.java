package dev.syncline.jdbc;

class MariaDbOutboxTest extends OutboxKit {
  private final Access access = new MariaDbAccess();

  @Override
  Access access() {
    return access;
  }
}
