// jsforce: SOQL, describe, discovery, limits, sign-in.
import { readFileSync } from 'node:fs';
import { jsforce } from './packages.mjs';
import { connect } from './jsforce-records.mjs';

export async function queries(t, simulator) {
  const conn = connect(simulator);
  await t.part('pages', () => pages(t, conn));
  await t.part('relationships', () => relationships(t, conn));
  await t.part('statements', () => statements(t, conn));
  await t.part('query builder', () => builder(t, conn));
  await t.part('refused statements', () => refused(t, conn));
}

async function pages(t, conn) {
  const first = await conn.query('SELECT Id, LastName FROM Contact ORDER BY Id');
  t.has('a first page has 2,000 of 5,000 rows and says so', { ...first, rows: first.records.length }, { totalSize: first.totalSize, done: false, rows: 2000 });
  t.matches('the next page has a locator', first.nextRecordsUrl, /\/services\/data\/v66\.0\/query\/01g[A-Za-z0-9]{15}-2000$/);
  const second = await conn.queryMore(first.nextRecordsUrl);
  t.has('a second page follows', { done: second.done, rows: second.records.length }, { done: false, rows: 2000 });
  const third = await conn.queryMore(second.nextRecordsUrl);
  t.has('the last page is done', { done: third.done, rows: third.records.length, next: third.nextRecordsUrl }, { done: true, rows: first.totalSize - 4000, next: undefined });
  const ids = new Set([...first.records, ...second.records, ...third.records].map((record) => record.Id));
  t.equal('pages hold every record once', ids.size, first.totalSize);
  const byLocator = await conn.queryMore(first.nextRecordsUrl.split('/').pop());
  t.equal('a page is found by its bare locator', byLocator.records[0].Id, second.records[0].Id);
  const all = await conn.query('SELECT Id FROM Contact', { autoFetch: true, maxFetch: 10_000 });
  t.equal('autoFetch brings all pages', all.records.length, first.totalSize);
  const streamed = await new Promise((resolve, reject) => {
    let count = 0;
    conn.query('SELECT Id FROM Contact LIMIT 4500').on('record', () => count++).on('end', () => resolve(count)).on('error', reject).run({ autoFetch: true, maxFetch: 10_000 });
  });
  t.equal('a query streams its records', streamed, 4500);
  const small = await conn.query('SELECT Id FROM Contact', { headers: { 'Sforce-Query-Options': 'batchSize=300' } });
  t.equal('batchSize sets the size of a page', small.records.length, 300);
  await t.refused('an unknown locator is refused', conn.queryMore('01g000000000000AAA-2000'), 'INVALID_QUERY_LOCATOR', 'invalid query locator');
}

async function relationships(t, conn) {
  const account = await conn.sobject('Account').create({ Name: 'Family', Key__c: 'family' });
  await conn.sobject('Contact').create([{ LastName: 'One', AccountId: account.id }, { LastName: 'Two', AccountId: account.id }]);
  const { records } = await conn.query("SELECT Id, Owner.Name, Parent.Name, (SELECT LastName FROM Contacts ORDER BY LastName), (SELECT Id FROM Invoices__r) FROM Account WHERE Key__c = 'family'");
  t.equal('children come with their parent', records[0].Contacts.records.map((record) => record.LastName), ['One', 'Two']);
  t.has('children come as a result of their own', records[0].Contacts, { totalSize: 2, done: true });
  t.equal('no children are null', records[0].Invoices__r, null);
  t.equal('no parent is null', records[0].Parent, null);
  t.equal('a parent is a record of its own type', records[0].Owner.attributes.type, 'User');
  const semi = await conn.query("SELECT COUNT() FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE LastName = 'Two') AND Key__c = 'family'");
  t.equal('a semi-join finds the parent', semi.totalSize, 1);
  const path = await conn.request(`/sobjects/Account/${account.id}/Contacts`);
  t.equal('children are found along the path', path.totalSize, 2);
}

