package dev.syncline.jdbc.postgresql;

import dev.syncline.jdbc.dialect.SqlFailure;
import dev.syncline.jdbc.dialect.Trouble;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What PostgreSQL's error codes mean.
 *
 * <p>Source: PostgreSQL documentation, appendix "PostgreSQL Error Codes".
 */
final class PostgresFailures {
  private PostgresFailures() {}

  static SqlFailure of(SQLException cause) {
    ServerErrorMessage answer =
        cause instanceof PSQLException server ? server.getServerErrorMessage() : null;
    Trouble trouble = trouble(cause, answer);
    return trouble.failure(words(cause, answer));
  }

  private static Trouble trouble(SQLException cause, @Nullable ServerErrorMessage answer) {
    if (isDiskFull(cause)) {
      return Trouble.DISK_FULL;
    }
    String state = cause.getSQLState();
    if (state == null || state.length() < 5) {
      return Trouble.UNREACHABLE;
    }
    if (answer != null && PostgresDialect.BESIDE_ROWS.equals(answer.getSchema())) {
      return state.startsWith("23") ? Trouble.CONFLICT : Trouble.UNEXPECTED;
    }
    return switch (state) {
      case "28P01", "28000" -> Trouble.ACCESS;
      case "3D000" -> Trouble.UNKNOWN_DATABASE;
      case "57P01", "57P02", "57P03", "57P05" -> Trouble.UNREACHABLE;
      case "40001", "40P01", "55P03", "57014", "25P02", "25P03" -> Trouble.CONFLICT;
      case "25006" -> Trouble.READ_ONLY;
      case "53300" -> Trouble.CONNECTIONS;
      case "53100" -> Trouble.DISK_FULL;
      case "53200", "53000" -> Trouble.MEMORY;
      case "42501" -> Trouble.PERMISSION;
      case "0A000" -> Trouble.UNSUPPORTED;
      case "23505", "23P01" -> Trouble.DUPLICATE;
      case "23503", "23001" -> Trouble.REFERENCE;
      case "23502" -> Trouble.NULL;
      case "22001" -> Trouble.TOO_LONG;
      case "22003" -> Trouble.NUMBER_RANGE;
      default -> byClass(state);
    };
  }

  private static Trouble byClass(String state) {
    return switch (state.substring(0, 2)) {
      case "08" -> Trouble.UNREACHABLE;
      case "22" -> Trouble.BAD_VALUE;
      case "23", "44" -> Trouble.CHECK;
      case "54" -> Trouble.TOO_WIDE;
      case "P0", "09", "38", "39", "21" -> Trouble.TRIGGER;
      case "42", "3F" -> Trouble.SCHEMA;
      default -> Trouble.UNEXPECTED;
    };
  }

  private static boolean isDiskFull(SQLException cause) {
    String words = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    return words.contains("no space left on device") || words.contains("disk quota exceeded");
  }

  private static String words(SQLException cause, @Nullable ServerErrorMessage answer) {
    if (answer == null || answer.getMessage() == null) {
      return String.valueOf(cause.getMessage());
    }
    String detail = answer.getDetail() == null ? "" : ". " + answer.getDetail();
    return answer.getMessage() + detail;
  }
}
