package dev.syncline.simulator.oauth;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Three users: the integration user, a colleague, and one who left. */
final class FewUsers implements Users {
  static final OrgUser INTEGRATION = user("005Sim000000001AAA", "integration@example.com", true);
  static final OrgUser COLLEAGUE = user("005Sim000000002AAA", "colleague@example.com", true);
  static final OrgUser GONE = user("005Sim000000003AAA", "gone@example.com", false);

  private static OrgUser user(String id, String username, boolean active) {
    return new OrgUser(id, username, username, "First", "Last", "Europe/Paris", active);
  }

  @Override
  public Optional<OrgUser> named(String username) {
    return all().filter(user -> user.username().equalsIgnoreCase(username)).findFirst();
  }

  @Override
  public Optional<OrgUser> withId(String id) {
    return all().filter(user -> user.id().equals(id)).findFirst();
  }

  private static Stream<OrgUser> all() {
    return List.of(INTEGRATION, COLLEAGUE, GONE).stream();
  }

  @Override
  public OrgUser integrationUser() {
    return INTEGRATION;
  }

  @Override
  public OrgUser otherUser() {
    return COLLEAGUE;
  }
}
