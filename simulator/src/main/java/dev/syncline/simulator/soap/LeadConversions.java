package dev.syncline.simulator.soap;

import dev.syncline.simulator.data.LeadConvert;
import dev.syncline.simulator.data.LeadConvertResult;
import dev.syncline.simulator.data.RecordError;
import dev.syncline.simulator.data.Transaction;
import dev.syncline.simulator.rest.Org;
import dev.syncline.simulator.xml.XmlElement;
import dev.syncline.simulator.xml.XmlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code convertLead}: leads become accounts, contacts and opportunities; up to 100 in a call. */
final class LeadConversions {
  private static final int MAX_LEADS = 100;

  private final Org org;

  LeadConversions(Org org) {
    this.org = org;
  }

  /** Carries out each conversion for itself, or all or none. */
  void convert(SoapCall call, XmlText out) {
    List<XmlElement> wishes = call.operation().all("leadConverts");
    if (wishes.size() > MAX_LEADS) {
      throw new SoapFault(
          "EXCEEDED_ID_LIMIT", "cannot submit more than " + MAX_LEADS + " leads in this call");
    }
    var results = new ArrayList<LeadConvertResult>();
    try (Transaction transaction = org.data().begin(call.actor(), call.saveOptions())) {
      wishes.forEach(wish -> results.add(transaction.convert(order(wish))));
      boolean refused = results.stream().anyMatch(LeadConvertResult.Refused.class::isInstance);
      if (!call.allOrNone() || !refused) {
        transaction.commit();
      }
    }
    results.forEach(result -> write(out, result));
  }

  private static LeadConvert order(XmlElement wish) {
    return new LeadConvert(
        text(wish, "leadId").orElse(""),
        text(wish, "convertedStatus").orElse(""),
        text(wish, "accountId").orElse(null),
        text(wish, "contactId").orElse(null),
        text(wish, "opportunityName").orElse(null),
        !text(wish, "doNotCreateOpportunity").orElse("false").equals("true"),
        text(wish, "ownerId").orElse(null));
  }

  private static Optional<String> text(XmlElement wish, String name) {
    return wish.textOf(name).filter(text -> !text.isBlank());
  }

  private static void write(XmlText out, LeadConvertResult result) {
    out.start("result");
    switch (result) {
      case LeadConvertResult.Converted(
              String lead,
              String account,
              String contact,
              Optional<String> opportunity) -> {
        out.value("accountId", account).value("contactId", contact).value("leadId", lead);
        out.value("opportunityId", opportunity.orElse(null)).value("success", true);
      }
      case LeadConvertResult.Refused(List<RecordError> errors) -> {
        out.value("accountId", null).value("contactId", null);
        errors.forEach(error -> Writes.error(out, error));
        out.value("leadId", null).value("opportunityId", null).value("success", false);
      }
    }
    out.end();
  }
}
