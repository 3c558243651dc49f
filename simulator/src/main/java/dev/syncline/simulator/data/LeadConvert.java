package dev.syncline.simulator.data;

import org.jspecify.annotations.Nullable;

/**
 * The wish to make an account, a contact and an opportunity of a lead (SOAP API Developer Guide,
 * convertLead()).
 *
 * @param leadId the lead, 15 or 18 characters
 * @param convertedStatus the status that the lead ends in
 * @param accountId an account to take; null makes one
 * @param contactId a contact of that account to take; null makes one
 * @param opportunityName what a new opportunity is called; null takes the lead's company
 * @param withOpportunity whether there is to be an opportunity
 * @param ownerId who owns what is made; null takes the lead's owner
 */
public record LeadConvert(
    String leadId,
    String convertedStatus,
    @Nullable String accountId,
    @Nullable String contactId,
    @Nullable String opportunityName,
    boolean withOpportunity,
    @Nullable String ownerId) {
  /** A conversion that makes all three. */
  public static LeadConvert of(String leadId, String convertedStatus) {
    return new LeadConvert(leadId, convertedStatus, null, null, null, true, null);
  }
}