async function statements(t, conn) {
  const invoices = conn.sobject('Invoice__c');
  const account = (await conn.sobject('Account').create({ Name: 'Billed' })).id;
  const made = await invoices.create([
    { Account__c: account, Amount__c: 10.25, Due__c: '2026-01-31', Sent__c: '2026-01-15T10:00:00+02:00', Paid__c: true, Tags__c: 'red;blue' },
    { Account__c: account, Amount__c: 20, Due__c: '2026-02-28', Paid__c: false, Tags__c: 'green' },
    { Account__c: account, Note__c: "It's \\ \"quoted\"\nlines" },
  ]);
  t.equal('custom records are created', made.map((result) => result.success), [true, true, true]);
  const of = `Account__c = '${account}'`;
  const grouped = await conn.query(`SELECT Paid__c, COUNT(Id) n, SUM(Amount__c), MAX(Due__c) last FROM Invoice__c WHERE ${of} AND Amount__c != null GROUP BY Paid__c ORDER BY Paid__c`);
  t.equal('groups are aggregate results', grouped.records.map((r) => [r.attributes.type, r.Paid__c, r.n, r.expr0, r.last]), [
    ['AggregateResult', false, 1, 20, '2026-02-28'],
    ['AggregateResult', true, 1, 10.25, '2026-01-31'],
  ]);
  const one = (await conn.query(`SELECT Name, Sent__c, Due__c, Amount__c, Tags__c FROM Invoice__c WHERE ${of} AND Paid__c = TRUE`)).records[0];
  t.has('values come back in UTC and as they are', one, { Sent__c: '2026-01-15T08:00:00.000+0000', Due__c: '2026-01-31', Amount__c: 10.25, Tags__c: 'red;blue' });
  t.matches('auto-numbers are filled', one.Name, /^INV-\d{5,}$/);
  const includes = await conn.query(`SELECT COUNT() FROM Invoice__c WHERE ${of} AND Tags__c INCLUDES ('blue', 'green')`);
  t.equal('INCLUDES finds values of a multi-select', includes.totalSize, 2);
  const noted = (await conn.query(`SELECT Note__c FROM Invoice__c WHERE ${of} AND Amount__c = null`)).records[0];
  t.equal('long texts keep quotes and lines', noted.Note__c, "It's \\ \"quoted\"\nlines");
  const today = await conn.query(`SELECT COUNT() FROM Invoice__c WHERE ${of} AND CreatedDate = TODAY AND LastModifiedDate >= LAST_N_DAYS:1`);
  t.equal('date literals count', today.totalSize, 3);
  await invoices.destroy(made[2].id);
  const binned = await conn.query(`SELECT Id, IsDeleted FROM Invoice__c WHERE ${of} AND IsDeleted = TRUE`, { scanAll: true });
  t.equal('queryAll finds the recycle bin', binned.records.map((record) => record.IsDeleted), [true]);
  const columns = await conn.request(`/query?q=${encodeURIComponent('SELECT Id, Owner.Name FROM Account')}&columns=true`);
  t.equal('columns are told in the place of rows', columns.columnMetadata.map((column) => column.columnName), ['Id', 'Owner']);
  const plan = await conn.query(`SELECT Id FROM Account WHERE Id = '${account}'`).explain();
  t.equal('explain tells a plan', [plan.plans[0].sobjectType, plan.plans[0].leadingOperationType], ['Account', 'Index']);
  const like = await conn.query("SELECT Name FROM Account WHERE Name LIKE 'b_lled%' LIMIT 1");
  t.equal('LIKE goes without case', like.records[0].Name, 'Billed');
}

async function builder(t, conn) {
  const accounts = conn.sobject('Account');
  const found = await accounts.find({ Name: { $like: 'B%' }, CreatedDate: { $gte: jsforce.SfDate.YESTERDAY } }, 'Id, Name').sort('-Name').limit(3);
  t.holds('find builds a statement', found.length > 0 && found.every((record) => record.Name.startsWith('B')));
  const one = await accounts.findOne({ Key__c: 'family' }, { Name: 1 });
  t.equal('findOne finds one', one.Name, 'Family');
  const withChildren = await accounts.select('Name').include('Contacts').select('LastName').orderby('LastName').end().where({ Key__c: 'family' });
  t.equal('include brings children', withChildren[0].Contacts.records.map((record) => record.LastName), ['One', 'Two']);
  t.equal('count counts', await accounts.count({ Key__c: 'family' }), 1);
  await conn.sobject('Contact').create([{ LastName: 'Sweep', Title: '1' }, { LastName: 'Sweep', Title: '2' }]);
  const updated = await conn.sobject('Contact').find({ LastName: 'Sweep' }).update({ Title: 'swept' });
  t.equal('what a query finds is updated', updated.map((result) => result.success), [true, true]);
  const removed = await conn.sobject('Contact').find({ LastName: 'Sweep', Title: 'swept' }).destroy();
  t.equal('what a query finds is destroyed', removed.map((result) => result.success), [true, true]);
}

async function refused(t, conn) {
  await t.refused('a statement that is none is refused', conn.query('SELEC Id FROM Account'), 'MALFORMED_QUERY');
  await t.refused('an unknown column is refused', conn.query('SELECT Nope FROM Account'), 'INVALID_FIELD', /No such column 'Nope' on entity 'Account'/);
  await t.refused('an unknown object is refused', conn.query('SELECT Id FROM Nope'), 'INVALID_TYPE', /sObject type 'Nope' is not supported/);
  await t.refused('an id of the wrong form is refused', conn.query("SELECT Id FROM Account WHERE Id = 'nonsense'"), 'INVALID_QUERY_FILTER_OPERATOR');
  await t.refused('a long text cannot be filtered', conn.query("SELECT Id FROM Invoice__c WHERE Note__c = 'x'"), 'INVALID_FIELD', /can not be filtered in a query call/);
  await t.refused('an empty statement is refused', conn.request('/query?q='), 'MALFORMED_QUERY');
}

