package dev.syncline.simulator.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of standard objects that carry what a parent has, such as the price book entry's list
 * price on an opportunity product. They are filled when the record is saved. Object Reference,
 * Case, CampaignMember, PricebookEntry, OpportunityLineItem, OrderItem and Asset; that a later
 * change of the parent does not reach them is a simplification.
 */
public final class CopiedFields {
  private static final Map<String, List<Copy>> BY_OBJECT =
      read(
          """
          Case.AccountId ContactId.AccountId
          Case.ContactPhone ContactId.Phone
          Case.ContactMobile ContactId.MobilePhone
          Case.ContactEmail ContactId.Email
          Case.ContactFax ContactId.Fax
          CampaignMember.Salutation ContactId.Salutation LeadId.Salutation
          CampaignMember.Name ContactId.Name LeadId.Name
          CampaignMember.FirstName ContactId.FirstName LeadId.FirstName
          CampaignMember.LastName ContactId.LastName LeadId.LastName
          CampaignMember.Title ContactId.Title LeadId.Title
          CampaignMember.Street ContactId.MailingStreet LeadId.Street
          CampaignMember.City ContactId.MailingCity LeadId.City
          CampaignMember.State ContactId.MailingState LeadId.State
          CampaignMember.PostalCode ContactId.MailingPostalCode LeadId.PostalCode
          CampaignMember.Country ContactId.MailingCountry LeadId.Country
          CampaignMember.Email ContactId.Email LeadId.Email
          CampaignMember.Phone ContactId.Phone LeadId.Phone
          CampaignMember.Fax ContactId.Fax LeadId.Fax
          CampaignMember.MobilePhone ContactId.MobilePhone LeadId.MobilePhone
          CampaignMember.Description ContactId.Description LeadId.Description
          CampaignMember.DoNotCall ContactId.DoNotCall LeadId.DoNotCall
          CampaignMember.HasOptedOutOfEmail ContactId.HasOptedOutOfEmail LeadId.HasOptedOutOfEmail
          CampaignMember.HasOptedOutOfFax ContactId.HasOptedOutOfFax LeadId.HasOptedOutOfFax
          CampaignMember.LeadSource ContactId.LeadSource LeadId.LeadSource
          CampaignMember.CompanyOrAccount LeadId.Company
          CampaignMember.LeadOrContactId ContactId.Id LeadId.Id
          CampaignMember.LeadOrContactOwnerId ContactId.OwnerId LeadId.OwnerId
          PricebookEntry.Name Product2Id.Name
          PricebookEntry.ProductCode Product2Id.ProductCode
          OpportunityLineItem.Product2Id PricebookEntryId.Product2Id
          OpportunityLineItem.ProductCode PricebookEntryId.ProductCode
          OpportunityLineItem.Name PricebookEntryId.Name
          OpportunityLineItem.ListPrice PricebookEntryId.UnitPrice
          OrderItem.Product2Id PricebookEntryId.Product2Id
          OrderItem.ListPrice PricebookEntryId.UnitPrice
          Asset.ProductCode Product2Id.ProductCode
          Asset.StockKeepingUnit Product2Id.StockKeepingUnit
          """);

  private CopiedFields() {}

  /**
   * A field that carries what a parent has.
   *
   * @param field the field that is filled
   * @param reference the reference of the same object that leads to the parent
   * @param parentField the parent's field
   */
  public record Copy(String field, String reference, String parentField) {}

  /** What records of an object copy; of two copies into one field, one has a parent. */
  public static List<Copy> of(ObjectDefinition object) {
    return BY_OBJECT.getOrDefault(object.name(), List.of());
  }

  private static Map<String, List<Copy>> read(String lines) {
    Map<String, List<Copy>> copies = new HashMap<>();
    lines
        .lines()
        .forEach(
            line -> {
              String[] words = line.split(" ");
              String[] target = words[0].split("\\.");
              for (int i = 1; i < words.length; i++) {
                String[] source = words[i].split("\\.");
                copies
                    .computeIfAbsent(target[0], object -> new ArrayList<>())
                    .add(new Copy(target[1], source[0], source[1]));
              }
            });
    return Map.copyOf(copies);
  }
}
