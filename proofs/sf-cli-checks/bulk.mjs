// sf data upsert, import, update, delete, and export bulk.

const WAIT = ['--wait', '5'];
const ROWS = 12_000;

export async function bulkLoads(t, cli, org) {
  await upserts(t, cli, org);
  await imports(t, cli, org);
  await classic(t, cli, org);
}

async function upserts(t, cli, org) {
  cli.write('first.csv', 'Key__c,Name,Site\nb-1,"Bulk, one",x\nb-2,"Bulk ""two""",x\n');
  cli.write('second.csv', 'Key__c,Name,Site\nb-2,Zwei,\nb-3,"Drei\nZeilen",#N/A\n');
  const upsert = (file) => ['data', 'upsert', 'bulk', '--sobject', 'Account', '--external-id', 'Key__c', '--file', file, ...WAIT];
  const first = await cli.ok(t, 'data upsert bulk', upsert('first.csv'));
  t.has('data upsert bulk tells the state of its job', first?.jobInfo, { state: 'JobComplete', operation: 'upsert', numberRecordsProcessed: 2, numberRecordsFailed: 0 });
  const second = await cli.ok(t, 'data upsert bulk of the same again', upsert('second.csv'));
  const created = second?.records.successfulResults.map((row) => [row.Key__c, row.sf__Created]).sort();
  t.equal('data upsert bulk tells what it made and what it changed', created, [['b-2', 'false'], ['b-3', 'true']]);
  const held = await org.query("SELECT Key__c, Name, Site FROM Account WHERE Key__c LIKE 'b-%' ORDER BY Key__c");
  t.equal('data upsert bulk writes the values', held.map((row) => [row.Name, row.Site]), [['Bulk, one', 'x'], ['Zwei', 'x'], ['Drei\nZeilen', null]]);
}

async function imports(t, cli, org) {
  const rows = Array.from({ length: ROWS }, (_, i) => `import-${i};Läufer ${i};b-${1 + (i % 3)}`);
  cli.write('contacts.csv', ['Key__c;LastName;Account.Key__c', ...rows].join('\r\n') + '\r\n');
  const load = (verb, object, file) => ['data', verb, 'bulk', '--sobject', object, '--file', file, ...WAIT];
  const loaded = await cli.ok(t, 'data import bulk', [...load('import', 'Contact', 'contacts.csv'), '--line-ending', 'CRLF', '--column-delimiter', 'SEMICOLON']);
  t.has('data import bulk tells what it loaded', loaded, { processedRecords: ROWS, successfulRecords: ROWS, failedRecords: 0 });
  const people = await org.query("SELECT Id, Key__c, LastName, Account.Key__c FROM Contact WHERE Key__c LIKE 'import-%'");
  const right = people.filter((person) => {
    const number = Number(person.Key__c.slice('import-'.length));
    return person.LastName === `Läufer ${number}` && person.Account?.Key__c === `b-${1 + (number % 3)}`;
  });
  t.equal('data import bulk writes every row with its parent', right.length, ROWS);

  cli.write('bad.csv', 'Account__r.Key__c,Amount__c\nb-1,10.50\nnobody,2\n');
  const failed = await cli.refused(t, 'data import bulk says that rows have failed', load('import', 'Invoice__c', 'bad.csv'), 'FailedRecordDetailsError', /failed to process 1 records/);
  const results = await cli.ok(t, 'data bulk results', ['data', 'bulk', 'results', '--job-id', failed?.data?.jobId]);
  t.has('data bulk results counts', results, { processedRecords: 2, successfulRecords: 1, failedRecords: 1, status: 'JobComplete', object: 'Invoice__c' });
  t.matches('data bulk results tells why a row failed', cli.read(results.failedFilePath), /Foreign key external ID: nobody not found for field Key__c in entity Account/);

  const some = people.filter((person) => person.Key__c.length < 'import-100'.length);
  cli.write('changes.csv', ['Id,Department', ...some.map((person) => `${person.Id},Bulk`)].join('\n') + '\n');
  await cli.ok(t, 'data update bulk', load('update', 'Contact', 'changes.csv'));
  t.equal('data update bulk writes the values', await org.count("SELECT COUNT() FROM Contact WHERE Department = 'Bulk'"), some.length);
  cli.write('ids.csv', ['Id', ...some.map((person) => person.Id)].join('\n') + '\n');
  const asked = await cli.ok(t, 'data delete bulk without waiting', ['data', 'delete', 'bulk', '--sobject', 'Contact', '--file', 'ids.csv', '--wait', '0']);
  const done = await cli.ok(t, 'data delete resume', ['data', 'delete', 'resume', '--job-id', asked?.jobInfo?.id, ...WAIT]);
  t.has('data delete resume waits for the job', done?.jobInfo, { state: 'JobComplete', operation: 'delete', numberRecordsProcessed: some.length });
  t.equal('data delete bulk deletes', await org.count("SELECT COUNT() FROM Contact WHERE Key__c LIKE 'import-%'"), ROWS - some.length);
}

/** The older command goes by Bulk API 1.0. */
async function classic(t, cli, org) {
  cli.write('third.csv', 'Key__c,Name\nv1-1,Alt\nv1-2,Älter\n');
  const [job] = (await cli.ok(t, 'force data bulk upsert', ['force', 'data', 'bulk', 'upsert', '--sobject', 'Account', '--external-id', 'Key__c', '--file', 'third.csv', ...WAIT])) ?? [];
  t.has('force data bulk upsert tells the state of its job', job, { state: 'Closed', numberBatchesCompleted: '1', numberRecordsProcessed: '2', numberRecordsFailed: '0' });
  const held = await org.query("SELECT Name FROM Account WHERE Key__c LIKE 'v1-%' ORDER BY Key__c");
  t.equal('force data bulk upsert writes the values', held.map((row) => row.Name), ['Alt', 'Älter']);
}

export async function bulkExports(t, cli, org) {
  const soql = 'SELECT Id, LastName, Email, Account.Name FROM Contact';
  const held = await org.query(`${soql} ORDER BY Id`);
  const exported = (format, file) => ['data', 'export', 'bulk', '--query', soql, '--result-format', format, '--output-file', file, ...WAIT];
  const csv = await cli.ok(t, 'data export bulk as CSV', exported('csv', 'contacts-out.csv'));
  t.has('data export bulk as CSV tells how many it wrote', csv, { totalSize: held.length, filePath: 'contacts-out.csv' });
  const expected = held.map((row) => [row.Id, row.LastName, row.Email ?? '', row.Account?.Name ?? '']);
  t.equal('data export bulk as CSV writes every page', cli.read('contacts-out.csv').trim().split(/\n(?="003)/).sort(), [['Id', 'LastName', 'Email', 'Account.Name'], ...expected].map(quoted).sort());
  const json = await cli.ok(t, 'data export bulk as JSON', exported('json', 'contacts-out.json'));
  t.has('data export bulk as JSON tells how many it wrote', json, { totalSize: held.length });
  const records = JSON.parse(cli.read('contacts-out.json')).map((row) => [row.Id, row.LastName, row.Email ?? '', row['Account.Name'] ?? '']);
  t.equal('data export bulk as JSON writes every record', records.map(quoted).sort(), expected.map(quoted).sort());
}

const quoted = (cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
