package dev.syncline.jdbc.mariadb;

import dev.syncline.jdbc.dialect.SqlFailure;
import dev.syncline.jdbc.dialect.Trouble;
import java.sql.SQLException;

/**
 * What MariaDB's error numbers mean.
 *
 * <p>Source: MariaDB documentation, "MariaDB Error Codes".
 */
final class MariaDbFailures {
  private MariaDbFailures() {}

  static SqlFailure of(SQLException cause) {
    return trouble(cause).failure(String.valueOf(cause.getMessage()));
  }

  private static Trouble trouble(SQLException cause) {
    return switch (cause.getErrorCode()) {
      case 1045, 1698, 1862 -> Trouble.ACCESS;
      case 1044, 1142, 1143, 1227, 1370, 1410 -> Trouble.PERMISSION;
      case 1049 -> Trouble.UNKNOWN_DATABASE;
      case 1040, 1203, 1226 -> Trouble.CONNECTIONS;
      case 1205, 1467, 1213, 1020, 3572, 1969 -> Trouble.CONFLICT;
      case 1021, 1114, 28, 3, 1026 -> Trouble.DISK_FULL;
      case 1037, 1038, 1041 -> Trouble.MEMORY;
      case 1290, 1792, 1836 -> Trouble.READ_ONLY;
      case 1022, 1062, 1169, 1586 -> Trouble.DUPLICATE;
      case 1216, 1217, 1451, 1452 -> Trouble.REFERENCE;
      case 4025, 3819 -> Trouble.CHECK;
      case 1048, 1364 -> Trouble.NULL;
      case 1406, 1265 -> Trouble.TOO_LONG;
      case 1264, 1690 -> Trouble.NUMBER_RANGE;
      case 1292, 1366, 1367, 1411, 3140, 4038 -> Trouble.BAD_VALUE;
      case 1118, 1071, 1153 -> Trouble.TOO_WIDE;
      case 1644, 1643 -> Trouble.TRIGGER;
      case 1054, 1109, 1146, 1051 -> Trouble.SCHEMA;
      case 1235 -> Trouble.UNSUPPORTED;
      case 1053, 1077, 1152, 1158, 1159, 1160, 1161, 1184, 1927 -> Trouble.UNREACHABLE;
      default -> byState(cause);
    };
  }

  private static Trouble byState(SQLException cause) {
    String state = cause.getSQLState();
    if (state == null || state.length() < 2) {
      return Trouble.UNREACHABLE;
    }
    return switch (state.substring(0, 2)) {
      case "08" -> Trouble.UNREACHABLE;
      case "28" -> Trouble.ACCESS;
      case "40" -> Trouble.CONFLICT;
      case "22" -> Trouble.BAD_VALUE;
      case "23" -> Trouble.CHECK;
      case "45" -> Trouble.TRIGGER;
      case "42" -> Trouble.SCHEMA;
      default -> Trouble.UNEXPECTED;
    };
  }
}
