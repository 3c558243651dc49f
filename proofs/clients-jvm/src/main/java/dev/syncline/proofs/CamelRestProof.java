package dev.syncline.proofs;

import dev.syncline.proofs.dto.Account;
import dev.syncline.proofs.dto.QueryRecordsAccount;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.CreateSObjectResult;
import org.apache.camel.component.salesforce.api.dto.DeleteSObjectResult;
import org.apache.camel.component.salesforce.api.dto.GlobalObjects;
import org.apache.camel.component.salesforce.api.dto.Limits;
import org.apache.camel.component.salesforce.api.dto.SObjectBasicInfo;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;
import org.apache.camel.component.salesforce.api.dto.SaveSObjectResult;
import org.apache.camel.component.salesforce.api.dto.UpsertSObjectResult;
import org.apache.camel.component.salesforce.api.dto.Version;
import org.apache.camel.component.salesforce.api.dto.composite.SObjectBatch;
import org.apache.camel.component.salesforce.api.dto.composite.SObjectBatchResponse;
import org.apache.camel.component.salesforce.api.dto.composite.SObjectComposite;
import org.apache.camel.component.salesforce.api.dto.composite.SObjectCompositeResponse;
import org.apache.camel.component.salesforce.api.dto.composite.SObjectTree;

/** REST, driven by camel-salesforce. */
final class CamelRestProof {
  private final Checks checks;
  private final ProducerTemplate template;
  private final String key = "camel-" + Long.toString(System.nanoTime(), 36) + "-";

  private CamelRestProof(Checks checks, ProducerTemplate template) {
    this.checks = checks;
    this.template = template;
  }

  static void run(Instance instance, Checks checks) throws Exception {
    try (CamelContext context = CamelContexts.open(instance);
        ProducerTemplate template = context.createProducerTemplate()) {
      var proof = new CamelRestProof(checks, template);
      checks.part("what there is", proof::discovery);
      checks.part("records", proof::records);
      checks.part("external ids", proof::externalIds);
      checks.part("queries", proof::queries);
      checks.part("composite", proof::composite);
      checks.part("composite batch", proof::batch);
      checks.part("composite tree", proof::tree);
      checks.part("collections", proof::collections);
      checks.part("raw calls", proof::raw);
      checks.part("events by REST", proof::recent);
      checks.part("refusals", proof::refusals);
    }
  }

  private <T> T ask(String operation, Object body, Class<T> type) {
    return template.requestBody("salesforce:" + operation, body, type);
  }

  @SuppressWarnings("unchecked")
  private <T> List<T> list(String operation, Object body, Map<String, Object> headers) {
    return (List<T>)
        template.requestBodyAndHeaders("salesforce:" + operation, body, headers, List.class);
  }

  private void discovery() {
    List<Version> versions = list("getVersions", null, Map.of());
    checks.equal("the newest version comes last", versions.getLast().getVersion(), "68.0");
    Map<?, ?> resources = ask("getResources", null, Map.class);
    checks.holds(
        "resources have their paths",
        String.valueOf(resources.get("sobjects")).endsWith("/sobjects"),
        resources);
    GlobalObjects objects = ask("getGlobalObjects", null, GlobalObjects.class);
    checks.holds(
        "describe global lists objects",
        objects.getSobjects().stream().anyMatch(o -> o.getName().equals("Contact")),
        objects);
    SObjectBasicInfo info = ask("getBasicInfo?sObjectName=Account", null, SObjectBasicInfo.class);
    checks.equal("an object tells its name", info.getObjectDescribe().getName(), "Account");
    SObjectDescription described =
        ask("getDescription?sObjectName=Account", null, SObjectDescription.class);
    checks.holds(
        "describe lists fields",
        described.getFields().stream().anyMatch(f -> f.getName().equals("Key__c")),
        described);
    checks.holds(
        "describe lists relationships", !described.getChildRelationships().isEmpty(), described);
    Limits limits = ask("limits", null, Limits.class);
    checks.holds(
        "limits tell what is left", limits.getDailyApiRequests().getRemaining() > 0, limits);
  }

  private String create(Account account) {
    return ask("createSObject", account, CreateSObjectResult.class).getId();
  }

