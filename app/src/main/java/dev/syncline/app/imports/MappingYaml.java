package dev.syncline.app.imports;

import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Writes mappings as the part of {@code syncline.yaml} that they are. */
public final class MappingYaml {
  private MappingYaml() {}

  /** The text, with the key {@code mappings} at its head. */
  public static String of(Map<String, ? extends Map<String, ?>> mappings) {
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setDereferenceAliases(true)
            .setWidth(120)
            .build();
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("mappings", mappings);
    return new Dump(settings).dumpToString(file);
  }
}
