package dev.syncline.simulator.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** JSON that would have been sent, caught to be read again. */
public final class CaughtJson {
  private CaughtJson() {}

  /**
   * What the body writes.
   *
   * @throws ApiException if it turns out while it is made that the call is refused
   */
  public static JsonNode of(Reply.JsonBody body) throws IOException {
    var bytes = new ByteArrayOutputStream();
    JsonGenerator json = Json.generator(bytes, false);
    body.write(json);
    json.close();
    return Json.read(bytes.toByteArray());
  }
}
