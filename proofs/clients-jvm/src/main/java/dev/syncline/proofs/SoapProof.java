package dev.syncline.proofs;

import com.sforce.soap.partner.DeleteResult;
import com.sforce.soap.partner.DescribeSObjectResult;
import com.sforce.soap.partner.Field;
import com.sforce.soap.partner.GetUserInfoResult;
import com.sforce.soap.partner.MergeRequest;
import com.sforce.soap.partner.MergeResult;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.QueryResult;
import com.sforce.soap.partner.SaveResult;
import com.sforce.soap.partner.SearchResult;
import com.sforce.soap.partner.UndeleteResult;
import com.sforce.soap.partner.UpsertResult;
import com.sforce.soap.partner.fault.InvalidFieldFault;
import com.sforce.soap.partner.fault.InvalidQueryLocatorFault;
import com.sforce.soap.partner.fault.InvalidSObjectFault;
import com.sforce.soap.partner.fault.MalformedQueryFault;
import com.sforce.soap.partner.fault.UnexpectedErrorFault;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectorConfig;
import com.sforce.ws.bind.XmlObject;
import java.util.Arrays;
import java.util.Calendar;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.IntStream;

/** The partner API, driven by force-wsc and force-partner-api. */
final class SoapProof {
  private final Instance instance;
  private final Checks checks;
  private final PartnerConnection connection;
  private final String key = "soap-" + Long.toString(System.nanoTime(), 36) + "-";

  private SoapProof(Instance instance, Checks checks) throws Exception {
    this.instance = instance;
    this.checks = checks;
    this.connection = new PartnerConnection(config(instance, instance.accessToken()));
  }

  static void run(Instance instance, Checks checks) throws Exception {
    var proof = new SoapProof(instance, checks);
    checks.part("who is signed in", proof::user);
    checks.part("describe", proof::describe);
    checks.part("records", proof::records);
    checks.part("query", proof::query);
    checks.part("search", proof::search);
    checks.part("upsert", proof::upsert);
    checks.part("all or none", proof::allOrNone);
    checks.part("recycle bin", proof::recycleBin);
    checks.part("merge", proof::merge);
    checks.part("replication", proof::replication);
    checks.part("faults", proof::faults);
  }

  static ConnectorConfig config(Instance instance, String session) {
    var config = new ConnectorConfig();
    config.setManualLogin(true);
    config.setServiceEndpoint(
        instance.url() + "/services/Soap/u/65.0/" + instance.orgId().substring(0, 15));
    config.setSessionId(session);
    return config;
  }

  private static SObject record(String type, Object... fields) {
    var record = new SObject(type);
    for (int i = 0; i < fields.length; i += 2) {
      record.setSObjectField((String) fields[i], fields[i + 1]);
    }
    return record;
  }

  private void user() throws Exception {
    GetUserInfoResult user = connection.getUserInfo();
    checks.equal("getUserInfo names the user", user.getUserName(), instance.username());
    checks.equal("getUserInfo names the org", user.getOrganizationId(), instance.orgId());
    checks.equal("the session tells how long it lives", user.getSessionSecondsValid(), 7200);
    Calendar now = connection.getServerTimestamp().getTimestamp();
    checks.holds("the server has a clock", now.getTimeInMillis() > 1_700_000_000_000L, now);
    var limits = connection.getLimitInfoHeader();
    checks.equal(
        "every answer tells the use of the API",
        limits.getLimitInfo()[0].getType(),
        "API REQUESTS");
  }

