// jsforce: one record and many records by REST.
import { jsforce } from './packages.mjs';

const ID = /^[a-zA-Z0-9]{18}$/;

export function connect(simulator, options = {}) {
  const { instanceUrl, accessToken } = simulator.ready;
  return new jsforce.Connection({ instanceUrl, accessToken, loginUrl: instanceUrl, version: '66.0', ...options });
}

export async function records(t, simulator) {
  const conn = connect(simulator);
  await t.part('one record', () => oneRecord(t, conn));
  await t.part('parents by external id', () => parents(t, conn));
  await t.part('upsert', () => upserts(t, conn));
  await t.part('collections', () => collections(t, conn));
  await t.part('all or none', () => allOrNone(t, conn));
  await t.part('replication', () => replication(t, conn, simulator));
}

async function oneRecord(t, conn) {
  const accounts = conn.sobject('Account');
  const made = await accounts.create({ Name: 'Über & Söhne', NumberOfEmployees: 12, AnnualRevenue: 1000.5 });
  t.has('create says success without errors', made, { success: true, errors: [] });
  t.matches('create gives an id of 18 characters', made.id, ID);
  const read = await accounts.retrieve(made.id);
  t.has('retrieve gives back what was written', read, { Id: made.id, Name: 'Über & Söhne', NumberOfEmployees: 12 });
  t.has('a record tells its type and address', read.attributes, {
    type: 'Account',
    url: `/services/data/v66.0/sobjects/Account/${made.id}`,
  });
  t.matches('datetimes are written as REST writes them', read.CreatedDate, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000\+0000$/);
  t.holds('retrieve takes an id of 15 characters', (await accounts.retrieve(made.id.slice(0, 15))).Id === made.id);
  const some = await accounts.retrieve(made.id, { fields: ['Name'] });
  t.equal('retrieve with fields gives those and the id', Object.keys(some).sort(), ['Id', 'Name', 'attributes'].sort());
  const updated = await accounts.update({ Id: made.id, Name: 'Changed', NumberOfEmployees: null });
  t.has('update says success', updated, { id: made.id, success: true, errors: [] });
  t.has('update changes and clears', await accounts.retrieve(made.id), { Name: 'Changed', NumberOfEmployees: null });
  const viaRecord = await accounts.record(made.id).update({ Site: 'Here' });
  t.has('a record reference updates', viaRecord, { success: true });
  t.has('a record reference retrieves', await accounts.record(made.id).retrieve(), { Site: 'Here' });
  t.has('destroy says success', await accounts.destroy(made.id), { id: made.id, success: true });
  await t.refused('a deleted record is gone', accounts.retrieve(made.id), 'ENTITY_IS_DELETED', 'entity is deleted');
  await t.refused('a second destroy is refused', accounts.destroy(made.id), 'ENTITY_IS_DELETED');
  await t.refused('an unknown id is not found', accounts.retrieve('001000000000000AAA'), 'NOT_FOUND', 'The requested resource does not exist');
  await t.refused('an id of another object is malformed', accounts.retrieve('003000000000000AAA'), 'MALFORMED_ID');
  const missing = await t.refused('a required field is missed', accounts.create({}), 'REQUIRED_FIELD_MISSING', 'Required fields are missing: [Name]');
  t.equal('the error names the field', missing?.data?.fields, ['Name']);
  await t.refused('a text that is too long is refused', accounts.create({ Name: 'x'.repeat(256) }), 'STRING_TOO_LONG', /^Account Name: data value too large: x+ \(max length=255\)$/);
  await t.refused('an unknown field is refused', accounts.create({ Name: 'x', Nope__c: 1 }), 'INVALID_FIELD');
  await t.refused('an unknown object is not found', conn.sobject('Nope__c').create({ Name: 'x' }), 'NOT_FOUND');
  await t.refused('a read-only field is refused', accounts.create({ Name: 'x', CreatedDate: '2020-01-01T00:00:00Z' }), 'INVALID_FIELD_FOR_INSERT_UPDATE');
}

