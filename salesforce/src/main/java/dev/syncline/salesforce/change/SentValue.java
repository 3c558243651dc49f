package dev.syncline.salesforce.change;

import dev.syncline.model.FieldType;
import dev.syncline.model.RecordId;
import dev.syncline.model.Value;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compares a value that was sent with the one that a record holds, past what an org does to values
 * by itself: it trims texts, has no empty ones, keeps whole seconds, reorders what is selected.
 */
final class SentValue {
  private SentValue() {}

  static boolean isHeld(FieldType type, Value sent, Value held) {
    if (isNothing(sent) || isNothing(held)) {
      return isNothing(sent) && isNothing(held);
    }
    if (sent instanceof Value.Text(String left) && held instanceof Value.Text(String right)) {
      return text(type, tidied(left), tidied(right));
    }
    if (sent instanceof Value.Moment left && held instanceof Value.Moment right) {
      return left.instant()
          .truncatedTo(ChronoUnit.SECONDS)
          .equals(right.instant().truncatedTo(ChronoUnit.SECONDS));
    }
    if (sent instanceof Value.TimeOfDay left && held instanceof Value.TimeOfDay right) {
      return left.time()
          .truncatedTo(ChronoUnit.MILLIS)
          .equals(right.time().truncatedTo(ChronoUnit.MILLIS));
    }
    return sent.equals(held);
  }

  private static boolean text(FieldType type, String left, String right) {
    return switch (type) {
      case MULTIPICKLIST -> chosen(left).equals(chosen(right));
      case ID, REFERENCE -> {
        Optional<RecordId> id = RecordId.parse(left);
        yield id.isPresent() ? id.equals(RecordId.parse(right)) : left.equals(right);
      }
      case EMAIL -> left.equalsIgnoreCase(right);
      case STRING, TEXTAREA, BOOLEAN, INT, LONG, DOUBLE, CURRENCY, PERCENT -> left.equals(right);
      case DATE, DATETIME, TIME, PICKLIST, COMBOBOX, PHONE, URL -> left.equals(right);
      case ENCRYPTEDSTRING, BASE64, ANYTYPE, ADDRESS, LOCATION -> left.equals(right);
      case COMPLEXVALUE, JSON -> left.equals(right);
    };
  }

  private static boolean isNothing(Value value) {
    return value.equals(Value.NULL) || (value instanceof Value.Text(String text) && text.isBlank());
  }

  private static String tidied(String text) {
    return text.strip().replace("\r\n", "\n").replace('\r', '\n');
  }

  private static Set<String> chosen(String text) {
    return Set.copyOf(List.of(text.split("\\s*;\\s*")));
  }
}
