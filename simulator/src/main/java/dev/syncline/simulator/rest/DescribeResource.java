package dev.syncline.simulator.rest;

import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.rest.ObjectDescribe.RecordTypeInfo;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.List;
import java.util.function.Supplier;

/** {@code /sobjects}, {@code /sobjects/X} and {@code /sobjects/X/describe}. */
final class DescribeResource {
  private final Org org;
  private final RecentRecords recent;
  private final RecordTypes recordTypes;

  DescribeResource(Org org, RecentRecords recent) {
    this.org = org;
    this.recent = recent;
    this.recordTypes = new RecordTypes(org.data());
  }

  Reply global(Call call) {
    return conditional(
        call, () -> Reply.json(200, Describes.global(org.schema(call), call.version())));
  }

  Reply info(Call call) {
    ObjectDefinition object = org.object(call);
    return Reply.streamJson(
        200,
        json -> {
          json.writeStartObject();
          json.writePOJOProperty("objectDescribe", ObjectDescribe.brief(object, call.version()));
          json.writeName("recentItems");
          recent.write(json, call, object);
          json.writeEndObject();
        });
  }

  Reply full(Call call) {
    ObjectDefinition object = org.object(call);
    return conditional(
        call,
        () -> {
          List<RecordTypeInfo> types = recordTypes.of(object);
          return Reply.json(
              200, ObjectDescribe.full(object, org.schema(call), call.version(), types));
        });
  }

  private Reply conditional(Call call, Supplier<Reply> answer) {
    var preconditions = new Preconditions(org.data().schemaChanged(), null);
    preconditions.check(call);
    return preconditions.unchanged(call).orElseGet(() -> preconditions.described(answer.get()));
  }
}
