package dev.syncline.salesforce.write;

import dev.syncline.model.ErrorClass;
import dev.syncline.model.Field;
import dev.syncline.model.FieldName;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordResult;
import dev.syncline.model.RecordResult.Effect;
import dev.syncline.model.RecordResult.Refusal;
import dev.syncline.model.RecordWrite;
import dev.syncline.salesforce.rest.ErrorTable;
import dev.syncline.salesforce.rest.OrgError;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What it means for a write that the org refused it with these errors.
 *
 * <p>Source: SOAP API Developer Guide, StatusCode; REST API Developer Guide, "Status Codes and
 * Error Responses". Which code an org chooses for a parent or a record that is not there is partly
 * unverified, so both usual ones are understood.
 */
public final class RefusedRow {
  private static final int OK = 200;
  private static final int MAX_WORDS = 2_000;
  private static final String UNNAMED = "ROW-REFUSED-";
  private static final String NO_PARENT = "INVALID_CROSS_REFERENCE_KEY";

  /** Codes that say of the written record itself that it is not there. */
  private static final Set<String> NOT_THERE = Set.of("ENTITY_IS_DELETED", "NOT_FOUND", NO_PARENT);

  private static final Pattern DUPLICATED = Pattern.compile("duplicate value found: (\\S+) dupl");

  private final ObjectDescription object;

  /** Refusals of writes to an object. */
  public RefusedRow(ObjectDescription object) {
    this.object = object;
  }

  /**
   * The result of a write that was refused; a record that was to be deleted and is not there any
   * more is as asked.
   *
   * @param errors the org's, the first one being what decides; may be empty
   */
  public RecordResult result(RecordWrite write, List<OrgError> errors) {
    OrgError first = errors.isEmpty() ? new OrgError("REFUSED", "", List.of()) : errors.getFirst();
    if (write instanceof RecordWrite.Delete(var row, var id) && isNotThere(first)) {
      return new RecordResult.Done(row, id, Effect.ALREADY_GONE);
    }
    Problem problem = problem(first, errors);
    return new RecordResult.Refused(write.row(), refusal(write, first, problem), problem);
  }

  private Refusal refusal(RecordWrite write, OrgError error, Problem problem) {
    if (write instanceof RecordWrite.Update && isNotThere(error)) {
      return Refusal.GONE;
    }
    if (write instanceof RecordWrite.Upsert upsert && isRaced(upsert, error)) {
      return Refusal.RACED;
    }
    return switch (problem.code()) {
      case "LOCK-ROW" -> Refusal.LOCKED;
      case "ROW-KEY-NOT-UNIQUE" -> Refusal.AMBIGUOUS;
      case "ROW-ROLLED-BACK" -> Refusal.ROLLED_BACK;
      default ->
          switch (problem.errorClass()) {
            case TRANSIENT, LIMIT -> Refusal.PASSING;
            case DATA, MAPPING, ACCESS, BUG -> Refusal.PERMANENT;
          };
    };
  }

  /** An error that names a field is about what the field refers to. */
  private static boolean isNotThere(OrgError error) {
    return NOT_THERE.contains(error.code())
        && error.fields().stream().allMatch(field -> field.equalsIgnoreCase("Id"));
  }

  private boolean isRaced(RecordWrite.Upsert upsert, OrgError error) {
    if (!error.code().equals("DUPLICATE_VALUE")) {
      return false;
    }
    String key = upsert.keyField().value();
    Matcher named = DUPLICATED.matcher(error.message());
    String field = named.find() ? named.group(1) : "<unknown>";
    return field.equalsIgnoreCase(key)
        || error.fields().stream().anyMatch(key::equalsIgnoreCase)
        || (field.startsWith("<") && error.fields().isEmpty() && isOnlyUnique(upsert.keyField()));
  }

  /** Whether nothing but the key can be what a value was a duplicate of. */
  private boolean isOnlyUnique(FieldName key) {
    return object.fields().stream()
        .filter(field -> field.flags().unique())
        .map(Field::name)
        .allMatch(name -> name.value().equalsIgnoreCase(key.value()));
  }

  private static Problem problem(OrgError first, List<OrgError> errors) {
    ErrorTable.Meaning meaning = meaning(first);
    String words = errors.stream().map(RefusedRow::words).collect(Collectors.joining("; "));
    return meaning.problem(words.isBlank() ? "The org refused the record without words" : words);
  }

  private static ErrorTable.Meaning meaning(OrgError error) {
    boolean noParent =
        error.code().equals("INVALID_FIELD") && error.message().contains("Foreign key external ID");
    String code = noParent ? NO_PARENT : error.code();
    ErrorTable.Meaning known = ErrorTable.meaning(OK, code, error.message());
    return known.code().equals("ORG-REFUSED")
        ? new ErrorTable.Meaning(
            UNNAMED + error.code().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "-"),
            ErrorClass.DATA,
            known.repeat(),
            "Salesforce's words say why: change the row, the record, or the org's rule.")
        : known;
  }

  private static String words(OrgError error) {
    String fields =
        error.fields().isEmpty() ? "" : " (fields: " + String.join(", ", error.fields()) + ")";
    String words = error.code() + ": " + error.message() + fields;
    return words.length() > MAX_WORDS ? words.substring(0, MAX_WORDS) + "…" : words;
  }
}