  private void records() {
    Account account = Account.named("Camel Ä");
    account.setPhone("1");
    account.setEmployees(7);
    CreateSObjectResult created = ask("createSObject", account, CreateSObjectResult.class);
    checks.holds("a record is created", created.getSuccess(), created);
    checks.equal("its id has 18 characters", created.getId().length(), 18);
    String read = "getSObject?sObjectName=Account&sObjectFields=Name,Phone,NumberOfEmployees";
    Account found = ask(read, created.getId(), Account.class);
    checks.equal("text is given back", found.getName(), "Camel Ä");
    checks.equal("numbers are given back", found.getEmployees(), 7);
    Account change = new Account();
    change.setId(created.getId());
    change.setPhone("2");
    template.requestBody("salesforce:updateSObject?sObjectName=Account", change);
    checks.equal("a record is updated", ask(read, created.getId(), Account.class).getPhone(), "2");
    template.requestBody("salesforce:deleteSObject?sObjectName=Account", created.getId());
    refusedWith("a deleted record is gone", "404", () -> ask(read, created.getId(), Account.class));
  }

  private void externalIds() {
    Account account = Account.named("Keyed");
    account.setKey__c(key + "1");
    String upsert = "upsertSObject?sObjectName=Account&sObjectIdName=Key__c";
    UpsertSObjectResult created =
        template.requestBodyAndHeader(
            "salesforce:" + upsert,
            account,
            "sObjectIdValue",
            key + "1",
            UpsertSObjectResult.class);
    checks.holds("an upsert creates", created.getCreated(), created);
    account.setKey__c(key + "1");
    account.setPhone("9");
    UpsertSObjectResult again =
        template.requestBodyAndHeader(
            "salesforce:" + upsert,
            account,
            "sObjectIdValue",
            key + "1",
            UpsertSObjectResult.class);
    checks.equal("an upsert finds its record", again.getId(), created.getId());
    checks.equal("an upsert updates", again.getCreated(), false);
    Account found =
        ask("getSObjectWithId?sObjectName=Account&sObjectIdName=Key__c", key + "1", Account.class);
    checks.equal("a record is read by its key", found.getPhone(), "9");
    template.requestBody(
        "salesforce:deleteSObjectWithId?sObjectName=Account&sObjectIdName=Key__c", key + "1");
    refusedWith(
        "a record is deleted by its key",
        "404",
        () ->
            ask(
                "getSObjectWithId?sObjectName=Account&sObjectIdName=Key__c",
                key + "1",
                Account.class));
  }

  private void queries() {
    String id = create(Account.named(key + "query"));
    QueryRecordsAccount page =
        ask(
            "query?sObjectClass=dev.syncline.proofs.dto.QueryRecordsAccount",
            "SELECT Id, Name FROM Account WHERE Name = '" + key + "query'",
            QueryRecordsAccount.class);
    checks.equal("a query finds its record", page.getRecords().getFirst().getId(), id);
    checks.holds("a short answer is done", page.getDone(), page);
    String contacts =
        ask("query?rawPayload=true", "SELECT Id FROM Contact LIMIT 2500", String.class);
    checks.holds("a long answer has more", contacts.contains("\"nextRecordsUrl\""), contacts);
    String next = contacts.replaceAll("(?s).*\"nextRecordsUrl\"\\s*:\\s*\"([^\"]*)\".*", "$1");
    String more = ask("queryMore?rawPayload=true", next, String.class);
    checks.holds("the next page is the last", more.contains("\"done\":true"), more);
    template.requestBody("salesforce:deleteSObject?sObjectName=Account", id);
    QueryRecordsAccount all =
        ask(
            "queryAll?sObjectClass=dev.syncline.proofs.dto.QueryRecordsAccount",
            "SELECT Id FROM Account WHERE Name = '" + key + "query'",
            QueryRecordsAccount.class);
    checks.equal("queryAll sees the recycle bin", all.getTotalSize(), 1);
  }

  private void composite() {
    var composite = new SObjectComposite(CamelContexts.VERSION, true);
    composite.addCreate(Account.named(key + "composite"), "made");
    composite.addGet("Account", "@{made.id}", "read", "Name");
    composite.addDelete("Account", "@{made.id}", "gone");
    SObjectCompositeResponse answer = ask("composite", composite, SObjectCompositeResponse.class);
    var parts = answer.getCompositeResponse();
    checks.equal("a part creates", parts.get(0).getHttpStatusCode(), 201);
    checks.equal("a part refers to another", parts.get(1).getHttpStatusCode(), 200);
    checks.holds(
        "and reads what it made",
        parts.get(1).getBody().toString().contains(key + "composite"),
        parts.get(1).getBody());
    checks.equal("a part deletes", parts.get(2).getHttpStatusCode(), 204);
    checks.equal("parts have their names", parts.get(2).getReferenceId(), "gone");
    var failing = new SObjectComposite(CamelContexts.VERSION, true);
    failing.addCreate(Account.named(key + "halted"), "first");
    failing.addCreate(new Account(), "second");
    SObjectCompositeResponse halted = ask("composite", failing, SObjectCompositeResponse.class);
    checks.equal(
        "all or none takes back the first",
        halted.getCompositeResponse().get(0).getHttpStatusCode(),
        400);
  }

