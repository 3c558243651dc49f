package dev.syncline.app.config;

import dev.syncline.model.ColumnName;
import dev.syncline.model.ComparePlan;
import dev.syncline.model.DatabaseName;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.Direction;
import dev.syncline.model.FieldMapping;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldRules;
import dev.syncline.model.FieldSource;
import dev.syncline.model.LaneTiming;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.MassGuard;
import dev.syncline.model.MatchForm;
import dev.syncline.model.MatchPart;
import dev.syncline.model.MatchRule;
import dev.syncline.model.ObjectName;
import dev.syncline.model.Operation;
import dev.syncline.model.OrgName;
import dev.syncline.model.Retries;
import dev.syncline.model.Safeguards;
import dev.syncline.model.Scope;
import dev.syncline.model.SyncRules;
import dev.syncline.model.TableName;
import dev.syncline.model.Timing;
import dev.syncline.model.Triggers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The mappings of a configuration in the engine's words. */
public final class ConfiguredMappings {
  private ConfiguredMappings() {}

  /** All of them, in the order of the file. */
  public static List<Mapping> of(SynclineConfig config) {
    List<Mapping> mappings = new ArrayList<>();
    config.mappings().forEach((name, mapping) -> mappings.add(mapping(config, name, mapping)));
    return List.copyOf(mappings);
  }

  private static Mapping mapping(SynclineConfig config, String name, MappingConfig said) {
    return new Mapping(
        new MappingName(name),
        new OrgName(config.orgOf(said)),
        new ObjectName(said.object()),
        new DatabaseName(config.databaseOf(said)),
        TableName.parse(said.table()),
        said.create(),
        said.where(),
        said.recordTypes(),
        said.fields() instanceof FieldsConfig.All,
        fields(said),
        said.direction(),
        triggers(said).pulls(Operation.DELETE) ? said.onDelete() : DeletePolicy.KEEP,
        said.rowKey().map(ColumnName::new),
        rules(said));
  }

  private static SyncRules rules(MappingConfig said) {
    return new SyncRules(
        said.key().map(FieldName::new),
        said.conflict(),
        said.deleteConflict(),
        triggers(said).pushes(Operation.DELETE) ? said.onRowDelete() : DeletePolicy.KEEP,
        said.changeDate().map(FieldName::new),
        timing(said),
        said.match().stream().map(ConfiguredMappings::match).toList(),
        new Scope(
            triggers(said),
            said.rows(),
            said.draft().map(ColumnName::new),
            said.onLeave(),
            said.keyUse(),
            said.weight()),
        new Safeguards(
            said.guard().map(GuardConfig::guard).orElse(MassGuard.STANDARD),
            said.history().map(HistoryConfig::kept).orElse(Safeguards.STANDARD.history())));
  }

  private static MatchRule match(Map<String, String> said) {
    return new MatchRule(
        said.entrySet().stream().map(e -> match(e.getKey(), e.getValue())).toList());
  }

  private static MatchPart match(String field, String said) {
    int country = said.indexOf('+');
    String word = country < 0 ? said : said.substring(0, country).strip();
    MatchForm form =
        word.equals("trim") ? MatchForm.EXACT : MatchForm.valueOf(word.toUpperCase(Locale.ROOT));
    return new MatchPart(
        new FieldName(field),
        form,
        country < 0 ? Optional.empty() : Optional.of(said.substring(country + 1)));
  }

  private static Triggers triggers(MappingConfig said) {
    return said.triggers().map(TriggersConfig::triggers).orElse(Triggers.ALL);
  }

  private static Timing timing(MappingConfig said) {
    return new Timing(
        said.pull().map(PullConfig::timing).orElse(LaneTiming.LIVE),
        said.push().map(PushConfig::timing).orElse(LaneTiming.LIVE),
        said.priority(),
        said.push().flatMap(PushConfig::limit).map(OptionalLong::of).orElseGet(OptionalLong::empty),
        said.push()
            .flatMap(PushConfig::retries)
            .map(RetriesConfig::retries)
            .orElse(Retries.STANDARD),
        said.compare().map(CompareConfig::plan).orElse(ComparePlan.OFF),
        said.reread().map(RereadConfig::timing).orElseGet(RereadConfig::usual));
  }

  private static List<FieldMapping> fields(MappingConfig said) {
    List<FieldMapping> fields = new ArrayList<>();
    if (said.fields() instanceof FieldsConfig.Listed listed) {
      listed.fields().forEach((name, field) -> fields.add(field(name, field, said.direction())));
    }
    said.columns().forEach((name, column) -> fields.add(column(name, column)));
    return List.copyOf(fields);
  }

  private static FieldMapping column(String name, ColumnConfig said) {
    return new FieldMapping(
        FieldMapping.ofColumn(new ColumnName(name)),
        Optional.of(new ColumnName(name)),
        Direction.PULL,
        Optional.empty(),
        false,
        Optional.empty(),
        FieldRules.STANDARD,
        said.expression()
            .<FieldSource>map(FieldSource.Expression::new)
            .orElseGet(() -> new FieldSource.Constant(said.constant().orElse(""))));
  }

  private static FieldSource source(FieldConfig said) {
    if (said.constant().isPresent()) {
      return new FieldSource.Constant(said.constant().get());
    }
    if (said.expression().isPresent()) {
      return new FieldSource.Expression(said.expression().get());
    }
    if (said.isRelated()) {
      return new FieldSource.RelatedColumn(
          new ColumnName(said.through().orElseThrow()),
          TableName.parse(said.table().orElseThrow()),
          new ColumnName(said.column().orElseThrow()),
          said.tableKey().map(ColumnName::new),
          said.missingRow());
    }
    return said.byDeveloperName() || said.recordType().isPresent()
        ? new FieldSource.RecordTypeName(said.recordType())
        : FieldSource.PLAIN;
  }

  private static FieldMapping field(String name, FieldConfig said, Direction mapping) {
    return new FieldMapping(
        new FieldName(name),
        said.isRelated() ? Optional.empty() : said.column().map(ColumnName::new),
        ParentFieldChecks.isOfParent(name)
            ? Direction.PULL
            : said.direction().or(said::onlyWay).orElse(mapping),
        said.references().map(MappingName::new),
        said.keepRecordId(),
        said.conflict(),
        new FieldRules(said.tooLong(), said.badPicklist(), said.emptyText()),
        source(said));
  }
}