async function parents(t, conn) {
  await conn.sobject('Account').create({ Name: 'Parent', Key__c: 'parent-1' });
  const contact = await conn.sobject('Contact').create({ LastName: 'Child', Account: { Key__c: 'parent-1' } });
  const found = await conn.query(`SELECT Account.Name FROM Contact WHERE Id = '${contact.id}'`);
  t.equal('a parent is named by its external id', found.records[0].Account?.Name, 'Parent');
  await t.refused(
    'a parent that is not there is refused',
    conn.sobject('Contact').create({ LastName: 'Orphan', Account: { Key__c: 'nobody' } }),
    'INVALID_FIELD',
    'Foreign key external ID: nobody not found for field Key__c in entity Account',
  );
}

async function upserts(t, conn) {
  const accounts = conn.sobject('Account');
  const first = await accounts.upsert({ Name: 'Up 1', Key__c: 'up 1.ä' }, 'Key__c');
  t.has('upsert creates', first, { success: true, created: true, errors: [] });
  const second = await accounts.upsert({ Name: 'Up 2', Key__c: 'up 1.ä' }, 'Key__c');
  t.has('upsert updates', second, { id: first.id, success: true, created: false });
  t.has('the upserted record is changed', await accounts.retrieve(first.id), { Name: 'Up 2', Key__c: 'up 1.ä' });
  await accounts.create([{ Name: 'Twice', Shared_Key__c: 'same' }, { Name: 'Twice', Shared_Key__c: 'same' }]);
  const several = await t.refused('several matches are refused', accounts.upsert({ Name: 'x', Shared_Key__c: 'same' }, 'Shared_Key__c'), 'MULTIPLE_CHOICES');
  t.holds('several matches are told by their addresses', Array.isArray(several?.data) && several.data.length === 2 && several.data.every((url) => url.startsWith('/services/data/v66.0/sobjects/Account/001')), JSON.stringify(several?.data));
  const many = await accounts.upsert([{ Name: 'Up 3', Key__c: 'up 1.ä' }, { Name: 'Up 4', Key__c: 'up-4' }, { Name: null, Key__c: 'up-5' }], 'Key__c');
  t.equal('many upserts tell who was created', many.map((result) => [result.success, result.created]), [[true, false], [true, true], [false, false]]);
  await t.refused('a taken unique value is refused', accounts.create({ Name: 'x', Key__c: 'UP-4' }), 'DUPLICATE_VALUE', new RegExp(`^duplicate value found: Key__c duplicates value on record with id: ${many[1].id.slice(0, 15)}$`));
  const old = connect45(conn);
  const silent = await old.request({ method: 'PATCH', url: `/services/data/v45.0/sobjects/Account/Key__c/up-4`, body: '{"Name":"Up 6"}', headers: { 'Content-Type': 'application/json' } });
  t.holds('up to version 45 an upsert that updates has no body', silent === undefined || silent === null || silent === '', JSON.stringify(silent));
}

function connect45(conn) {
  return new jsforce.Connection({ instanceUrl: conn.instanceUrl, accessToken: conn.accessToken, version: '45.0' });
}

