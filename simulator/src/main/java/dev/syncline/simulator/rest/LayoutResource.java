package dev.syncline.simulator.rest;

import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.id.RecordIds;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds records on a page: layouts, list views, actions, tabs. The org has none of its
 * own, and says so in the form that clients expect.
 */
final class LayoutResource {
  private final Org org;

  LayoutResource(Org org) {
    this.org = org;
  }

  /** {@code GET /sobjects/X/describe/layouts}. */
  Reply layouts(Call call) {
    org.object(call);
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("layouts", List.of());
    body.put("recordTypeMappings", List.of());
    body.put("recordTypeSelectorRequired", List.of(false));
    return Reply.json(200, body);
  }

  /** {@code GET /sobjects/X/describe/layouts/ID}: the layout of a record type. */
  Reply layout(Call call) {
    ObjectDefinition object = org.object(call);
    String id = RecordIds.parse(call.variable("id")).orElseThrow(ApiException::notFound);
    boolean known =
        id.equals(ObjectDescribe.MASTER_RECORD_TYPE)
            || new RecordTypes(org.data()).of(object).stream().anyMatch(t -> t.id().equals(id));
    if (!known) {
      throw ApiException.notFound();
    }
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("buttonLayoutSection", Map.of("detailButtons", List.of()));
    body.put("detailLayoutSections", List.of());
    body.put("editLayoutSections", List.of());
    body.put("feedView", null);
    body.put("highlightsPanelLayoutSection", null);
    body.put("id", null);
    body.put("multirowEditLayoutSections", List.of());
    body.put("offlineLinks", List.of());
    body.put("quickActionList", Map.of("quickActionListItems", List.of()));
    body.put("relatedContent", null);
    body.put("relatedLists", List.of());
    body.put("saveOptions", List.of());
    return Reply.json(200, body);
  }

  /** {@code GET /sobjects/X/describe/compactLayouts}. */
  Reply compactLayouts(Call call) {
    org.object(call);
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("compactLayouts", List.of());
    body.put("defaultCompactLayoutId", null);
    body.put("recordTypeCompactLayoutMappings", List.of());
    return Reply.json(200, body);
  }

  /** {@code GET /sobjects/X/describe/approvalLayouts}. */
  Reply approvalLayouts(Call call) {
    org.object(call);
    return Reply.json(200, Map.of("approvalLayouts", List.of()));
  }

  /** {@code GET /sobjects/X/listviews}. */
  Reply listViews(Call call) {
    ObjectDefinition object = org.object(call);
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("done", true);
    body.put("listviews", List.of());
    body.put("nextRecordsUrl", null);
    body.put("size", 0);
    body.put("sobjectType", object.name());
    return Reply.json(200, body);
  }

  /** {@code GET /sobjects/X/quickActions}. */
  Reply objectActions(Call call) {
    org.object(call);
    return nothing(call);
  }

  /** {@code GET /tabs} and {@code GET /quickActions}. */
  Reply nothing(Call call) {
    return Reply.json(200, List.of());
  }

  /** {@code GET /theme}. */
  Reply theme(Call call) {
    return Reply.json(200, Map.of("themeItems", List.of()));
  }
}
