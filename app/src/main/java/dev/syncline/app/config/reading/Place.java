package dev.syncline.app.config.reading;

/**
 * A place in a file, counted from 1 as editors do.
 *
 * @param file the file as the user named it
 */
public record Place(String file, int line, int column) {
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
