package dev.syncline.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.CompareSession;
import dev.syncline.engine.testing.Samples;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MergeJoinTest {
  /** Ids by their numbers, three to a page. */
  private record Scripted(List<Integer> there, List<Integer> here) implements CompareSession {
    private static final int PAGE = 3;

    private static List<RecordId> page(List<Integer> ids, Optional<RecordId> after) {
      return ids.stream()
          .map(Samples::id)
          .filter(id -> after.isEmpty() || id.compareTo(after.get()) > 0)
          .limit(PAGE)
          .toList();
    }

    @Override
    public void stage(Iterator<Digested> records) {}

    @Override
    public List<Digested> staged(Optional<RecordId> after, int max) {
      return page(there, after).stream().map(id -> new Digested(id, 1, 2)).toList();
    }

    @Override
    public List<LinkedRow> linked(Optional<RecordId> after, int max) {
      return page(here, after).stream()
          .map(id -> new LinkedRow(id, new RowKey(id.value()), Optional.empty()))
          .toList();
    }

    @Override
    public List<RowKey> loose(Optional<RowKey> after, int max) {
      return List.of();
    }

    @Override
    public void close() {}
  }

  private static List<String> join(List<Integer> there, List<Integer> here) {
    List<String> heard = new ArrayList<>();
    MergeJoin.run(
        new Scripted(there, here),
        new MergeJoin.Sides() {
          @Override
          public void onlyThere(CompareSession.Digested record) {
            heard.add("there " + number(record.record()));
          }

          @Override
          public void onlyHere(CompareSession.LinkedRow row) {
            heard.add("here " + number(row.record()));
          }

          @Override
          public void both(CompareSession.Digested record, CompareSession.LinkedRow row) {
            heard.add("both " + number(record.record()));
          }
        });
    return heard;
  }

  private static int number(RecordId id) {
    return Integer.parseInt(id.value().substring(3, 15));
  }

  @Test
  void each_id_is_heard_of_once_with_the_sides_that_have_it() {
    assertThat(join(List.of(1, 2, 2, 4, 9), List.of(2, 3, 4, 5, 6, 9)))
        .containsExactly("there 1", "both 2", "here 3", "both 4", "here 5", "here 6", "both 9");
  }

  @Test
  void one_empty_side_leaves_the_other_alone() {
    List<Integer> seven = IntStream.range(1, 8).boxed().toList();

    assertThat(join(seven, List.of())).hasSize(7).allMatch(word -> word.startsWith("there"));
    assertThat(join(List.of(), seven)).hasSize(7).allMatch(word -> word.startsWith("here"));
    assertThat(join(List.of(), List.of())).isEmpty();
  }
}
