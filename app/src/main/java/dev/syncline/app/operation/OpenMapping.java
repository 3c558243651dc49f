package dev.syncline.app.operation;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.model.ColumnType;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.RowKey;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** A mapping with its names looked up, and both its ends. */
public record OpenMapping(ResolvedMapping resolved, Org org, Database database) {
  /** Opens a mapping to work on; its table is created if it is to be. */
  public static OpenMapping prepared(
      Connections connections, List<Mapping> all, Mapping mapping, Consumer<String> notes) {
    ResolvedMapping resolved =
        new MappingPreparation(connections, all).prepare(List.of(mapping), notes).getFirst();
    Database database = connections.database(mapping.database());
    Org org = connections.org(mapping.org());
    database.bindOrg(resolved, org.identity());
    return new OpenMapping(resolved, org, database);
  }

  /**
   * Opens a mapping to look at; empty where its table or Syncline's own are not there yet. Changes
   * nothing.
   */
  static Optional<OpenMapping> asItIs(
      Connections connections, List<Mapping> all, Mapping mapping, Consumer<String> notes) {
    Database database = connections.reach(mapping.database());
    if (!database.isInstalled() || database.describe(mapping.table()).isEmpty()) {
      return Optional.empty();
    }
    ResolvedMapping resolved = new MappingPreparation(connections, all).examine(mapping, notes);
    return Optional.of(new OpenMapping(resolved, connections.org(mapping.org()), database));
  }

  /** The mapping's name. */
  public MappingName name() {
    return resolved.mapping().name();
  }

  /** The mapping as the user said it. */
  public Mapping mapping() {
    return resolved.mapping();
  }

  /** What reads the mapping's records with the fields of its bindings. */
  RecordQuery query() {
    return new RecordQuery(
        resolved.object().name(),
        resolved.readFields(),
        mapping().where(),
        mapping().recordTypes());
  }

  /** The key of a row, if a key of the table can look like that. */
  Optional<RowKey> rowKey(String text) {
    boolean fits =
        !text.isEmpty()
            && switch (resolved.rowKey().type()) {
              case ColumnType.Whole whole -> isWhole(text, whole.bits());
              case ColumnType.Uuid _ -> isUuid(text);
              case ColumnType.Varchar _,
                  ColumnType.LongText _,
                  ColumnType.Other _,
                  ColumnType.Truth _,
                  ColumnType.Decimal _,
                  ColumnType.Floating _,
                  ColumnType.Date _,
                  ColumnType.Timestamp _,
                  ColumnType.TimeOfDay _,
                  ColumnType.Json _,
                  ColumnType.TextArray _ ->
                  true;
            };
    return fits ? Optional.of(new RowKey(canonical(text))) : Optional.empty();
  }

  /** As the database writes it, so that one row has one key. */
  private String canonical(String text) {
    return switch (resolved.rowKey().type()) {
      case ColumnType.Whole _ -> new BigInteger(text).toString();
      case ColumnType.Uuid _ -> text.toLowerCase(Locale.ROOT);
      case ColumnType.Varchar _,
          ColumnType.LongText _,
          ColumnType.Other _,
          ColumnType.Truth _,
          ColumnType.Decimal _,
          ColumnType.Floating _,
          ColumnType.Date _,
          ColumnType.Timestamp _,
          ColumnType.TimeOfDay _,
          ColumnType.Json _,
          ColumnType.TextArray _ ->
          text;
    };
  }

  private static boolean isWhole(String text, int bits) {
    if (!text.matches("-?\\d{1,19}")) {
      return false;
    }
    return new BigInteger(text).bitLength() < bits;
  }

  private static boolean isUuid(String text) {
    try {
      return UUID.fromString(text).toString().equalsIgnoreCase(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The failure of a command that asks for what a mapping of that direction does not do. */
  static MappingException wrongWay(Mapping mapping, String does) {
    return new MappingException(
        List.of(
            new Problem(
                "MAPPING-DIRECTION",
                ErrorClass.MAPPING,
                "mapping %s does not %s".formatted(mapping.name(), does),
                "give it direction '%s' or 'both'".formatted(does))));
  }
}
