package dev.syncline.simulator.events;

import dev.syncline.simulator.data.OrgData;
import dev.syncline.simulator.data.Sight;
import dev.syncline.simulator.schema.Schema;

/** The objects of the org now, as they are and as its users see them. */
@FunctionalInterface
public interface OrgObjects {
  /** Every object with every field. */
  Schema whole();

  /**
   * What a user has a right to see: everything unless said otherwise.
   *
   * @param userId 18 characters
   */
  default Sight seenBy(String userId) {
    return Sight.ofEverything(whole());
  }

  /** The objects of an org, with the rights of its users. */
  static OrgObjects of(OrgData data) {
    return new OrgObjects() {
      @Override
      public Schema whole() {
        return data.schema();
      }

      @Override
      public Sight seenBy(String userId) {
        return data.sight(userId);
      }
    };
  }
}
