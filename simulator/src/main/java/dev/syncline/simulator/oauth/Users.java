package dev.syncline.simulator.oauth;

import java.util.Optional;

/** The users of the org. */
public interface Users {
  /** The user with this username, whatever its case. */
  Optional<OrgUser> named(String username);

  /** The user with this id of 18 characters. */
  Optional<OrgUser> withId(String id);

  /** The user whom the connected application runs as and whom the administrator approved. */
  OrgUser integrationUser();

  /** An active user who is not the integration user, to write behind its back. */
  OrgUser otherUser();
}
