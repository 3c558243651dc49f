package dev.syncline.jdbc;

class PostgresOutboxTest extends OutboxKit {
  private final Access access = new PostgresAccess();

  @Override
  Access access() {
    return access;
  }
}
