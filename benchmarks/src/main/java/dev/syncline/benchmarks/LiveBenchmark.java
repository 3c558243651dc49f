package dev.syncline.benchmarks;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Measures how long changes take while {@code syncline run} works. Each half is a class of its own:
 * {@link LivePush} from rows to records, {@link LivePull} from records to rows.
 */
public final class LiveBenchmark {
  private static final JsonMapper JSON = new JsonMapper();

  private LiveBenchmark() {}

  /** One way of what is measured: it puts down its figures and says whether its bars held. */
  @FunctionalInterface
  interface Half {
    boolean measure(Arguments arguments, ObjectNode figures) throws Exception;
  }

  /**
   * Runs it: {@code [--half push|pull] [--seconds N] …}; all halves where none is named. The last
   * line of standard output is the result in JSON; the exit code is 0 only if all holds.
   */
  public static void main(String[] words) throws Exception {
    var arguments = new Arguments(words);
    ObjectNode result = JSON.createObjectNode();
    boolean held = half("push", new LivePush(), arguments, result);
    held = half("pull", new LivePull(), arguments, result) && held;
    result.put("held", held);
    System.out.println(JSON.writeValueAsString(result));
    System.exit(held ? 0 : 1);
  }

  private static boolean half(String name, Half half, Arguments arguments, ObjectNode result)
      throws Exception {
    String only = arguments.word("--half");
    return !(only.isEmpty() || only.equals(name))
        || half.measure(arguments, result.putObject(name));
  }
}
