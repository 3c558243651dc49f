package dev.syncline.jdbc;

class PostgresVetoTest extends VetoKit {
  private final Access access = new PostgresAccess();

  @Override
  Access access() {
    return access;
  }
}
