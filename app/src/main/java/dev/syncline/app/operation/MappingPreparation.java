package dev.syncline.app.operation;

import dev.syncline.app.expression.CelExpressions;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Revisions.Author;
import dev.syncline.engine.drift.DriftPlan;
import dev.syncline.engine.hook.MappingHooks;
import dev.syncline.engine.mapping.MappingResolver;
import dev.syncline.engine.mapping.Resolution;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.mapping.TableDesign;
import dev.syncline.engine.mapping.TableDesign.ColumnDesign;
import dev.syncline.engine.mapping.TableDesigner;
import dev.syncline.model.Column;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ColumnType;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.FieldMapping;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldSource;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.Problem;
import dev.syncline.model.TableDescription;
import dev.syncline.model.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes mappings ready to run: looks up their names on both sides and creates the tables that are
 * to be created. No table is created unless every mapping fits.
 */
public final class MappingPreparation {
  private final Connections connections;
  private final List<Mapping> all;
  private final Optional<DriftGuard> guard;
  private final RevisionBook book;

  /**
   * @param all every mapping of the configuration, to find parents among
   */
  public MappingPreparation(Connections connections, List<Mapping> all) {
    this(connections, all, new RevisionBook(connections, Author.RUN));
  }

  private MappingPreparation(Connections connections, List<Mapping> all, RevisionBook book) {
    this(connections, all, Optional.of(new DriftGuard(connections)), book);
  }

  private MappingPreparation(
      Connections connections, List<Mapping> all, Optional<DriftGuard> guard, RevisionBook book) {
    this.connections = connections;
    this.all = List.copyOf(all);
    this.guard = guard;
    this.book = book;
  }

  /** Preparation that keeps what mappings say as applied by a person. */
  static MappingPreparation applying(Connections connections, List<Mapping> all) {
    return new MappingPreparation(connections, all, new RevisionBook(connections, Author.APPLY));
  }

  /** Preparation of mappings that run already: what they say must be what holds by now. */
  static MappingPreparation running(Connections connections, List<Mapping> all) {
    return new MappingPreparation(connections, all, RevisionBook.reading(connections));
  }

  /** Preparation that does not look at what schemas were like before. */
  static MappingPreparation unguarded(Connections connections, List<Mapping> all) {
    var book = new RevisionBook(connections, Author.RUN);
    return new MappingPreparation(connections, all, Optional.empty(), book);
  }

  /**
   * The mappings with every name looked up, in the order given.
   *
   * @param notes is told what the user should know
   * @throws MappingException if something does not fit
   */
  public List<ResolvedMapping> prepare(List<Mapping> wanted, Consumer<String> notes) {
    wanted.forEach(book::require);
    Map<Mapping, TableDesign> designs = new LinkedHashMap<>();
    Map<Mapping, DriftPlan> stopped = new LinkedHashMap<>();
    List<ResolvedMapping> resolved;
    try {
      resolved = resolve(wanted, designs, stopped, notes);
    } catch (MappingException e) {
      stopped.forEach((mapping, plan) -> guard.ifPresent(g -> g.stopped(mapping, plan)));
      throw e;
    }
    if (!designs.isEmpty()) {
      designs.forEach((mapping, design) -> connections.database(mapping.database()).create(design));
      resolved = resolve(wanted, new LinkedHashMap<>(), new LinkedHashMap<>(), _ -> {});
    }
    if (guard.isPresent()) {
      resolved.forEach(mapping -> connections.requireSame(mapping.mapping()));
    }
    resolved.forEach(this::remember);
    resolved.forEach(book::keep);
    return resolved;
  }

  private void remember(ResolvedMapping mapping) {
    guard.ifPresent(
        g -> {
          Mapping said = named(mapping);
          g.remember(mapping, g.plan(said, object(said), mapping.table()));
        });
  }

  private Mapping named(ResolvedMapping mapping) {
    MappingName name = mapping.mapping().name();
    return all.stream().filter(m -> m.name().equals(name)).findFirst().orElse(mapping.mapping());
  }

  /**
   * The mapping with every name looked up, as it would be once its table is created. Changes
   * nothing.
   *
   * @param notes is told what the user should know
   * @throws MappingException if something does not fit
   */
  public ResolvedMapping examine(Mapping mapping, Consumer<String> notes) {
    return resolve(List.of(mapping), new LinkedHashMap<>(), new LinkedHashMap<>(), notes)
        .getFirst();
  }

