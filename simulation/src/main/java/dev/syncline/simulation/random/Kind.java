package dev.syncline.simulation.random;

import java.util.List;
import java.util.Optional;

/** The kinds of things that both sides hold. */
enum Kind {
  ACCOUNT(
      "Account",
      "accounts",
      List.of(
          new Attribute("Name", "name", false, null),
          new Attribute("Phone", "phone", false, null),
          new Attribute("NumberOfEmployees", "employees", true, null),
          new Attribute("ParentId", "parent_id", false, "Account"))),
  CONTACT(
      "Contact",
      "contacts",
      List.of(
          new Attribute("LastName", "last_name", false, null),
          new Attribute("FirstName", "first_name", false, null),
          new Attribute("Title", "title", false, null),
          new Attribute("AccountId", "account_id", false, "Account"),
          new Attribute("ReportsToId", "reports_to_id", false, "Contact")));

  /** The field that carries the mark, on both kinds. */
  static final String MARK_FIELD = "Ref__c";

  static final String MARK_COLUMN = "ref";

  /** The field of contacts that gets the name of the account's row; nobody else writes it. */
  static final String COMPANY_FIELD = "Company__c";

  /** The column by which contacts refer to accounts. */
  static final String COMPANY_REFERENCE = "account_id";

  /** The column that the field gets. */
  static final String COMPANY_COLUMN = "name";

  /**
   * A field and its column.
   *
   * @param isNumber whether values are whole numbers, not texts
   * @param parent the object that it refers to; null for a value
   */
  record Attribute(
      String field,
      String column,
      boolean isNumber,
      @org.jspecify.annotations.Nullable String parent) {
    boolean isReference() {
      return parent != null;
    }

    /** The kind that it refers to. */
    Optional<Kind> target() {
      return List.of(values()).stream().filter(k -> k.object.equals(parent)).findFirst();
    }
  }

  private final String object;
  private final String table;
  private final List<Attribute> attributes;

  Kind(String object, String table, List<Attribute> attributes) {
    this.object = object;
    this.table = table;
    this.attributes = attributes;
  }

  String object() {
    return object;
  }

  String table() {
    return table;
  }

  List<Attribute> attributes() {
    return attributes;
  }

  /** The field without which there is no record. */
  Attribute required() {
    return attributes.getFirst();
  }
}
