package dev.syncline.simulator.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.RunningOrg;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** REST tells the schemas of events, by name and by id. */
class EventSchemaRestTest {
  private static final String EVENT = RunningOrg.DATA + "/sobjects/Order_Paid__e/eventSchema";

  private final RunningOrg org = RunningOrg.with(Map.of());

  @AfterEach
  void stop() {
    org.close();
  }

  @Test
  void the_compact_schema_is_the_one_that_its_id_names() {
    JsonNode byName = org.get(EVENT + "?payloadFormat=COMPACT").is(200).json();
    String id = byName.path("uuid").asString();
    assertThat(id).hasSize(22);
    assertThat(byName.path("type").asString()).isEqualTo("record");
    assertThat(byName.path("fields").path(0).path("name").asString()).isEqualTo("CreatedDate");
    assertThat(
            org.get(RunningOrg.DATA + "/event/eventSchema/" + id + "?payloadFormat=COMPACT")
                .is(200)
                .json())
        .isEqualTo(byName);
  }

  @Test
  void the_expanded_schema_is_that_of_streamed_messages() {
    JsonNode schema = org.get(EVENT).is(200).json();
    JsonNode data = schema.path("fields").path(0).path("type").path("fields");
    assertThat(schema.path("type").asString()).isEqualTo("expanded-record");
    assertThat(data)
        .extracting(field -> field.path("name").asString())
        .containsExactly("schema", "payload", "event");
  }

  @Test
  void change_events_have_one_too_and_what_is_not_there_has_none() {
    assertThat(
            org.get(RunningOrg.DATA + "/sobjects/AccountChangeEvent/eventSchema")
                .is(200)
                .json()
                .path("name")
                .asString())
        .isEqualTo("AccountChangeEvent");
    assertThat(org.get(RunningOrg.DATA + "/sobjects/Nothing__e/eventSchema").status())
        .isEqualTo(404);
    assertThat(org.get(EVENT + "?payloadFormat=OTHER").status()).isEqualTo(400);
  }
}
