package dev.syncline.simulator.events.streaming;

import dev.syncline.simulator.events.log.EventBatch;
import dev.syncline.simulator.events.log.EventLog;
import dev.syncline.simulator.events.log.StoredEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The events that a client's subscriptions have next, in the order of the log.
 *
 * @param events at most {@link StreamingSettings#MAX_ANSWER_EVENTS}
 * @param usedUp whether there would be more if the org's limit allowed it
 */
record Harvest(List<Outgoing> events, boolean usedUp) {
  private record Ripe(Subscription subscription, StoredEvent event) {}

  /** Takes what there is: the subscriptions stand behind it afterwards. */
  static Harvest of(Collection<Subscription> subscriptions, EventLog log) {
    var ripe = new ArrayList<Ripe>();
    var ends = new LinkedHashMap<Subscription, Long>();
    for (Subscription subscription : subscriptions) {
      EventBatch batch = subscription.next(log, StreamingSettings.MAX_ANSWER_EVENTS);
      batch.events().forEach(event -> ripe.add(new Ripe(subscription, event)));
      ends.put(subscription, batch.position());
    }
    ripe.sort(Comparator.comparingLong(r -> r.event().position()));
    return taken(ripe, ends);
  }

  private static Harvest taken(List<Ripe> ripe, Map<Subscription, Long> ends) {
    int room = Math.min(ripe.size(), StreamingSettings.MAX_ANSWER_EVENTS);
    var events = new ArrayList<Outgoing>();
    while (events.size() < room && ripe.get(events.size()).subscription().allowed()) {
      Ripe next = ripe.get(events.size());
      next.subscription().delivered(next.event().position());
      events.add(new Outgoing.Event(next.subscription().topic().name(), next.event()));
    }
    List<Subscription> unfinished =
        ripe.subList(events.size(), ripe.size()).stream().map(Ripe::subscription).toList();
    ends.forEach(
        (subscription, end) -> {
          if (!unfinished.contains(subscription)) {
            subscription.delivered(end);
          }
        });
    return new Harvest(events, events.size() < room);
  }
}
