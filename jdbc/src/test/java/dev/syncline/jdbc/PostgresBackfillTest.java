package dev.syncline.jdbc;

class PostgresBackfillTest extends BackfillKit {
  private final Access access = new PostgresAccess();

  @Override
  Access access() {
    return access;
  }
}
