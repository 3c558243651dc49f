package dev.syncline.simulator.rest;

import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.http.ApiVersion;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.schema.Schema;
import java.util.function.Function;

/**
 * What statements are asked of.
 *
 * @param schema the objects and fields that a caller's statements may name
 * @param view what a caller sees
 * @param folder where its resources lie, below the folder of the version, such as {@code /tooling}
 */
public record QuerySource(
    Function<Call, Schema> schema, Function<Call, Snapshot> view, String folder) {
  /** The records of an org. */
  static QuerySource of(Org org) {
    return new QuerySource(org::schema, org::view, "");
  }

  /** Where its resources lie, from the root of the instance. */
  String root(ApiVersion version) {
    return version.path() + folder;
  }

  /** Whether answers tell the size and the type of their records as the Tooling API does. */
  boolean isTooling() {
    return !folder.isEmpty();
  }
}