export async function discovery(t, simulator) {
  const conn = connect(simulator);
  await t.part('describe', () => describe(t, conn));
  await t.part('versions and resources', () => resources(t, conn, simulator));
  await t.part('identity', () => identity(t, conn, simulator));
  await t.part('recent records', () => recent(t, conn));
  await t.part('search', () => search(t, conn));
  await t.part('tooling', () => tooling(t, conn));
}

async function describe(t, conn) {
  const global = await conn.describeGlobal();
  t.has('describe global tells its bounds', global, { encoding: 'UTF-8', maxBatchSize: 200 });
  const names = global.sobjects.map((object) => object.name);
  t.holds('describe global lists standard and custom objects', ['Account', 'Contact', 'User', 'Invoice__c'].every((name) => names.includes(name)));
  const account = await conn.sobject('account').describe();
  t.has('describe tells an object whatever the case', account, { name: 'Account', keyPrefix: '001', label: 'Account', custom: false, createable: true, replicateable: true });
  const field = (name) => account.fields.find((one) => one.name === name);
  t.has('describe tells a name field', field('Name'), { type: 'string', nameField: true, nillable: false, createable: true, length: 255 });
  t.has('describe tells an external id', field('Key__c'), { externalId: true, unique: true, idLookup: true, caseSensitive: false, custom: true });
  t.has('describe tells a reference', field('OwnerId'), { type: 'reference', referenceTo: ['User'], relationshipName: 'Owner', defaultedOnCreate: true });
  t.has('describe tells an address', field('BillingAddress'), { type: 'address', createable: false, updateable: false });
  t.has('describe tells a component', field('BillingCity'), { compoundFieldName: 'BillingAddress', type: 'string' });
  const child = account.childRelationships.find((one) => one.relationshipName === 'Invoices__r');
  t.has('describe tells a master-detail relationship', child, { childSObject: 'Invoice__c', field: 'Account__c', cascadeDelete: true });
  t.holds('describe tells the master record type', account.recordTypeInfos.some((info) => info.master && info.name === 'Master'));
  const invoice = await conn.describe('Invoice__c');
  const tags = invoice.fields.find((one) => one.name === 'Tags__c');
  t.equal('describe tells picklist values', tags.picklistValues.map((value) => [value.value, value.active]), [['red', true], ['green', true], ['blue', true]]);
  t.has('describe tells precision and scale', invoice.fields.find((one) => one.name === 'Amount__c'), { type: 'currency', precision: 18, scale: 2 });
  await t.refused('an unknown object is not described', conn.describe('Nope'), 'NOT_FOUND');
  const layouts = await conn.sobject('Account').layouts();
  t.holds('layouts are told', Array.isArray(layouts.layouts) && Array.isArray(layouts.recordTypeMappings));
  const compact = await conn.sobject('Account').compactLayouts();
  t.holds('compact layouts are told', Array.isArray(compact.compactLayouts));
}

async function resources(t, conn, simulator) {
  const versions = await conn.request('/services/data');
  t.equal('versions go up to the newest', [versions.at(-1).version, versions.at(-1).label, versions.at(-1).url], ['68.0', "Winter '27", '/services/data/v68.0']);
  for (const version of ['41.0', '50.0', '62.0', '68.0']) {
    const other = connect(simulator, { version });
    const { totalSize } = await other.query('SELECT COUNT() FROM Account');
    t.holds(`version ${version} is served`, totalSize >= 500);
  }
  const limits = await conn.limits();
  t.holds('limits tell maxima and what remains', limits.DailyApiRequests.Max > 0 && limits.DailyApiRequests.Remaining < limits.DailyApiRequests.Max);
  t.equal('the use of the API is told with each answer', conn.limitInfo.apiUsage?.limit, limits.DailyApiRequests.Max);
  const slashes = await conn.request(`${conn.instanceUrl}//services/data/v66.0//limits/`);
  t.holds('double and trailing slashes are taken', slashes.DailyApiRequests !== undefined);
  await t.refused('an unknown resource is not found', conn.request('/services/data/v66.0/nowhere'), 'NOT_FOUND');
  await t.refused('a retired version is gone', connect(simulator, { version: '20.0' }).limits(), 'UNSUPPORTED_API_VERSION');
  const theme = await conn.request('/theme');
  t.holds('themes are told', Array.isArray(theme.themeItems));
  t.holds('tabs are told', Array.isArray(await conn.tabs()));
  t.holds('quick actions are told', Array.isArray(await conn.quickActions()));
}

