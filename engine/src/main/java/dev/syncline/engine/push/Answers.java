package dev.syncline.engine.push;

import dev.syncline.engine.database.PullQueue;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.RecordResult;
import dev.syncline.plugin.HookPoint;
import java.util.List;

/**
 * Judges what the org answered; a record that it says is gone is read, to see what became of it.
 */
final class Answers {
  private final PullQueue queue;
  private final ResolvedMapping mapping;
  private final PushSettling settling;
  private final boolean told;

  Answers(PullQueue queue, ResolvedMapping mapping, PushSettling settling) {
    this.told = mapping.hooks().has(HookPoint.PUSHED, HookPoint.PUSH_FAILED);
    this.queue = queue;
    this.mapping = mapping;
    this.settling = settling;
  }

  void note(PushPlan.Send sent, RecordResult result, PushPass pass) {
    if (result instanceof RecordResult.Refused(var _, RecordResult.Refusal refusal, var _)
        && refusal == RecordResult.Refusal.GONE) {
      sent.row()
          .link()
          .ifPresent(
              link ->
                  queue.add(mapping.mapping().name(), List.of(link.id()), PullQueue.Reason.ASKED));
    }
    pass.add(settling.settle(sent, result), result);
    if (told) {
      pass.note(sent, result);
    }
  }
}
