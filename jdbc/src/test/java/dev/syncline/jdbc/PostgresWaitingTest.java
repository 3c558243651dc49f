package dev.syncline.jdbc;

class PostgresWaitingTest extends WaitingKit {
  private final Access access = new PostgresAccess();

  @Override
  Access access() {
    return access;
  }
}
