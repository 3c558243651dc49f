package dev.syncline.app.config.shape;

/** Forms of the names under which a group of keys holds its members. */
public enum Names {
  /** A name that the user chooses. */
  CHOSEN("[A-Za-z][A-Za-z0-9_-]{0,62}", "a name of letters, digits, '_' and '-', letter first"),
  /** The API name of a field. */
  FIELD("[A-Za-z][A-Za-z0-9_]{0,79}", "the API name of a field, such as LastName"),
  /** The API name of a field, or the way to one of a parent. */
  FIELD_OR_PARENT(
      "[A-Za-z][A-Za-z0-9_]{0,79}(\\.[A-Za-z][A-Za-z0-9_]{0,79}){0,5}",
      "the API name of a field, such as LastName or Account.Name"),
  /** The name of a column. */
  COLUMN("[^\\s.\"`]{1,63}", "the name of a column, such as last_name");

  private final String pattern;
  private final String says;

  Names(String pattern, String says) {
    this.pattern = pattern;
    this.says = says;
  }

  /** The form as a regular expression for the whole name. */
  public String pattern() {
    return pattern;
  }

  /** The form in words. */
  public String says() {
    return says;
  }
}
