package dev.syncline.app.wiring;

/** How a client of the user's reaches Syncline's own server. */
public record EmbeddedAccess(
    String host, int port, String database, String username, String password) {
  @Override
  public String toString() {
    return username + "@" + host + ":" + port + "/" + database;
  }
}
