package dev.syncline.engine.form;

import dev.syncline.model.FieldType;

/** Where texts may lose their end without becoming another value. */
final class Cuts {
  private Cuts() {}

  /** Not where a part of the value is another value, as in pick-lists and ids. */
  static boolean mayBeCut(FieldType type) {
    return switch (type) {
      case STRING, TEXTAREA, PHONE, URL, EMAIL, COMBOBOX, ENCRYPTEDSTRING -> true;
      case ID, REFERENCE, PICKLIST, MULTIPICKLIST, JSON, ADDRESS, LOCATION -> false;
      case BOOLEAN, INT, LONG, DOUBLE, CURRENCY, PERCENT, DATE, DATETIME, TIME -> false;
      case BASE64, ANYTYPE, COMPLEXVALUE -> false;
    };
  }

  static int characters(String text) {
    return text.codePointCount(0, text.length());
  }

  /** The first characters; a pair of surrogates is one. */
  static String beginning(String text, int characters) {
    return text.substring(0, text.offsetByCodePoints(0, characters));
  }

  static String words(int whole, int kept, String where) {
    return "was cut: it has %d characters, the %s holds %d".formatted(whole, where, kept);
  }
}
