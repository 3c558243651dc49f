package dev.syncline.simulator.data;

import java.util.List;
import java.util.Optional;

/** What became of a lead that was to be converted. */
public sealed interface LeadConvertResult {
  /** The lead is converted; the ids have 18 characters. */
  record Converted(
      String leadId, String accountId, String contactId, Optional<String> opportunityId)
      implements LeadConvertResult {}

  /** Nothing was changed; at least one error says why. */
  record Refused(List<RecordError> errors) implements LeadConvertResult {
    public Refused {
      errors = List.copyOf(errors);
    }
  }
}
