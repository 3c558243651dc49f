package dev.syncline.app.operation;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.mapping.MappingResolver;
import dev.syncline.engine.mapping.Resolution;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.mapping.TableDesigner;
import dev.syncline.model.Column;
import dev.syncline.model.ColumnType;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.Problem;
import dev.syncline.model.TableDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes mappings ready to run: looks up their names on both sides and creates the tables that are
 * to be created. Nothing is created unless every mapping fits.
 */
public final class MappingPreparation {
  private final Connections connections;
  private final List<Mapping> all;

  /**
   * @param all every mapping of the configuration, to find parents among
   */
  public MappingPreparation(Connections connections, List<Mapping> all) {
    this.connections = connections;
    this.all = List.copyOf(all);
  }

  /**
   * The mappings with every name looked up, in the order given. Tables of parents that are not
   * among them are created too where their mappings say so.
   *
   * @param notes is told what the user should know
   * @throws MappingException if something does not fit
   */
  public List<ResolvedMapping> prepare(List<Mapping> wanted, Consumer<String> notes) {
    createTables(wanted);
    List<ResolvedMapping> resolved = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Mapping mapping : wanted) {
      Optional<TableDescription> table = database(mapping).describe(mapping.table());
      if (table.isEmpty()) {
        problems.add(noTable(mapping));
        continue;
      }
      switch (MappingResolver.resolve(mapping, object(mapping), table.get(), all)) {
        case Resolution.Resolved found -> {
          found.notes().forEach(notes);
          resolved.add(found.mapping());
        }
        case Resolution.Unresolved unresolved -> problems.addAll(unresolved.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new MappingException(problems);
    }
    return List.copyOf(resolved);
  }

  private void createTables(List<Mapping> wanted) {
    for (Mapping mapping : wanted) {
      if (mapping.create() && database(mapping).describe(mapping.table()).isEmpty()) {
        ObjectDescription object = object(mapping);
        database(mapping).create(TableDesigner.design(mapping, object, all, this::rowKeyType));
      }
    }
  }

  /** The type of the row key of a mapping's table, if the table is there. */
  private Optional<ColumnType> rowKeyType(MappingName name) {
    Optional<Mapping> mapping = all.stream().filter(m -> m.name().equals(name)).findFirst();
    return mapping.flatMap(
        m -> database(m).describe(m.table()).flatMap(table -> rowKey(m, table)).map(Column::type));
  }

  private static Optional<Column> rowKey(Mapping mapping, TableDescription table) {
    Optional<String> name = mapping.rowKey().map(key -> key.value());
    if (name.isEmpty() && table.primaryKey().size() == 1) {
      name = Optional.of(table.primaryKey().getFirst().value());
    }
    return name.flatMap(table::column);
  }

  private static Problem noTable(Mapping mapping) {
    return new Problem(
        "TABLE-MISSING",
        ErrorClass.MAPPING,
        "mapping %s: database %s has no table '%s'"
            .formatted(mapping.name(), mapping.database(), mapping.table()),
        "create the table, correct its name, or let Syncline create it with create: true");
  }

  private Database database(Mapping mapping) {
    return connections.database(mapping.database());
  }

  private ObjectDescription object(Mapping mapping) {
    return connections.org(mapping.org()).describe(mapping.object());
  }
}
