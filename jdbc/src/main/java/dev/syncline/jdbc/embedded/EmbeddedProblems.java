package dev.syncline.jdbc.embedded;

import dev.syncline.engine.database.DatabaseException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What can be wrong with the embedded server, in words that say what to do. */
final class EmbeddedProblems {
  private EmbeddedProblems() {}

  static DatabaseException unsupportedMachine(String system, String architecture) {
    return new DatabaseException(
        new Problem(
            "DB-EMBEDDED-UNSUPPORTED",
            ErrorClass.MAPPING,
            "There is no embedded PostgreSQL for " + system + " on " + architecture,
            "Name a PostgreSQL server of your own in the configuration (home.url)"));
  }

  static DatabaseException noUnprivilegedUser(String tried) {
    return new DatabaseException(
        new Problem(
            "DB-EMBEDDED-ROOT",
            ErrorClass.ACCESS,
            "PostgreSQL refuses to run as root, and no way to another user works here: " + tried,
            "Run Syncline as an ordinary user, or install util-linux (unshare, setpriv, runuser),"
                + " or name a PostgreSQL server of your own in the configuration"));
  }

  static DatabaseException unreachableDirectory(Path directory, String user) {
    return new DatabaseException(
        new Problem(
            "DB-EMBEDDED-DIRECTORY",
            ErrorClass.ACCESS,
            "As root, the embedded PostgreSQL runs as the user '"
                + user
                + "', who cannot enter "
                + directory,
            "Choose a data directory that others may enter, or run Syncline as an ordinary user"));
  }

  static DatabaseException otherVersion(Path data, String found, String expected) {
    return new DatabaseException(
        new Problem(
            "DB-EMBEDDED-VERSION",
            ErrorClass.MAPPING,
            data + " was made by PostgreSQL " + found + ", this Syncline has " + expected,
            "Run the Syncline version that made it and export its data, or upgrade it with"
                + " pg_upgrade, or choose another data directory"));
  }

  static DatabaseException notOurDirectory(Path data) {
    return new DatabaseException(
        new Problem(
            "DB-EMBEDDED-DIRECTORY",
            ErrorClass.MAPPING,
            data + " is there, but it is not a PostgreSQL data directory (no file PG_VERSION)",
            "Move it away, or choose another data directory"));
  }

  static DatabaseException badName(String database) {
    return new DatabaseException(
        new Problem(
            "DB-EMBEDDED-NAME",
            ErrorClass.MAPPING,
            "The embedded PostgreSQL takes no database called "
                + database
                + ": PostgreSQL keeps the name for itself, or it is longer than 63 bytes",
            "Choose another name for the database in the configuration"));
  }

  static DatabaseException passwordLost(Path password, Path data) {
    return new DatabaseException(
        new Problem(
            "DB-EMBEDDED-PASSWORD",
            ErrorClass.ACCESS,
            "The password file " + password + " of the embedded PostgreSQL is gone or wrong",
            "Restore it from your backup; it belongs to " + data));
  }

  static DatabaseException alreadyUsedHere(Path directory) {
    return new DatabaseException(
        new Problem(
            "DB-EMBEDDED-IN-USE",
            ErrorClass.BUG,
            "This process has already opened the embedded PostgreSQL in " + directory,
            "Share the one that is open"));
  }

  static DatabaseException lockBusy(Path lock, String deadline) {
    return new DatabaseException(
        new Problem(
            "DB-EMBEDDED-BUSY",
            ErrorClass.TRANSIENT,
            "Another process has been starting or stopping the embedded PostgreSQL for longer than "
                + deadline
                + " (lock "
                + lock
                + ")",
            "Try again; if it stays so, look for a syncline process that hangs"));
  }

  static DatabaseException notWritable(Path path, Exception cause) {
    String words = String.valueOf(cause.getMessage());
    if (isDiskFull(words)) {
      return diskFull(path, words, cause);
    }
    return new DatabaseException(
        new Problem(
            "DB-EMBEDDED-DIRECTORY",
            ErrorClass.ACCESS,
            "The embedded PostgreSQL cannot use " + path + ": " + describe(cause),
            "Make the directory writable for the user who runs Syncline, or choose another one"),
        cause);
  }

  /** A server program ended with an error; its own words decide what it was. */
  static DatabaseException commandFailed(String what, Path log, String words) {
    if (isDiskFull(words)) {
      return diskFull(log.toAbsolutePath().getParent(), words, null);
    }
    return new DatabaseException(
        new Problem(
            "DB-EMBEDDED-START",
            ErrorClass.ACCESS,
            what + " failed: " + words.strip(),
            "See " + log + "; the words above are PostgreSQL's own"));
  }

  static DatabaseException noAnswer(Path log, String words) {
    return new DatabaseException(
        new Problem(
            "DB-EMBEDDED-START",
            ErrorClass.TRANSIENT,
            "The embedded PostgreSQL runs but does not take connections: " + words.strip(),
            "See " + log + "; it may still be recovering from a crash, then try again"));
  }

  static boolean isDiskFull(String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    return lower.contains("no space left on device") || lower.contains("disk quota exceeded");
  }

  static DatabaseException diskFull(@Nullable Path where, String words, @Nullable Throwable cause) {
    return new DatabaseException(
        new Problem(
            "DB-DISK-FULL",
            ErrorClass.LIMIT,
            "The disk of the embedded PostgreSQL is full (" + where + "): " + reason(words),
            "Free some space there and start again; what is committed is safe"),
        cause);
  }

  /** The line that says it: a server program prints many. */
  private static String reason(String words) {
    return words.lines().filter(EmbeddedProblems::isDiskFull).findFirst().orElse(words).strip();
  }

  private static String describe(Exception cause) {
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }
}
