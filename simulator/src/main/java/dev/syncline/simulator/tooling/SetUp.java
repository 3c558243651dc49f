package dev.syncline.simulator.tooling;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.http.ApiException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Records of one object that clients make, change and remove by the Tooling API. */
interface SetUp {
  /** All of them. */
  List<Row> rows();

  /**
   * Makes one, or changes the one of this name.
   *
   * @param fullName its developer name
   * @param metadata what is set
   * @return its id, 18 characters
   * @throws ApiException (400) if it cannot be
   */
  String save(String fullName, JsonNode metadata);

  /** Removes one. */
  void remove(Row row);

  /** The text of a property that must be there. */
  static String required(JsonNode metadata, String property) {
    String text = metadata.path(property).asString("");
    if (text.isBlank()) {
      throw new ApiException(
          400, "REQUIRED_FIELD_MISSING", "Required fields are missing: [" + property + "]");
    }
    return text;
  }

  /** A refusal of what is set. The wording is unverified. */
  static ApiException invalid(String reason) {
    return new ApiException(400, "INVALID_INPUT", reason);
  }
}
