package dev.syncline.jdbc;

class PostgresLiveTest extends LiveKit {
  private final Access access = new PostgresAccess();

  @Override
  Access access() {
    return access;
  }
}
