package dev.syncline.jdbc;

class PostgresHistoryTest extends HistoryKit {
  private final Access access = new PostgresAccess();

  @Override
  Access access() {
    return access;
  }
}
