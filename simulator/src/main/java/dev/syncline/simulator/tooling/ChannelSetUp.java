package dev.syncline.simulator.tooling;

import dev.syncline.simulator.data.Row;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Custom event channels, as the Tooling API sets them up. */
final class ChannelSetUp implements SetUp {
  private static final String PREFIX = "0YL";

  private final ChannelCatalog catalog;

  ChannelSetUp(ChannelCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public List<Row> rows() {
    return catalog.custom().entrySet().stream()
        .map(entry -> row(entry.getKey(), entry.getValue()))
        .toList();
  }

  private Row row(String name, String type) {
    String developerName = name.replace("__chn", "");
    var metadata = new LinkedHashMap<String, @Nullable Object>();
    metadata.put("channelType", type);
    metadata.put("label", developerName);
    var values = new HashMap<String, @Nullable Object>();
    values.put("DeveloperName", developerName);
    values.put("MasterLabel", developerName);
    values.put("FullName", name);
    values.put("ChannelType", type);
    values.put("Metadata", metadata);
    return new ToolingRow(catalog.id(PREFIX, name), values);
  }

  @Override
  public String save(String fullName, JsonNode metadata) {
    catalog.make(fullName, metadata.path("channelType").asString("data"));
    return catalog.id(PREFIX, fullName);
  }

  @Override
  public void remove(Row row) {
    catalog.custom().keySet().stream()
        .filter(name -> catalog.id(PREFIX, name).equals(row.id()))
        .findFirst()
        .ifPresent(catalog::remove);
  }
}
