package dev.syncline.simulator.composite;

import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** {@code /composite/graph}: many calls in one, each graph of them one transaction. */
final class GraphResource {
  private static final int FIRST_VERSION = 50;

  /** After so many failed graphs no further one is begun. REST API Developer Guide. */
  private static final int MAX_FAILED = 14;

  private static final String STOPPED =
      "The graph was not processed since too many graphs of the request failed.";

  private final SubrequestRun run;

  GraphResource(SubrequestRun run) {
    this.run = run;
  }

  /** {@code POST /composite/graph}. */
  Reply post(Call call) throws IOException {
    if (!call.version().atLeast(FIRST_VERSION)) {
      throw ApiException.notFound();
    }
    List<Graph> graphs = Graph.list(call.json());
    var outcomes = new ArrayList<SubrequestRun.Outcome>();
    int failed = 0;
    for (Graph graph : graphs) {
      SubrequestRun.Outcome outcome =
          failed < MAX_FAILED ? run.together(call, graph.nodes()) : stopped(graph);
      failed += outcome.successful() ? 0 : 1;
      outcomes.add(outcome);
    }
    return Reply.streamJson(200, json -> write(json, graphs, outcomes));
  }

  private static SubrequestRun.Outcome stopped(Graph graph) {
    List<InnerReply> replies = graph.nodes().stream().map(_ -> InnerReply.halted(STOPPED)).toList();
    return new SubrequestRun.Outcome(replies, false);
  }

  private static void write(
      JsonGenerator json, List<Graph> graphs, List<SubrequestRun.Outcome> outcomes) {
    json.writeStartObject();
    json.writeArrayPropertyStart("graphs");
    for (int i = 0; i < graphs.size(); i++) {
      json.writeStartObject();
      json.writeStringProperty("graphId", graphs.get(i).graphId());
      json.writeObjectPropertyStart("graphResponse");
      json.writeName("compositeResponse");
      InnerReply.write(json, graphs.get(i).nodes(), outcomes.get(i).replies());
      json.writeEndObject();
      json.writeBooleanProperty("isSuccessful", outcomes.get(i).successful());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
