package dev.syncline.app.cli.command;

import dev.syncline.app.cli.output.Answer;
import dev.syncline.app.operation.QueueOperation.Halt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The halts that hold after one was begun or ended.
 *
 * @param resumed how many were ended
 */
record PauseAnswer(long resumed, List<Halt> halts) implements Answer {
  @Override
  public String kind() {
    return "Pauses";
  }

  @Override
  public Map<String, Object> json() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("resumed", resumed);
    facts.put("pauses", halts.stream().map(ShownPause::facts).toList());
    return facts;
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (resumed > 0) {
      lines.add(ShownEntry.number(resumed, "halt", "halts") + " ended");
    }
    halts.forEach(halt -> lines.add(ShownPause.line(halt)));
    if (halts.isEmpty()) {
      lines.add("nothing is paused");
    }
    return lines;
  }
}
