package dev.syncline.jdbc.page;

import dev.syncline.model.Alteration;

/** What rules of fields have changed, as the history keeps it: JSON without any value. */
public final class AlterationText {
  private AlterationText() {}

  /** One alteration as a JSON object. */
  public static String of(Alteration alteration) {
    var json = new Bytes();
    put(json, alteration);
    return json.toString();
  }

  static void put(Bytes json, Alteration alteration) {
    json.putAscii("{\"field\":");
    JsonText.putString(json, alteration.field().value());
    json.putAscii(",\"code\":");
    JsonText.putString(json, alteration.code());
    json.putAscii(",\"message\":");
    JsonText.putString(json, "the value " + alteration.what());
    json.put('}');
  }
}
