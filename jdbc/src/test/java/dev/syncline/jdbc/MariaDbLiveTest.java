package dev.syncline.jdbc;

class MariaDbLiveTest extends LiveKit {
  private final Access access = new MariaDbAccess();

  @Override
  Access access() {
    return access;
  }
}
