package dev.syncline.simulator.tooling;

import dev.syncline.simulator.data.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the event channels carry, as the Tooling API sets it up. */
final class MemberSetUp implements SetUp {
  private static final String PREFIX = "0v8";

  private final ChannelCatalog catalog;

  MemberSetUp(ChannelCatalog catalog) {
    this.catalog = catalog;
  }

  private record Member(String channel, String entity) {
    String name() {
      return channel + "." + entity;
    }
  }

  private List<Member> members() {
    var channels = new ArrayList<>(List.of(ChannelCatalog.STANDARD));
    channels.addAll(catalog.custom().keySet());
    var members = new ArrayList<Member>();
    for (String channel : channels) {
      catalog.members(channel).forEach(entity -> members.add(new Member(channel, entity)));
    }
    return members;
  }

  @Override
  public List<Row> rows() {
    return members().stream().map(this::row).toList();
  }

  private Row row(Member member) {
    String name =
        member.channel().replace("__chn", "_chn") + "_" + member.entity().replace("__", "_");
    var metadata = new LinkedHashMap<String, @Nullable Object>();
    metadata.put("eventChannel", member.channel());
    metadata.put("selectedEntity", member.entity());
    var values = new HashMap<String, @Nullable Object>();
    values.put("DeveloperName", name);
    values.put("MasterLabel", member.entity());
    values.put("FullName", name);
    values.put("EventChannel", member.channel());
    values.put("SelectedEntity", member.entity());
    values.put("Metadata", metadata);
    return new ToolingRow(catalog.id(PREFIX, member.name()), values);
  }

  @Override
  public String save(String fullName, JsonNode metadata) {
    var member =
        new Member(
            SetUp.required(metadata, "eventChannel"), SetUp.required(metadata, "selectedEntity"));
    try {
      catalog.carry(member.channel(), member.entity(), true);
    } catch (IllegalArgumentException e) {
      throw SetUp.invalid(String.valueOf(e.getMessage()));
    }
    return catalog.id(PREFIX, member.name());
  }

  @Override
  public void remove(Row row) {
    members().stream()
        .filter(member -> catalog.id(PREFIX, member.name()).equals(row.id()))
        .findFirst()
        .ifPresent(member -> catalog.carry(member.channel(), member.entity(), false));
  }
}
