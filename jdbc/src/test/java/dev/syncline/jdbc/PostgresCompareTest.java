package dev.syncline.jdbc;

class PostgresCompareTest extends CompareKit {
  private final Access access = new PostgresAccess();

  @Override
  Access access() {
    return access;
  }
}
