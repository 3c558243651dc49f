package dev.syncline.benchmarks.kills;

import java.util.List;
import java.util.Random;

/**
 * The kinds of things that both sides hold. Leads have no key: whether one was made before the
 * process died must be looked up.
 */
enum Kind {
  ACCOUNT(
      "Account",
      "account",
      new Pair("Shop_Id__c", "shop_id"),
      new Pair("Name", "name"),
      new Pair("Site", "site")),
  CONTACT(
      "Contact",
      "contact",
      new Pair("Shop_Id__c", "shop_id"),
      new Pair("LastName", "last_name"),
      new Pair("Department", "department")),
  LEAD(
      "Lead",
      "prospect",
      new Pair("Company", "company"),
      new Pair("LastName", "last_name"),
      new Pair("Title", "title"));

  /** A field and its column. */
  private record Pair(String field, String column) {}

  /** The field that both sides write. */
  static final String SHARED = "Phone";

  /** The reference of contacts, written by the side that made them. */
  static final String PARENT = "AccountId";

  private final String object;
  private final String table;
  private final Pair mark;
  private final Pair ofDatabase;
  private final Pair ofOrg;

  /**
   * @param ofDatabase written by the application alone once the thing is there
   * @param ofOrg written by users of the org alone
   */
  Kind(String object, String table, Pair mark, Pair ofDatabase, Pair ofOrg) {
    this.object = object;
    this.table = table;
    this.mark = mark;
    this.ofDatabase = ofDatabase;
    this.ofOrg = ofOrg;
  }

  static Kind any(Random random) {
    return values()[random.nextInt(values().length)];
  }

  String object() {
    return object;
  }

  String table() {
    return table;
  }

  String markField() {
    return mark.field();
  }

  String markColumn() {
    return mark.column();
  }

  /** The field that the application alone writes once the thing is there; required. */
  String databaseField() {
    return ofDatabase.field();
  }

  String databaseColumn() {
    return ofDatabase.column();
  }

  /** The field that users of the org alone write. */
  String orgField() {
    return ofOrg.field();
  }

  String orgColumn() {
    return ofOrg.column();
  }

  /** The fields that are compared, besides the mark. */
  List<String> fields() {
    return this == CONTACT
        ? List.of(databaseField(), orgField(), SHARED, PARENT)
        : List.of(databaseField(), orgField(), SHARED);
  }
}
