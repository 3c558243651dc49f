// jsforce: many records by Bulk API 2.0 and Bulk API, and the SOAP partner API.
import { jsforce } from './packages.mjs';
import { connect } from './jsforce-records.mjs';

export async function loads(t, simulator) {
  const conn = connect(simulator);
  conn.bulk2.pollInterval = 100;
  conn.bulk2.pollTimeout = 60_000;
  await t.part('insert', () => insert(t, conn));
  await t.part('update, upsert, delete', () => changes(t, conn));
  await t.part('job by hand', () => job(t, conn));
  await t.part('refused jobs', () => refused(t, conn));
}

async function insert(t, conn) {
  const input = Array.from({ length: 2_500 }, (_, i) => ({ Name: `Load ${i}`, Key__c: `load-${i}`, Description: i % 2 ? `a "quote", a comma\nand a line ${i}` : '' }));
  input.push({ Name: '', Key__c: 'load-bad', Description: '' });
  const result = await conn.bulk2.loadAndWaitForResults({ object: 'Account', operation: 'insert', input });
  t.equal('an insert job tells what succeeded and what failed', [result.successfulResults.length, result.failedResults.length, result.unprocessedRecords.length], [2500, 1, 0]);
  t.has('a success tells its id and that it was created', { created: result.successfulResults[0].sf__Created, id: result.successfulResults[0].sf__Id.slice(0, 3) }, { created: 'true', id: '001' });
  t.matches('a failure tells its reason', result.failedResults[0].sf__Error, /^REQUIRED_FIELD_MISSING:Required fields are missing: \[Name\]:Name --$/);
  t.equal('a failure carries its row', result.failedResults[0].Key__c, 'load-bad');
  const { totalSize } = await conn.query("SELECT COUNT() FROM Account WHERE Key__c LIKE 'load-%'");
  t.equal('all that succeeded is there', totalSize, 2500);
  const one = await conn.sobject('Account').findOne({ Key__c: 'load-1' }, 'Description');
  t.equal('quotes, commas and lines come through', one.Description, 'a "quote", a comma\nand a line 1');
}

async function changes(t, conn) {
  const rows = await conn.query("SELECT Id, Key__c FROM Account WHERE Key__c IN ('load-1', 'load-2') ORDER BY Key__c");
  const updated = await conn.bulk2.loadAndWaitForResults({ object: 'Account', operation: 'update', input: rows.records.map(({ Id }) => ({ Id, Description: '#N/A', Site: 'bulk' })) });
  t.equal('an update job updates', updated.successfulResults.map((row) => row.sf__Created), ['false', 'false']);
  t.has('#N/A clears a field', await conn.sobject('Account').findOne({ Key__c: 'load-1' }, 'Description, Site'), { Description: null, Site: 'bulk' });
  const upserted = await conn.bulk2.loadAndWaitForResults({ object: 'Account', operation: 'upsert', externalIdFieldName: 'Key__c', input: [{ Key__c: 'load-1', Name: 'Again' }, { Key__c: 'load-new', Name: 'New' }] });
  t.equal('an upsert job tells what it created', upserted.successfulResults.map((row) => [row.Key__c, row.sf__Created]).sort(), [['load-1', 'false'], ['load-new', 'true']]);
  const related = await conn.bulk2.loadAndWaitForResults({ object: 'Contact', operation: 'insert', input: [{ LastName: 'Bulk child', 'Account.Key__c': 'load-new' }] });
  t.equal('a parent is named by its external id', related.failedResults, []);
  const child = await conn.query("SELECT Account.Name FROM Contact WHERE LastName = 'Bulk child'");
  t.equal('the parent is found', child.records[0].Account?.Name, 'New');
  const all = await conn.query("SELECT Id FROM Account WHERE Key__c LIKE 'load-%'", { autoFetch: true, maxFetch: 10_000 });
  const deleted = await conn.bulk2.loadAndWaitForResults({ object: 'Account', operation: 'delete', input: all.records.map(({ Id }) => ({ Id })) });
  t.equal('a delete job deletes', [deleted.successfulResults.length, deleted.failedResults.length], [2501, 0]);
}

async function job(t, conn) {
  const made = conn.bulk2.createJob({ object: 'Account', operation: 'insert', lineEnding: 'CRLF', columnDelimiter: 'SEMICOLON' });
  await made.open();
  t.matches('a job has an id', made.id, /^750.{15}$/);
  t.has('an open job tells its state', await made.check(), { state: 'Open', operation: 'insert', object: 'Account', contentType: 'CSV', jobType: 'V2Ingest', lineEnding: 'CRLF', columnDelimiter: 'SEMICOLON' });
  await made.uploadData('Name;Key__c\r\nBy hand;hand-1\r\n');
  await made.close();
  await made.poll(100, 60_000);
  const info = await made.check();
  t.has('a finished job counts its records', info, { state: 'JobComplete', numberRecordsProcessed: 1, numberRecordsFailed: 0 });
  t.equal('a version is a number', info.apiVersion, 66);
  const results = await made.getAllResults();
  t.equal('its results can be read', results.successfulResults.map((row) => row.Key__c), ['hand-1']);
  const aborted = conn.bulk2.createJob({ object: 'Account', operation: 'insert' });
  await aborted.open();
  await aborted.abort();
  t.has('a job can be aborted', await aborted.check(), { state: 'Aborted' });
  await aborted.delete();
  await t.refused('a deleted job is gone', aborted.check(), 'NOT_FOUND');
}

