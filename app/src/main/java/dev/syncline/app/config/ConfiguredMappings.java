package dev.syncline.app.config;

import dev.syncline.model.ColumnName;
import dev.syncline.model.DatabaseName;
import dev.syncline.model.Direction;
import dev.syncline.model.FieldMapping;
import dev.syncline.model.FieldName;
import dev.syncline.model.LaneTiming;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.MatchForm;
import dev.syncline.model.MatchPart;
import dev.syncline.model.MatchRule;
import dev.syncline.model.ObjectName;
import dev.syncline.model.OrgName;
import dev.syncline.model.Retries;
import dev.syncline.model.SyncRules;
import dev.syncline.model.TableName;
import dev.syncline.model.Timing;
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
        said.onDelete(),
        said.rowKey().map(ColumnName::new),
        rules(said));
  }

  private static SyncRules rules(MappingConfig said) {
    return new SyncRules(
        said.key().map(FieldName::new),
        said.conflict(),
        said.deleteConflict(),
        said.onRowDelete(),
        said.changeDate().map(FieldName::new),
        timing(said),
        said.match().stream().map(ConfiguredMappings::match).toList());
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

  private static Timing timing(MappingConfig said) {
    return new Timing(
        said.pull().map(PullConfig::timing).orElse(LaneTiming.LIVE),
        said.push().map(PushConfig::timing).orElse(LaneTiming.LIVE),
        said.priority(),
        said.push().flatMap(PushConfig::limit).map(OptionalLong::of).orElseGet(OptionalLong::empty),
        said.push()
            .flatMap(PushConfig::retries)
            .map(RetriesConfig::retries)
            .orElse(Retries.STANDARD));
  }

  private static List<FieldMapping> fields(MappingConfig said) {
    return switch (said.fields()) {
      case FieldsConfig.All _ -> List.of();
      case FieldsConfig.Listed listed ->
          listed.fields().entrySet().stream()
              .map(entry -> field(entry.getKey(), entry.getValue(), said.direction()))
              .toList();
    };
  }

  private static FieldMapping field(String name, FieldConfig said, Direction mapping) {
    return new FieldMapping(
        new FieldName(name),
        said.column().map(ColumnName::new),
        said.direction().orElse(mapping),
        said.references().map(MappingName::new),
        said.keepRecordId(),
        said.conflict());
  }
}
