package dev.syncline.simulator.bulk;

import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A page of a list of jobs, from the place on that {@code queryLocator} names. */
public final class JobList {
  private static final int MAX_LISTED = 1_000;

  private JobList() {}

  /**
   * Answers a call for a list.
   *
   * @param address of the list behind the version, as far as its {@code queryLocator}, such as
   *     {@code /jobs/query?}
   * @param all the jobs in their order
   * @param told what is told of one
   */
  public static <T> Reply page(
      Call call, String address, List<T> all, Function<T, Map<String, Object>> told) {
    int from =
        call.query()
            .filled("queryLocator")
            .filter(text -> text.matches("\\d{1,6}"))
            .map(Integer::parseInt)
            .orElse(0);
    List<Map<String, Object>> records =
        all.stream().skip(from).limit(MAX_LISTED).map(told).toList();
    int next = from + records.size();
    boolean done = next >= all.size();
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("done", done);
    body.put("records", records);
    body.put(
        "nextRecordsUrl", done ? null : call.version().path() + address + "queryLocator=" + next);
    return Reply.json(200, body);
  }
}