async function collections(t, conn) {
  const accounts = conn.sobject('Account');
  const made = await accounts.create([{ Name: 'Many 1' }, {}, { Name: 'Many 3' }]);
  t.equal('each of many records has its own result', made.map((result) => result.success), [true, false, true]);
  t.equal('a refused one of many says why', made[1].errors, [{ statusCode: 'REQUIRED_FIELD_MISSING', message: 'Required fields are missing: [Name]', fields: ['Name'] }]);
  const ids = [made[0].id, made[2].id];
  const read = await accounts.retrieve(ids);
  t.equal('many records are retrieved in their order', read.map((record) => record.Name), ['Many 1', 'Many 3']);
  const updated = await accounts.update(ids.map((Id) => ({ Id, Site: 'S' })));
  t.equal('many records are updated', updated.map((result) => result.success), [true, true]);
  const bulk = await accounts.create(Array.from({ length: 450 }, (_, i) => ({ Name: `Row ${i}` })), { allowRecursive: true });
  t.equal('450 records go in three calls', bulk.filter((result) => result.success).length, 450);
  const count = await conn.query("SELECT COUNT() FROM Account WHERE Name LIKE 'Row %'");
  t.equal('COUNT() tells their number', [count.totalSize, count.records], [450, []]);
  const gone = await accounts.destroy(bulk.map((result) => result.id), { allowRecursive: true });
  t.equal('450 records are deleted', gone.filter((result) => result.success).length, 450);
  const lost = await accounts.retrieve([ids[0], bulk[0].id]);
  t.equal('a deleted one of many is null', lost.map((record) => record?.Id ?? null), [ids[0], null]);
  const mixed = await conn.create('Account', [{ attributes: { type: 'Account' }, Name: 'M' }]);
  t.holds('attributes may name the type', mixed[0].success);
}

async function allOrNone(t, conn) {
  const accounts = conn.sobject('Account');
  const results = await accounts.create([{ Name: 'None 1' }, {}], { allOrNone: true });
  t.equal('all or none rolls back the innocent', results.map((r) => r.errors[0].statusCode), ['ALL_OR_NONE_OPERATION_ROLLED_BACK', 'REQUIRED_FIELD_MISSING']);
  const left = await conn.query("SELECT COUNT() FROM Account WHERE Name = 'None 1'");
  t.equal('nothing of all or none is left', left.totalSize, 0);
}

async function replication(t, conn, simulator) {
  const { now } = await simulator.control('GET', 'clock');
  const start = new Date(new Date(now).getTime() - 60 * 60 * 1000);
  const end = new Date(new Date(now).getTime() + 2 * 60 * 1000);
  const kept = await conn.sobject('Contact').create({ LastName: 'Kept' });
  const gone = await conn.sobject('Contact').create({ LastName: 'Gone' });
  await conn.sobject('Contact').destroy(gone.id);
  const updated = await conn.sobject('Contact').updated(start, end);
  t.holds('updated names what was created', updated.ids.includes(kept.id) && !updated.ids.includes(gone.id));
  t.matches('updated tells the latest date covered', updated.latestDateCovered, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000\+0000$/);
  const deleted = await conn.sobject('Contact').deleted(start.toISOString(), end.toISOString());
  t.holds('deleted names what was deleted', deleted.deletedRecords.some((record) => record.id === gone.id));
  t.holds('deleted tells the earliest date available', !Number.isNaN(Date.parse(deleted.earliestDateAvailable)));
  await t.refused('a span too long ago is refused', conn.sobject('Contact').updated('2020-01-01T00:00:00Z', end), 'INVALID_REPLICATION_DATE');
  await simulator.control('POST', 'clock', { advance: 'PT10M' });
  const held = simulator.control('POST', 'records', { commitDelay: 'PT2S', writes: [{ op: 'insert', object: 'Contact', fields: { LastName: 'Late' } }] });
  await new Promise((resolve) => setTimeout(resolve, 500));
  await simulator.control('POST', 'clock', { advance: 'PT10M' });
  const later = new Date(new Date((await simulator.control('GET', 'clock')).now).getTime());
  const during = await conn.sobject('Contact').updated(start, later);
  const { results, stamp } = await held;
  t.holds('an open transaction holds the latest date covered back', Date.parse(during.latestDateCovered) <= Date.parse(stamp) && !during.ids.includes(results[0].id), `${during.latestDateCovered} after ${stamp}`);
  const after = await conn.sobject('Contact').updated(during.latestDateCovered, later);
  t.holds('the next call from there finds what was committed late', after.ids.includes(results[0].id));
}