  private void describe() throws Exception {
    var global = connection.describeGlobal();
    checks.equal("describeGlobal tells its encoding", global.getEncoding(), "UTF-8");
    var names = Arrays.stream(global.getSobjects()).map(o -> o.getName()).toList();
    checks.holds("describeGlobal lists standard objects", names.contains("Contact"), names);
    checks.holds("describeGlobal lists custom objects", names.contains("Invoice__c"), names);
    DescribeSObjectResult account = connection.describeSObject("account");
    checks.equal("describeSObject tells the canonical name", account.getName(), "Account");
    checks.equal("describeSObject tells the key prefix", account.getKeyPrefix(), "001");
    checks.holds("accounts can be merged", account.getMergeable(), "");
    checks.holds(
        "describeSObject lists child relationships",
        Arrays.stream(account.getChildRelationships())
            .anyMatch(c -> "Contacts".equals(c.getRelationshipName())),
        "");
    Field name = field(account, "Name");
    checks.equal("a text field has a type", name.getType().toString(), "string");
    checks.equal("a text field has a SOAP type", name.getSoapType().toString(), "xsd:string");
    checks.holds("a required field is not nillable", !name.getNillable(), name);
    Field id = field(account, "Id");
    checks.equal("the id has its SOAP type", id.getSoapType().toString(), "tns:ID");
    Field key = field(account, "Key__c");
    checks.holds("an external id is told", key.getExternalId() && key.getIdLookup(), key);
    Field industry = field(account, "Industry");
    checks.holds("picklist values are told", industry.getPicklistValues().length > 1, industry);
    var several = connection.describeSObjects(new String[] {"Contact", "Task"});
    checks.equal("describeSObjects keeps the order", several[1].getName(), "Task");
    Field who = field(several[1], "WhoId");
    checks.equal("a polymorphic field has several parents", who.getReferenceTo().length, 2);
    checks.equal("a relationship has a name", who.getRelationshipName(), "Who");
    checks.refused(
        "an unknown object is an InvalidSObjectFault",
        InvalidSObjectFault.class,
        "INVALID_TYPE",
        () -> connection.describeSObject("Nothing__c"));
  }