  /**
   * The mapping as it would be once its table has the columns that it lacks. Changes nothing.
   *
   * @param missing is told the columns that are to be added
   * @throws MappingException if something does not fit even then
   */
  ResolvedMapping foresee(
      Mapping mapping, Consumer<List<ColumnDesign>> missing, Consumer<String> notes) {
    Optional<TableDescription> table = table(mapping);
    if (table.isEmpty()) {
      return examine(mapping, notes);
    }
    List<ColumnDesign> columns =
        TableDesigner.missing(mapping, object(mapping), table.get(), all, this::rowKeyType);
    TableDescription with = TableDesigner.with(table.get(), columns);
    List<Problem> problems = new ArrayList<>();
    DriftPlan plan = guard.map(g -> g.plan(mapping, object(mapping), with)).orElse(DriftPlan.NONE);
    problems.addAll(DriftGuard.stops(mapping, plan));
    Optional<ResolvedMapping> resolved = resolve(mapping, with, plan, notes, problems);
    if (resolved.isEmpty() || !problems.isEmpty()) {
      throw new MappingException(problems);
    }
    missing.accept(columns);
    return resolved.get();
  }

  /**
   * Resolves mappings; the designs of tables that are yet to be created and the plans of mappings
   * that stand still are added to the maps.
   */
  private List<ResolvedMapping> resolve(
      List<Mapping> wanted,
      Map<Mapping, TableDesign> designs,
      Map<Mapping, DriftPlan> stopped,
      Consumer<String> notes) {
    List<ResolvedMapping> resolved = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Mapping mapping : wanted) {
      Optional<TableDescription> table = table(mapping);
      DriftPlan plan =
          guard
              .map(
                  g ->
                      table
                          .map(t -> g.plan(mapping, object(mapping), t))
                          .orElseGet(() -> g.withoutTable(mapping)))
              .orElse(DriftPlan.NONE);
      List<Problem> stops = DriftGuard.stops(mapping, plan);
      problems.addAll(stops);
      if (!stops.isEmpty()) {
        stopped.put(mapping, plan);
      } else if (table.isPresent()) {
        plan.alarms().forEach(alarm -> notes.accept(note(mapping, alarm)));
        resolve(mapping, table.get(), plan, notes, problems).ifPresent(resolved::add);
      } else if (mapping.create()) {
        var design = TableDesigner.design(mapping, object(mapping), all, this::rowKeyType);
        designs.put(mapping, design);
        TableDescription created = asCreated(design).beside(neighbours(mapping));
        resolve(mapping, created, plan, notes, problems).ifPresent(resolved::add);
      } else {
        problems.add(noTable(mapping));
      }
    }
    if (!problems.isEmpty()) {
      throw new MappingException(problems);
    }
    return List.copyOf(resolved);
  }

  private Optional<ResolvedMapping> resolve(
      Mapping mapping,
      TableDescription table,
      DriftPlan plan,
      Consumer<String> notes,
      List<Problem> problems) {
    Resolution resolution =
        MappingResolver.resolve(
            plan.inService(mapping),
            plan.inService(mapping, object(mapping)),
            table,
            all,
            new CelExpressions(),
            plan.standIns());
    return switch (resolution) {
      case Resolution.Resolved found -> {
        found.notes().forEach(notes);
        yield Optional.of(hooked(found.mapping()));
      }
      case Resolution.Unresolved unresolved -> {
        problems.addAll(unresolved.problems());
        yield Optional.empty();
      }
    };
  }

  /** With the hooks of the configuration, and the condition on records that these leave. */
  private ResolvedMapping hooked(ResolvedMapping mapping) {
    MappingHooks hooks = connections.hooks(mapping.mapping());
    return hooks.hooks().isEmpty()
        ? mapping
        : mapping.hooked(hooks, hooks.narrowed(mapping.mapping().where()));
  }

  private static String note(Mapping mapping, DriftPlan.Alarm alarm) {
    return "mapping %s: %s. %s".formatted(mapping.name(), alarm.change().words(), alarm.proposal());
  }

  /** What the catalog will show of a table once it is created, as far as resolving needs it. */
  private static TableDescription asCreated(TableDesign design) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column(design.key(), new ColumnType.Whole(Long.SIZE), false, true, false));
    List<ColumnName> unique = new ArrayList<>(List.of(design.key()));
    for (TableDesign.ColumnDesign column : design.columns()) {
      columns.add(new Column(column.name(), column.type(), true, false, false));
      if (column.unique()) {
        unique.add(column.name());
      }
    }
    return new TableDescription(design.name(), columns, List.of(design.key()), unique);
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

  /** The table as it is, with those of which lines of the mapping take columns. */
  private Optional<TableDescription> table(Mapping mapping) {
    return database(mapping)
        .describe(mapping.table())
        .map(table -> table.beside(neighbours(mapping)));
  }

  private Map<TableName, TableDescription> neighbours(Mapping mapping) {
    Map<TableName, TableDescription> neighbours = new LinkedHashMap<>();
    for (FieldMapping line : mapping.fields()) {
      if (line.source() instanceof FieldSource.RelatedColumn related) {
        database(mapping)
            .describe(related.table())
            .ifPresent(table -> neighbours.put(related.table(), table));
      }
    }
    return neighbours;
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
    return connections.reach(mapping.database());
  }

  private ObjectDescription object(Mapping mapping) {
    List<FieldName> named = mapping.fields().stream().map(FieldMapping::field).toList();
    return connections.org(mapping.org()).describe(mapping.object(), named);
  }
}
