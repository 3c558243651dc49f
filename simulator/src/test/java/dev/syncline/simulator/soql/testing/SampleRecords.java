package dev.syncline.simulator.soql.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The records of the sample org. */
final class SampleRecords {
  /**
   * One record each: object and number, then fields; a minus stands before those in the recycle
   * bin, and {@code User/1} is the id of the first user.
   */
  private static final String RECORDS =
      """
      User 1 | FirstName: Ada | LastName: Lovelace | Username: ada@org.test
        | Email: ada@org.test | IsActive: true
      User 2 | FirstName: Bob | LastName: Stone | Username: bob@org.test | ManagerId: User/1

      Group 1 | Name: Support Queue | Type: Queue

      Account 1 | Name: Acme | Type: Customer | Industry: Tech | NumberOfEmployees: 100
        | AnnualRevenue: 1000000.50 | Founded__c: 1999-12-31 | Active__c: true
        | Interests__c: Golf;Wine | Ext__c: X-1 | Key__c: abc | OwnerId: User/1
        | CreatedDate: 2026-11-21T00:00:00Z | BillingStreet: 1 Main St | BillingCity: Berlin
        | BillingLatitude: 52.52 | BillingLongitude: 13.405 | Site__Latitude__s: 52.52
        | Site__Longitude__s: 13.405 | Opens__c: 08:30:00 | Description: long | Rate__c: 12.5
        | Score__c: 1.5
      Account 2 | Name: acme labs | Type: Prospect | Industry: Tech | NumberOfEmployees: 5
        | Founded__c: 2026-11-21 | Interests__c: Wine | Ext__c: X-2 | Key__c: ABC
        | OwnerId: User/1 | ParentId: Account/1 | CreatedDate: 2026-11-20T23:59:59Z
        | Opens__c: 09:00:00
      Account 3 | Name: Globex | Type: Partner | Industry: Energy | NumberOfEmployees: 250
        | AnnualRevenue: 5000000 | Active__c: true | Ext__c: X-3 | OwnerId: User/2
        | ParentId: Account/1 | CreatedDate: 2026-11-14T12:00:00Z | Site__Latitude__s: 48.8566
        | Site__Longitude__s: 2.3522
      Account 4 | Name: 100% Pure_Water | AnnualRevenue: 0 | Founded__c: 2020-02-29
        | Interests__c: Tea | OwnerId: User/2 | ParentId: Account/2
        | CreatedDate: 2026-10-01T00:00:00Z
      Account 5 | Name: O'Hara \\ Sons | Type: Customer | Industry: Retail | NumberOfEmployees: 1
        | AnnualRevenue: -5.25 | Founded__c: 1970-01-01 | Active__c: true | Interests__c: Golf
        | Ext__c: X-5 | OwnerId: User/1 | CreatedDate: 2026-01-01T00:00:00Z
      Account 6 | Name: Ünïcode 株式会社 | Type: Prospect | Industry: Retail
        | NumberOfEmployees: 250 | AnnualRevenue: 0.01 | Founded__c: 2026-11-15
        | Interests__c: Wine;Golf | Ext__c: x-6 | OwnerId: User/1 | ParentId: Account/3
        | CreatedDate: 2025-12-31T23:59:59Z
      -Account 7 | Name: Gone Ltd | Type: Customer | OwnerId: User/1
        | CreatedDate: 2026-11-01T00:00:00Z

      Contact 1 | Salutation: Dr. | FirstName: Jane | LastName: Doe | Email: jane@acme.test
        | AccountId: Account/1 | Birthdate: 1980-05-17 | LeadSource: Web | OwnerId: User/1
        | CreatedDate: 2026-11-21T10:00:00Z
      Contact 2 | FirstName: john | LastName: Doe | Email: JOHN@acme.test | AccountId: Account/1
        | ReportsToId: Contact/1 | Birthdate: 1985-05-18 | LeadSource: Phone | OwnerId: User/2
        | CreatedDate: 2026-11-21T22:30:00Z
      Contact 3 | LastName: Solo | AccountId: Account/2 | LeadSource: Web | OwnerId: User/2
        | HasOptedOutOfEmail: true | CreatedDate: 2026-08-15T00:00:00Z
      Contact 4 | FirstName: Free | LastName: Lancer | OwnerId: User/1
        | CreatedDate: 2025-08-15T00:00:00Z
      Contact 5 | FirstName: Max | LastName: Müller | AccountId: Account/3
        | ReportsToId: Contact/2 | LeadSource: Fair | OwnerId: User/1
        | CreatedDate: 2025-02-28T00:00:00Z
      -Contact 6 | LastName: Binned | AccountId: Account/1 | OwnerId: User/1
        | CreatedDate: 2025-02-28T00:00:00Z

      Opportunity 1 | Name: Big | Amount: 100 | StageName: Won | CloseDate: 2026-11-21
        | AccountId: Account/1 | OwnerId: User/1
      Opportunity 2 | Name: Bad | Amount: 200.00 | StageName: Lost | CloseDate: 2026-11-22
        | AccountId: Account/1 | OwnerId: User/1
      Opportunity 3 | Name: Blank | StageName: Open | CloseDate: 2026-12-31
        | AccountId: Account/2 | OwnerId: User/2
      Opportunity 4 | Name: Best | Amount: 300.10 | StageName: Won | CloseDate: 2025-11-21
        | AccountId: Account/3 | OwnerId: User/2
      Opportunity 5 | Name: Lone | Amount: 100.0 | StageName: won | CloseDate: 2026-02-01
        | OwnerId: User/1

      Task 1 | Subject: Call | WhoId: Contact/1 | WhatId: Account/1 | OwnerId: User/1
        | ActivityDate: 2026-11-23
      Task 2 | Subject: Email | WhatId: Opportunity/4 | OwnerId: Group/1
        | ActivityDate: 2026-11-13
      Task 3 | Subject: Other | OwnerId: User/2
      Task 4 | Subject: Send Letter | WhoId: Contact/2 | WhatId: Account/3 | OwnerId: User/1
        | ActivityDate: 2026-11-22
      """;

  private static final Map<String, String> KEY_PREFIXES =
      Map.of(
          "User", "005",
          "Account", "001",
          "Contact", "003",
          "Opportunity", "006",
          "Group", "00G");

  private SampleRecords() {}

  static void fill(SampleOrg org) {
    RECORDS
        .replaceAll("\\n  \\| ", " | ")
        .lines()
        .filter(line -> !line.isEmpty())
        .forEach(line -> add(org, line));
  }

  private static void add(SampleOrg org, String line) {
    boolean deleted = line.startsWith("-");
    List<String> parts = List.of(line.substring(deleted ? 1 : 0).split(" \\| "));
    String[] head = parts.getFirst().split(" ");
    List<String> values = new ArrayList<>();
    for (String part : parts.subList(1, parts.size())) {
      int colon = part.indexOf(": ");
      values.add(part.substring(0, colon));
      values.add(value(part.substring(colon + 2)));
    }
    int number = Integer.parseInt(head[1]);
    if (deleted) {
      org.addDeleted(head[0], number, values.toArray(String[]::new));
    } else {
      org.add(head[0], number, values.toArray(String[]::new));
    }
  }

  private static String value(String text) {
    int slash = text.indexOf('/');
    String prefix = slash < 0 ? null : KEY_PREFIXES.get(text.substring(0, slash));
    return prefix == null
        ? text
        : SampleOrg.id(prefix, Integer.parseInt(text.substring(slash + 1)));
  }
}