  private void batch() {
    var batch = new SObjectBatch(CamelContexts.VERSION);
    batch.addCreate(Account.named(key + "batch"));
    batch.addQuery("SELECT Id FROM Account LIMIT 1");
    batch.addLimits();
    SObjectBatchResponse answer = ask("composite-batch", batch, SObjectBatchResponse.class);
    checks.holds("a batch has no errors", !answer.hasErrors(), answer);
    checks.equal("a batch creates", answer.getResults().get(0).getStatusCode(), 201);
    checks.equal("a batch queries", answer.getResults().get(1).getStatusCode(), 200);
    checks.equal("a batch reads limits", answer.getResults().get(2).getStatusCode(), 200);
  }

  private void tree() {
    var tree = new SObjectTree();
    tree.addObject(Account.named(key + "tree1"));
    tree.addObject(Account.named(key + "tree2"));
    SObjectTree answer = ask("composite-tree", tree, SObjectTree.class);
    checks.holds(
        "every record of a tree has its id",
        answer.allObjects().allMatch(record -> record.getId() != null),
        answer);
  }

  private void collections() {
    Account one = Account.named(key + "c1");
    Account two = Account.named(key + "c2");
    List<SaveSObjectResult> created =
        list("compositeCreateSObjectCollections", List.of(one, two), Map.of());
    checks.holds("collections create", created.get(1).getSuccess(), created);
    one.setId(created.get(0).getId());
    one.setPhone("5");
    List<SaveSObjectResult> updated =
        list("compositeUpdateSObjectCollections", List.of(one), Map.of());
    checks.holds("collections update", updated.getFirst().getSuccess(), updated);
    List<String> ids = created.stream().map(SaveSObjectResult::getId).toList();
    List<Account> read =
        list(
            "compositeRetrieveSObjectCollections?sObjectName=Account&sObjectFields=Name,Phone"
                + "&sObjectClass=dev.syncline.proofs.dto.Account",
            null,
            Map.of("sObjectIds", ids));
    checks.equal("collections retrieve", read.getFirst().getPhone(), "5");
    Account keyed = Account.named("Keyed");
    keyed.setKey__c(key + "c3");
    List<UpsertSObjectResult> upserted =
        list(
            "compositeUpsertSObjectCollections?sObjectName=Account&sObjectIdName=Key__c",
            List.of(keyed),
            Map.of());
    checks.holds("collections upsert", upserted.getFirst().getCreated(), upserted);
    List<DeleteSObjectResult> deleted =
        list("compositeDeleteSObjectCollections", ids, Map.of("sObjectIds", ids));
    checks.holds("collections delete", deleted.get(1).getSuccess(), deleted);
  }

  private void raw() {
    String versions =
        ask("raw?rawMethod=GET&rawPath=/services/data/v66.0/limits", null, String.class);
    checks.holds("raw calls are answered", versions.contains("DailyApiRequests"), versions);
  }

  private void recent() {
    String recent = ask("recent?rawPayload=true&limit=5", null, String.class);
    checks.holds("recent records are a list", recent.startsWith("["), recent);
  }

  private void refusals() {
    refusedWith(
        "a required field is missed", "REQUIRED_FIELD_MISSING", () -> create(new Account()));
    refusedWith(
        "a malformed query is refused",
        "MALFORMED_QUERY",
        () -> ask("query?rawPayload=true", "SELEC", String.class));
    refusedWith(
        "an unknown object is refused",
        "NOT_FOUND",
        () -> ask("getDescription?sObjectName=Nothing__c", null, SObjectDescription.class));
  }

  private void refusedWith(String name, String text, Checks.Work work) {
    try {
      work.run();
      checks.holds(name, false, "nothing was refused");
    } catch (CamelExecutionException e) {
      boolean told =
          e.getCause() instanceof SalesforceException refusal
              && (refusal.toString() + refusal.getErrors() + refusal.getStatusCode())
                  .contains(text);
      checks.holds(name, told, e.getCause());
    } catch (Exception e) {
      checks.holds(name, false, e);
    }
  }
}
