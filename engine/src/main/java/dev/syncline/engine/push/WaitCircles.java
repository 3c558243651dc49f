package dev.syncline.engine.push;

import dev.syncline.engine.database.Outbox.WaitEdge;
import dev.syncline.engine.database.OutboxEntry.Parent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds rows that wait for each other in a circle. Pure. */
public final class WaitCircles {
  private WaitCircles() {}

  /**
   * One row of every circle: when it goes without its reference, the others can follow.
   *
   * @param edges at most one per waiting row; a row that waits for several shows one of them
   */
  public static Set<Parent> openers(List<WaitEdge> edges) {
    Map<Parent, Parent> waitsFor = new HashMap<>();
    edges.forEach(edge -> waitsFor.put(edge.child(), edge.parent()));
    Set<Parent> done = new HashSet<>();
    Set<Parent> openers = new HashSet<>();
    for (WaitEdge edge : edges) {
      Set<Parent> path = new HashSet<>();
      Parent at = edge.child();
      while (at != null && !done.contains(at) && path.add(at)) {
        at = waitsFor.get(at);
      }
      if (at != null && path.contains(at)) {
        openers.add(at);
      }
      done.addAll(path);
    }
    return openers;
  }
}
