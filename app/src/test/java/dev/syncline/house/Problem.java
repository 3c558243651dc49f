package dev.syncline.house;

/**
 * One place that breaks a rule, and how to mend it.
 *
 * @param file the source file, relative to the root of the checkout
 * @param line the line, from 1
 * @param fact what is there
 * @param remedy what to do about it
 */
record Problem(String file, long line, String fact, String remedy) {
  @Override
  public String toString() {
    return file + ":" + line + ": " + fact + "; " + remedy;
  }
}
