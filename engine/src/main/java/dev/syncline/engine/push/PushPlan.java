package dev.syncline.engine.push;

import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.database.Settlement;
import dev.syncline.model.FieldName;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.Value;
import java.util.List;
import java.util.Map;

/** What planning made of one claimed row. */
sealed interface PushPlan {
  /** The row. */
  ClaimedRow row();

  /**
   * Ask this of Salesforce.
   *
   * @param agreed what the base takes in once it is done
   * @param remains whether something is left out this time and must follow
   */
  record Send(ClaimedRow row, RecordWrite write, Map<FieldName, Value> agreed, boolean remains)
      implements PushPlan {
    public Send {
      agreed = Map.copyOf(agreed);
    }
  }

  /** Nothing is to be sent. */
  record Settle(ClaimedRow row, Settlement settlement) implements PushPlan {}

  /** A create may have been done: it is looked up first. */
  record LookUp(ClaimedRow row, ClaimedRow.Intent intent) implements PushPlan {}

  /** An update may have been done: the record tells. */
  record Confirm(ClaimedRow row, LinkedRecord link, RecordWrite.Update update)
      implements PushPlan {}

  /** The record must be read before anything is sent: what it holds is not known. */
  record Read(ClaimedRow row) implements PushPlan {}

  /** Parents' rows must be pushed first, and nobody has asked for that yet. */
  record AskParents(ClaimedRow row, List<ClaimedRow.Orphan> parents, Settlement settlement)
      implements PushPlan {
    public AskParents {
      parents = List.copyOf(parents);
    }
  }
}