async function identity(t, conn, simulator) {
  const { ready } = simulator;
  const me = await conn.identity();
  t.has('identity tells user and org', me, { username: ready.username, organization_id: ready.orgId, active: true });
  const credentials = new jsforce.Connection({ oauth2: { loginUrl: ready.instanceUrl, clientId: ready.clientId, clientSecret: ready.clientSecret } });
  const user = await credentials.authorize({ grant_type: 'client_credentials' });
  t.equal('client credentials sign in', user.organizationId, ready.orgId);
  t.equal('the instance is told', credentials.instanceUrl, ready.instanceUrl);
  t.holds('what they sign in to works', (await credentials.query('SELECT COUNT() FROM Account')).totalSize >= 500);
  const jwt = new jsforce.Connection({ oauth2: { loginUrl: ready.instanceUrl, clientId: ready.clientId } });
  const byKey = await jwt.authorize({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: await assertion(ready) });
  t.equal('a signed assertion signs in', byKey.id, me.user_id);
  await jwt.logout();
  await t.refused('a session that was logged out is invalid', connect(simulator, { accessToken: 'nonsense' }).limits(), 'INVALID_SESSION_ID', 'Session expired or invalid');
  const wrong = new jsforce.Connection({ oauth2: { loginUrl: ready.instanceUrl, clientId: ready.clientId, clientSecret: 'wrong' } });
  await t.refused('a wrong secret is refused', wrong.authorize({ grant_type: 'client_credentials' }), 'invalid_client', 'invalid client credentials');
}

async function assertion(ready) {
  const { createSign } = await import('node:crypto');
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { iss: ready.clientId, sub: ready.username, aud: ready.instanceUrl, exp: Math.floor(Date.now() / 1000) + 180 };
  const signed = `${part({ alg: 'RS256' })}.${part(claims)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(readFileSync(ready.privateKeyFile), 'base64url')}`;
}

async function recent(t, conn) {
  const made = await conn.sobject('Account').create({ Name: 'Seen' }, { headers: { 'Sforce-Mru': 'updateMru=true' } });
  const all = await conn.recent('Account', 5);
  t.equal('a record that was worked on is recent', all[0]?.Id, made.id);
  t.equal('recent takes a limit', (await conn.request('/recent?limit=1')).length, 1);
}

async function search(t, conn) {
  await conn.sobject('Contact').create({ LastName: 'Quetzalcoatl', Email: 'feathered@example.com' });
  await conn.sobject('Account').create({ Name: 'Quetzalcoatl Imports' });
  const { searchRecords } = await conn.search('FIND {quetzal*} IN ALL FIELDS RETURNING Account(Id, Name), Contact(Id, LastName, Email LIMIT 5)');
  t.equal('SOSL finds words by their beginning', searchRecords.map((record) => record.attributes.type), ['Account', 'Contact']);
  t.equal('SOSL gives the fields it is asked for', searchRecords[1].Email, 'feathered@example.com');
  const none = await conn.search('FIND {nosuchword} RETURNING Account(Id)');
  t.equal('SOSL finds nothing where there is nothing', none.searchRecords, []);
  const named = await conn.request('/parameterizedSearch?q=quetzalcoatl&sobject=Contact&Contact.fields=Id,LastName');
  t.equal('a search by parameters finds the record', named.searchRecords.map((record) => record.LastName), ['Quetzalcoatl']);
  const posted = await conn.requestPost('/parameterizedSearch', { q: 'quetzalcoatl', in: 'NAME', sobjects: [{ name: 'Account', fields: ['Name'] }] });
  t.equal('a search by a posted body finds the record', posted.searchRecords.map((record) => record.Name), ['Quetzalcoatl Imports']);
  await t.refused('a search that is none is refused', conn.search('FIND quetzal'), 'MALFORMED_SEARCH');
}

async function tooling(t, conn) {
  const global = await conn.tooling.describeGlobal();
  t.holds('tooling lists its objects', global.sobjects.some((object) => object.name === 'EntityDefinition'));
  const found = await conn.tooling.query("SELECT QualifiedApiName, KeyPrefix FROM EntityDefinition WHERE QualifiedApiName = 'Account'");
  t.equal('tooling describes entities', [found.totalSize, found.records[0]?.KeyPrefix], [1, '001']);
  const fields = await conn.tooling.query("SELECT QualifiedApiName, DataType FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = 'Account' AND QualifiedApiName = 'Key__c'");
  t.equal('tooling describes fields', fields.records.map((record) => record.QualifiedApiName), ['Key__c']);
}
