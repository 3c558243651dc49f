package dev.syncline.benchmarks.kills;

import java.util.List;
import java.util.Random;

/**
 * The kinds of things that both sides hold. Leads have no key: whether one was made before the
 * process died must be looked up.
 */
enum Kind {
  ACCOUNT("Account", "account", "Shop_Id__c", "shop_id", "Name", "name", "Site", "site"),
  CONTACT(
      "Contact",
      "contact",
      "Shop_Id__c",
      "shop_id",
      "LastName",
      "last_name",
      "Department",
      "department"),
  LEAD("Lead", "prospect", "Company", "company", "LastName", "last_name", "Title", "title");

  /** The field that both sides write. */
  static final String SHARED = "Phone";

  /** The reference of contacts, written by the side that made them. */
  static final String PARENT = "AccountId";

  private final String object;
  private final String table;
  private final String markField;
  private final String markColumn;
  private final String databaseField;
  private final String databaseColumn;
  private final String orgField;
  private final String orgColumn;

  Kind(
      String object,
      String table,
      String markField,
      String markColumn,
      String databaseField,
      String databaseColumn,
      String orgField,
      String orgColumn) {
    this.object = object;
    this.table = table;
    this.markField = markField;
    this.markColumn = markColumn;
    this.databaseField = databaseField;
    this.databaseColumn = databaseColumn;
    this.orgField = orgField;
    this.orgColumn = orgColumn;
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
    return markField;
  }

  String markColumn() {
    return markColumn;
  }

  /** The field that the application alone writes once the thing is there; required. */
  String databaseField() {
    return databaseField;
  }

  String databaseColumn() {
    return databaseColumn;
  }

  /** The field that users of the org alone write. */
  String orgField() {
    return orgField;
  }

  String orgColumn() {
    return orgColumn;
  }

  /** The fields that are compared, besides the mark. */
  List<String> fields() {
    return this == CONTACT
        ? List.of(databaseField, orgField, SHARED, PARENT)
        : List.of(databaseField, orgField, SHARED);
  }
}
