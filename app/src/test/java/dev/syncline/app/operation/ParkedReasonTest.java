package dev.syncline.app.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.ParkedRecord;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ParkedReasonTest {
  @Test
  void records_are_grouped_by_what_is_to_be_done_the_most_frequent_first() {
    List<ParkedReason> reasons =
        ParkedReason.of(
            List.of(
                parked("003Ht000000001AIAQ", "ROW-NULL", "last_name"),
                parked("003Ht000000002AIAQ", "ROW-TOO-LONG", "title"),
                parked("003Ht000000003AIAQ", "ROW-TOO-LONG", "title"),
                parked("003Ht000000004AIAQ", "ROW-TOO-LONG", "phone")));

    assertThat(reasons).map(ParkedReason::records).containsExactly(2L, 1L, 1L);
    assertThat(reasons.getFirst().example().record()).isEqualTo(RecordId.of("003Ht000000002A"));
  }

  private static ParkedRecord parked(String id, String code, String column) {
    return new ParkedRecord(
        new MappingName("contacts"),
        RecordId.of(id.substring(0, 15)),
        new Problem(code, ErrorClass.DATA, "what", "widen " + column),
        Instant.EPOCH);
  }
}
