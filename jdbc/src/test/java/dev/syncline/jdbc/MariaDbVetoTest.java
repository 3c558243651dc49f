package dev.syncline.jdbc;

class MariaDbVetoTest extends VetoKit {
  private final Access access = new MariaDbAccess();

  @Override
  Access access() {
    return access;
  }
}
