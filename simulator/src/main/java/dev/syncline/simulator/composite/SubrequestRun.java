package dev.syncline.simulator.composite;

import dev.syncline.simulator.data.Transaction;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.rest.Org;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries out the subrequests of one call in their order, each with the results of the earlier. */
final class SubrequestRun {
  private static final String TAKEN_BACK =
      "The transaction was rolled back since another operation in the same transaction failed.";

  private final Org org;
  private final InnerCalls inner;

  SubrequestRun(Org org, InnerCalls inner) {
    this.org = org;
    this.inner = inner;
  }

  /**
   * What became of them.
   *
   * @param successful whether none was refused
   */
  record Outcome(List<InnerReply> replies, boolean successful) {}

  /** Each by itself: what fails takes only those with it that refer to it. */
  Outcome apart(Call call, List<Subrequest> subrequests) throws IOException {
    var references = new References();
    var replies = new ArrayList<InnerReply>();
    for (Subrequest subrequest : subrequests) {
      replies.add(make(call, subrequest, references, null));
    }
    return new Outcome(replies, replies.stream().noneMatch(InnerReply::isRefusal));
  }

  /** All or none of them: the first that fails ends and takes back the others. */
  Outcome together(Call call, List<Subrequest> subrequests) throws IOException {
    try (Transaction transaction = org.begin(call)) {
      var references = new References();
      var replies = new ArrayList<InnerReply>();
      for (Subrequest subrequest : subrequests) {
        InnerReply reply = make(call, subrequest, references, transaction);
        if (reply.isRefusal() || reply.hasRefusedRecords()) {
          return takenBack(subrequests.size(), replies, reply);
        }
        replies.add(reply);
      }
      transaction.commit();
      return new Outcome(replies, true);
    }
  }

  /** Lists of records that were saved show what they did, though it was taken back. */
  private static Outcome takenBack(int count, List<InnerReply> before, InnerReply failed) {
    var replies = new ArrayList<InnerReply>();
    for (int i = 0; i < count; i++) {
      replies.add(i == before.size() ? failed : InnerReply.halted(TAKEN_BACK));
    }
    return new Outcome(replies, false);
  }

  private InnerReply make(
      Call call, Subrequest subrequest, References references, @Nullable Transaction transaction)
      throws IOException {
    try {
      InnerReply reply = inner.make(call, references.resolve(subrequest), transaction);
      references.put(subrequest.referenceId(), reply);
      return reply;
    } catch (References.Unresolved e) {
      return InnerReply.halted(e.reason());
    }
  }
}