async function refused(t, conn) {
  await t.refused('a job of an unknown object is refused', conn.bulk2.createJob({ object: 'Nope__c', operation: 'insert' }).open(), 'INVALIDENTITY');
  const failing = conn.bulk2.createJob({ object: 'Account', operation: 'insert' });
  await failing.open();
  await failing.uploadData('Name,Nope__c\nx,y\n');
  await failing.close();
  const error = await failing.poll(100, 60_000).then(() => undefined, (thrown) => thrown);
  t.matches('an unknown column fails the job', error?.message, /InvalidBatch : Field name not found : Nope__c/);
}

export async function bulkOne(t, simulator) {
  const conn = connect(simulator);
  conn.bulk.pollInterval = 100;
  conn.bulk.pollTimeout = 60_000;
  await t.part('insert', async () => {
    const results = await conn.bulk.load('Account', 'insert', [{ Name: 'V1 a', Key__c: 'v1-a' }, { Name: '', Key__c: 'v1-b' }]);
    t.equal('Bulk API inserts', results.map((result) => result.success), [true, false]);
    t.matches('Bulk API tells why a row failed', results[1].errors.join(), /^REQUIRED_FIELD_MISSING:Required fields are missing: \[Name\]:Name --$/);
    const again = await conn.bulk.load('Account', 'upsert', { extIdField: 'Key__c' }, [{ Name: 'V1 a2', Key__c: 'v1-a' }, { Name: 'V1 c', Key__c: 'v1-c' }]);
    t.equal('Bulk API upserts', again.map((result) => result.success), [true, true]);
  });
  await t.part('query', async () => {
    const stream = await conn.bulk.query("SELECT Id, Name FROM Account WHERE Key__c LIKE 'v1-%' ORDER BY Key__c");
    const rows = await stream.toArray();
    t.equal('Bulk API queries', rows.map((row) => row.Name), ['V1 a2', 'V1 c']);
  });
}

export async function soap(t, simulator) {
  const conn = connect(simulator);
  await t.part('records', async () => {
    const made = await conn.soap.create([{ type: 'Account', Name: 'Soap 1', Key__c: 'soap-1' }, { type: 'Account' }]);
    t.equal('SOAP creates', made.map((result) => result.success), [true, false]);
    t.equal('SOAP tells why a record is refused', [made[1].errors].flat()[0].statusCode, 'REQUIRED_FIELD_MISSING');
    const id = made[0].id;
    const updated = await conn.soap.update({ type: 'Account', Id: id, Site: 'soap' });
    t.has('SOAP updates', updated, { id, success: true });
    const upserted = await conn.soap.upsert('Key__c', { type: 'Account', Key__c: 'soap-1', Name: 'Soap 1b' });
    t.has('SOAP upserts', upserted, { id, success: true, created: false });
    t.has('what SOAP wrote is there', await conn.sobject('Account').retrieve(id), { Name: 'Soap 1b', Site: 'soap' });
    t.equal('SOAP deletes', (await conn.soap.delete([id])).map((result) => result.success), [true]);
    t.equal('SOAP undeletes', (await conn.soap.undelete([id])).map((result) => result.success), [true]);
    t.equal('what was undeleted is back', (await conn.sobject('Account').retrieve(id)).Id, id);
    await conn.sobject('Account').destroy(id);
    t.equal('SOAP empties the recycle bin', (await conn.soap.emptyRecycleBin([id])).map((result) => result.success), [true]);
    await t.refused('what was purged is gone', conn.sobject('Account').retrieve(id), 'NOT_FOUND');
  });
  await t.part('merge and conversion', async () => {
    const [master, loser] = (await conn.sobject('Contact').create([{ LastName: 'Master' }, { LastName: 'Loser' }])).map((result) => result.id);
    const merged = await conn.soap.merge({ masterRecord: { type: 'Contact', Id: master }, recordToMergeIds: [loser] });
    t.has('SOAP merges', { success: merged.success, ids: merged.mergedRecordIds }, { success: true, ids: [loser] });
    const gone = await conn.query(`SELECT MasterRecordId FROM Contact WHERE Id = '${loser}'`, { scanAll: true });
    t.equal('a merged record names its master', gone.records[0].MasterRecordId, master);
    const lead = await conn.sobject('Lead').create({ LastName: 'Convert', Company: 'Converted Inc' });
    const converted = await conn.soap.convertLead({ leadId: lead.id, convertedStatus: 'Closed - Converted' });
    t.holds('SOAP converts a lead', converted.success === true && converted.contactId.startsWith('003') && converted.accountId.startsWith('001'), JSON.stringify(converted));
  });
  await t.part('session', async () => {
    const info = await conn.soap.getUserInfo();
    t.has('SOAP tells the user', info, { organizationId: simulator.ready.orgId, userName: simulator.ready.username });
    t.holds('SOAP tells the time', !Number.isNaN(Date.parse((await conn.soap.getServerTimestamp()).timestamp)));
    const stranger = connect(simulator, { accessToken: 'nonsense' });
    const error = await stranger.soap.getUserInfo().then(() => undefined, (thrown) => thrown);
    t.matches('SOAP refuses a wrong session', `${error?.errorCode} ${error?.message}`, /INVALID_SESSION_ID/);
    const login = new jsforce.Connection({ loginUrl: simulator.ready.instanceUrl, version: '60.0', logLevel: 'NONE' });
    const user = await login.login(simulator.ready.username, 'any password');
    t.equal('SOAP login signs in up to version 64', user.organizationId, simulator.ready.orgId);
    t.holds('what it signs in to works', (await login.query('SELECT COUNT() FROM Account')).totalSize > 0);
  });
}
