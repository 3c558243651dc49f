package dev.syncline.benchmarks.connector;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What records show in the end, by the number of their change set.
 *
 * @param records each field's text by its name
 */
record EndState(Map<Integer, Map<String, String>> records) {
  /** Reads the records of one way by plain REST. */
  static EndState read(PlainRest rest, Way way) throws IOException, InterruptedException {
    String columns = "Key__c," + String.join(",", ChangeSets.FIELDS);
    Map<Integer, Map<String, String>> records = new TreeMap<>();
    for (JsonNode node :
        rest.query("SELECT " + columns + " FROM Proof__c WHERE Key__c LIKE '" + way + "-%'")) {
      String key = node.get("Key__c").asString();
      Map<String, String> shown = new LinkedHashMap<>();
      ChangeSets.FIELDS.forEach(field -> shown.put(field, text(node.get(field))));
      records.put(Integer.parseInt(key.substring(key.indexOf('-') + 1)), shown);
    }
    return new EndState(records);
  }

  /** How many records are not the same in another state; the first ones are told. */
  long different(EndState other, String what) {
    long different = 0;
    var all = new TreeMap<>(records);
    other.records.forEach(all::putIfAbsent);
    for (Integer number : all.keySet()) {
      Map<String, String> left = records.get(number);
      Map<String, String> right = other.records.get(number);
      if (!Objects.equals(left, right)) {
        different++;
        if (different <= 3) {
          System.err.println(what + " differs in set " + number + ": " + left + " / " + right);
        }
      }
    }
    return different;
  }

  static String number(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static String text(JsonNode value) {
    return value.isNumber() ? number(value.decimalValue()) : value.asString("null");
  }
}
