// sf data query and search, and single records.
import { colleagueOf } from './org-commands.mjs';

const query = (soql, ...more) => ['data', 'query', '--query', soql, ...more];

export async function queries(t, cli, org) {
  const contacts = 'SELECT Id, LastName, Email, CreatedDate, Account.Name FROM Contact ORDER BY Id';
  const all = await cli.ok(t, 'data query', query(contacts));
  t.equal('data query fetches every page', all?.records, await org.query(contacts));
  t.has('data query says how many there are', all, { totalSize: 5000, done: true });

  const families = 'SELECT Name, (SELECT LastName FROM Contacts ORDER BY Id) FROM Account ORDER BY Id LIMIT 20';
  const nested = await cli.ok(t, 'data query with children', query(families));
  t.equal('data query gives children with their parents', nested?.records, await org.query(families));

  const grouped = await cli.run(query('SELECT COUNT(Id), MIN(CreatedDate) FROM Contact', '--result-format', 'csv'));
  const [first] = await org.query('SELECT MIN(CreatedDate) since FROM Contact');
  t.equal('data query writes aggregates as CSV', lines(grouped), ['count(Id),min(CreatedDate)', `5000,${first.since}`]);
  const [contact] = await org.query("SELECT Name, Account.Name FROM Contact WHERE AccountId != null AND LastName LIKE 'M%' ORDER BY Id LIMIT 1");
  const one = await cli.run(query(`SELECT Name, Account.Name FROM Contact WHERE Id = '${idOf(contact)}'`, '--result-format', 'csv'));
  t.equal('data query writes parents as CSV', lines(one), ['Name,Account.Name', [contact.Name, contact.Account.Name].map(cell).join(',')]);

  const definitions = "SELECT QualifiedApiName, KeyPrefix FROM EntityDefinition WHERE QualifiedApiName IN ('Account', 'Contact') ORDER BY QualifiedApiName";
  const tooling = await cli.ok(t, 'data query by the Tooling API', query(definitions, '--use-tooling-api'));
  t.equal('data query by the Tooling API finds definitions', tooling?.records.map((entry) => entry.KeyPrefix), ['001', '003']);
  await cli.refused(t, 'data query of an unknown field is refused', query('SELECT Nope__c FROM Account'), 'INVALID_FIELD', /No such column 'Nope__c' on entity 'Account'/);
}

const lines = (run) => run.output.trim().split('\n').slice(-2);
const idOf = (record) => record.attributes.url.split('/').at(-1);
const cell = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export async function records(t, cli, org, simulator) {
  const values = "Name='Über & Söhne' NumberOfEmployees=12 AnnualRevenue=1000 Key__c='one key'";
  const made = await cli.ok(t, 'data create record', ['data', 'create', 'record', '--sobject', 'Account', '--values', values, '--target-org', 'jwt']);
  const [written] = await org.query(`SELECT Name, NumberOfEmployees, AnnualRevenue, Key__c, CreatedById FROM Account WHERE Id = '${made.id}'`);
  t.has('data create record writes the values', written, { Name: 'Über & Söhne', NumberOfEmployees: 12, AnnualRevenue: 1000, Key__c: 'one key' });
  const colleague = await colleagueOf(org, simulator.ready.username);
  t.equal('data create record writes as the user who signed in', written?.CreatedById, colleague.Id);

  const read = await cli.ok(t, 'data get record', ['data', 'get', 'record', '--sobject', 'Account', '--record-id', made.id]);
  t.equal('data get record gives the whole record', read, await org.get(`/services/data/v68.0/sobjects/Account/${made.id}`));
  await cli.ok(t, 'data update record', ['data', 'update', 'record', '--sobject', 'Account', '--where', "Key__c='one key'", '--values', "Site='Here' NumberOfEmployees=13"]);
  const [changed] = await org.query(`SELECT Name, Site, NumberOfEmployees FROM Account WHERE Id = '${made.id}'`);
  t.has('data update record changes what it names', changed, { Name: 'Über & Söhne', Site: 'Here', NumberOfEmployees: 13 });
  const found = await cli.ok(t, 'data search', ['data', 'search', '--query', 'FIND {Söhne} IN NAME FIELDS RETURNING Account(Id, Name)']);
  t.equal('data search finds the record', found?.searchRecords?.map((record) => record.Id), [made.id]);

  const taken = ['data', 'create', 'record', '--sobject', 'Account', '--values', "Name='Other' Key__c='One Key'"];
  await cli.refused(t, 'data create record with a taken key is refused', taken, 'DUPLICATE_VALUE', /duplicate value found: Key__c duplicates value on record with id: 001/);
  await cli.ok(t, 'data delete record', ['data', 'delete', 'record', '--sobject', 'Account', '--record-id', made.id]);
  t.equal('data delete record deletes it', await org.count(`SELECT COUNT() FROM Account WHERE Id = '${made.id}'`), 0);
  const bin = await cli.ok(t, 'data query --all-rows', query(`SELECT Id, IsDeleted FROM Account WHERE Id = '${made.id}'`, '--all-rows'));
  t.equal('data query --all-rows sees the recycle bin', bin?.records.map((record) => record.IsDeleted), [true]);
}