  private static Field field(DescribeSObjectResult object, String name) {
    return Arrays.stream(object.getFields())
        .filter(f -> f.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void records() throws Exception {
    SaveResult[] created =
        connection.create(
            new SObject[] {
              record("Account", "Name", "SOAP & <Sons>", "NumberOfEmployees", 7, "Phone", "1"),
              record("Account", "Phone", "2")
            });
    checks.holds("a good record is created", created[0].getSuccess(), created[0]);
    checks.equal("an id has 18 characters", created[0].getId().length(), 18);
    checks.holds("a bad record is refused", !created[1].getSuccess(), created[1]);
    checks.equal(
        "a refusal has its status code",
        created[1].getErrors()[0].getStatusCode().toString(),
        "REQUIRED_FIELD_MISSING");
    checks.equal("a refusal names fields", created[1].getErrors()[0].getFields()[0], "Name");
    checks.equal(
        "a refusal has its text",
        created[1].getErrors()[0].getMessage(),
        "Required fields are missing: [Name]");
    String id = created[0].getId();
    SObject[] read =
        connection.retrieve(
            "Id, Name, NumberOfEmployees, Phone, CreatedDate",
            "Account",
            new String[] {id, "001000000000000AAA"});
    checks.equal("retrieve gives text back", read[0].getField("Name"), "SOAP & <Sons>");
    checks.equal("retrieve gives numbers back", read[0].getField("NumberOfEmployees"), "7");
    checks.holds(
        "moments are written as XML writes them",
        read[0].getField("CreatedDate").toString().matches("\\d{4}-.*T.*\\.000Z"),
        read[0].getField("CreatedDate"));
    checks.equal("a missing record is nil", read[1], null);
    SObject change = record("Account", "Id", id, "Name", "Changed");
    change.setFieldsToNull(new String[] {"Phone"});
    SaveResult updated = connection.update(new SObject[] {change})[0];
    checks.holds("a record is updated", updated.getSuccess(), updated);
    SObject after = connection.retrieve("Name,Phone", "Account", new String[] {id})[0];
    checks.equal("an update changes fields", after.getField("Name"), "Changed");
    checks.equal("fieldsToNull clears fields", after.getField("Phone"), null);
    SaveResult unknown =
        connection.update(new SObject[] {record("Account", "Id", "001000000000000AAA")})[0];
    checks.holds("an unknown record is refused", !unknown.getSuccess(), unknown);
    DeleteResult[] deleted = connection.delete(new String[] {id, id});
    checks.holds("a record is deleted", deleted[0].getSuccess(), deleted[0]);
    checks.equal(
        "a deleted record is told so",
        deleted[1].getErrors()[0].getStatusCode().toString(),
        "ENTITY_IS_DELETED");
  }

  private void query() throws Exception {
    String parent = createOne(record("Account", "Name", "Query parent"));
    SObject[] contacts =
        IntStream.range(0, 200)
            .mapToObj(i -> record("Contact", "LastName", "Soap" + i, "AccountId", parent))
            .toArray(SObject[]::new);
    connection.create(contacts);
    connection.create(contacts);
    connection.setQueryOptions(200);
    String soql = "SELECT Id, LastName, Account.Name FROM Contact WHERE AccountId='" + parent + "'";
    QueryResult page = connection.query(soql);
    checks.equal("a query tells how many records it finds", page.getSize(), 400);
    checks.equal("a page has as many records as asked for", page.getRecords().length, 200);
    checks.holds("more pages follow", !page.isDone(), page);
    Set<String> ids = new HashSet<>();
    Arrays.stream(page.getRecords()).forEach(r -> ids.add(r.getId()));
    QueryResult rest = connection.queryMore(page.getQueryLocator());
    Arrays.stream(rest.getRecords()).forEach(r -> ids.add(r.getId()));
    checks.holds("the last page says so", rest.isDone(), rest);
    checks.equal("no record comes twice", ids.size(), 400);
    XmlObject account = (XmlObject) page.getRecords()[0].getField("Account");
    checks.equal("a parent comes within", account.getField("Name"), "Query parent");
    QueryResult nested =
        connection.query(
            "SELECT Name, (SELECT LastName FROM Contacts ORDER BY LastName LIMIT 3) FROM Account"
                + " WHERE Id='"
                + parent
                + "'");
    XmlObject children = (XmlObject) nested.getRecords()[0].getField("Contacts");
    int count = 0;
    for (Iterator<XmlObject> i = children.getChildren("records"); i.hasNext(); i.next()) {
      count++;
    }
    checks.equal("children come within", count, 3);
    checks.equal("an id that was not asked for is nil", nested.getRecords()[0].getId(), null);
    QueryResult counted =
        connection.query("SELECT COUNT() FROM Contact WHERE AccountId='" + parent + "'");
    checks.equal("COUNT() is the size", counted.getSize(), 400);
    QueryResult sum =
        connection.query(
            "SELECT COUNT(Id) n, AccountId a FROM Contact WHERE AccountId='"
                + parent
                + "' GROUP BY AccountId");
    checks.equal("aggregates have their type", sum.getRecords()[0].getType(), "AggregateResult");
    checks.equal("aggregates have their alias", sum.getRecords()[0].getField("n"), "400");
    QueryResult none = connection.query("SELECT Id FROM Account WHERE Name='nobody has this'");
    checks.equal("nothing found has no records", none.getRecords().length, 0);
  }

  private void search() throws Exception {
    String id = createOne(record("Account", "Name", "Zanzibarium " + key));
    SearchResult found =
        connection.search("FIND {Zanzibarium} IN ALL FIELDS RETURNING Account(Id, Name)");
    checks.holds(
        "a search finds its record",
        Arrays.stream(found.getSearchRecords()).anyMatch(r -> r.getRecord().getId().equals(id)),
        found);
  }

  private String createOne(SObject record) throws Exception {
    SaveResult result = connection.create(new SObject[] {record})[0];
    if (!result.getSuccess()) {
      throw new IllegalStateException(result.toString());
    }
    return result.getId();
  }

  private void upsert() throws Exception {
    UpsertResult[] first =
        connection.upsert(
            "Key__c",
            new SObject[] {
              record("Account", "Key__c", key + "1", "Name", "Upserted"),
              record("Account", "Key__c", key + "2", "Name", "Upserted")
            });
    checks.holds("an upsert creates", first[0].getCreated() && first[0].getSuccess(), first[0]);
    UpsertResult again =
        connection
            .upsert(
                "Key__c", new SObject[] {record("Account", "Key__c", key + "1", "Name", "Twice")})[
            0];
    checks.holds("an upsert updates", !again.getCreated() && again.getSuccess(), again);
    checks.equal("an upsert finds its record", again.getId(), first[0].getId());
    SObject contact = record("Contact", "LastName", "Child");
    SObject parent = record("Account", "Key__c", key + "1");
    contact.setField("Account", parent);
    String id = createOne(contact);
    SObject read = connection.retrieve("AccountId", "Contact", new String[] {id})[0];
    checks.equal("a parent is found by its key", read.getField("AccountId"), again.getId());
  }

  private void allOrNone() throws Exception {
    connection.setAllOrNoneHeader(true);
    try {
      SaveResult[] results =
          connection.create(
              new SObject[] {record("Account", "Name", "Taken back"), record("Account")});
      checks.equal(
          "all or none takes back what was good",
          results[0].getErrors()[0].getStatusCode().toString(),
          "ALL_OR_NONE_OPERATION_ROLLED_BACK");
      checks.equal(
          "nothing of it stays",
          connection.query("SELECT Id FROM Account WHERE Name='Taken back'").getSize(),
          0);
    } finally {
      connection.clearAllOrNoneHeader();
    }
  }

  private void recycleBin() throws Exception {
    String id = createOne(record("Account", "Name", key + "bin"));
    connection.delete(new String[] {id});
    String soql = "SELECT Id, IsDeleted FROM Account WHERE Name='" + key + "bin'";
    checks.equal("a query does not see the bin", connection.query(soql).getSize(), 0);
    QueryResult all = connection.queryAll(soql);
    checks.equal("queryAll sees it", all.getSize(), 1);
    checks.equal("and says so", all.getRecords()[0].getField("IsDeleted"), "true");
    UndeleteResult back = connection.undelete(new String[] {id})[0];
    checks.holds("a record comes back", back.getSuccess(), back);
    checks.equal("and is seen again", connection.query(soql).getSize(), 1);
    checks.holds(
        "what is not in the bin cannot come back",
        !connection.undelete(new String[] {id})[0].getSuccess(),
        "");
    connection.delete(new String[] {id});
    checks.holds(
        "the bin can be emptied",
        connection.emptyRecycleBin(new String[] {id})[0].getSuccess(),
        "");
    checks.equal("and then nothing is left", connection.queryAll(soql).getSize(), 0);
  }

  private void merge() throws Exception {
    String master = createOne(record("Account", "Name", "Master"));
    String loser = createOne(record("Account", "Name", "Loser"));
    String child = createOne(record("Contact", "LastName", "Moves", "AccountId", loser));
    var request = new MergeRequest();
    request.setMasterRecord(record("Account", "Id", master, "Phone", "42"));
    request.setRecordToMergeIds(new String[] {loser});
    MergeResult merged = connection.merge(new MergeRequest[] {request})[0];
    checks.holds("accounts are merged", merged.getSuccess(), merged);
    checks.equal("a merge names what went", merged.getMergedRecordIds()[0], loser);
    checks.equal("a merge names what moved", merged.getUpdatedRelatedIds()[0], child);
    SObject moved = connection.retrieve("AccountId", "Contact", new String[] {child})[0];
    checks.equal("a child follows", moved.getField("AccountId"), master);
    QueryResult gone =
        connection.queryAll("SELECT MasterRecordId FROM Account WHERE Id='" + loser + "'");
    checks.equal("what went tells where", gone.getRecords()[0].getField("MasterRecordId"), master);
    MergeResult again = connection.merge(new MergeRequest[] {request})[0];
    checks.holds("nothing is merged twice", !again.getSuccess(), again);
  }

  private void replication() throws Exception {
    String id = createOne(record("Account", "Name", "Replicated"));
    String gone = createOne(record("Account", "Name", "Replicated and gone"));
    connection.delete(new String[] {gone});
    Calendar start = connection.getServerTimestamp().getTimestamp();
    start.add(Calendar.HOUR, -1);
    Calendar end = connection.getServerTimestamp().getTimestamp();
    end.add(Calendar.HOUR, 1);
    var updated = connection.getUpdated("Account", start, end);
    checks.holds(
        "getUpdated lists what was written", Arrays.asList(updated.getIds()).contains(id), updated);
    checks.holds("getUpdated tells how far it sees", updated.getLatestDateCovered() != null, "");
    var deleted = connection.getDeleted("Account", start, end);
    checks.holds(
        "getDeleted lists what was deleted",
        Arrays.stream(deleted.getDeletedRecords()).anyMatch(r -> r.getId().equals(gone)),
        deleted);
  }

  private void faults() throws Exception {
    checks.refused(
        "a malformed statement is a MalformedQueryFault",
        MalformedQueryFault.class,
        "MALFORMED_QUERY",
        () -> connection.query("SELEC Id FROM Account"));
    checks.refused(
        "an unknown field is an InvalidFieldFault",
        InvalidFieldFault.class,
        "INVALID_FIELD",
        () -> connection.query("SELECT Nothing__c FROM Account"));
    checks.refused(
        "a bad locator is an InvalidQueryLocatorFault",
        InvalidQueryLocatorFault.class,
        "INVALID_QUERY_LOCATOR",
        () -> connection.queryMore("01gNothing-2000"));
    var stranger = new PartnerConnection(config(instance, "00Dxx!nothing"));
    checks.refused(
        "a wrong session is INVALID_SESSION_ID",
        UnexpectedErrorFault.class,
        "INVALID_SESSION_ID",
        stranger::getUserInfo);
    checks.refused(
        "the newest versions have no login",
        UnexpectedErrorFault.class,
        "UNSUPPORTED_API_VERSION",
        () -> connection.login(instance.username(), "secret"));
  }
}
