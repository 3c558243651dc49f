// jsforce: many calls in one, and Bulk API 2.0 queries.
import { connect } from './jsforce-records.mjs';

const DATA = '/services/data/v66.0';

export async function together(t, simulator) {
  const conn = connect(simulator);
  await t.part('composite', () => composite(t, conn));
  await t.part('batch', () => batch(t, conn));
  await t.part('graph', () => graph(t, conn));
  await t.part('tree', () => tree(t, conn));
}

async function composite(t, conn) {
  const call = (allOrNone, compositeRequest) => conn.requestPost('/composite', { allOrNone, compositeRequest }).then((body) => body.compositeResponse);
  const account = { method: 'POST', url: `${DATA}/sobjects/Account`, referenceId: 'account', body: { Name: 'Composite' } };
  const contact = { method: 'POST', url: `${DATA}/sobjects/Contact`, referenceId: 'contact', body: { LastName: 'Composite', AccountId: '@{account.id}' } };
  const read = { method: 'GET', url: `${DATA}/sobjects/Contact/@{contact.id}?fields=AccountId`, referenceId: 'read' };
  const good = await call(true, [account, contact, read]);
  t.equal('a composite call answers each part', good.map((part) => [part.referenceId, part.httpStatusCode]), [['account', 201], ['contact', 201], ['read', 200]]);
  t.equal('its parts use what earlier ones made', good[2].body.AccountId, good[0].body.id);
  t.equal('a created part tells its location', good[0].httpHeaders.Location, `${DATA}/sobjects/Account/${good[0].body.id}`);
  const bad = await call(true, [account, { ...contact, body: {} }]);
  t.equal('all or none takes a composite call back', bad.map((part) => part.body[0].errorCode), ['PROCESSING_HALTED', 'REQUIRED_FIELD_MISSING']);
  const apart = await call(false, [{ ...account, body: {} }, contact, { ...account, referenceId: 'other' }]);
  t.equal('without it only dependants fail', apart.map((part) => part.httpStatusCode), [400, 400, 201]);
  const query = await call(false, [{ method: 'GET', url: `${DATA}/query?q=SELECT Id FROM Account LIMIT 2`, referenceId: 'q' }, { method: 'DELETE', url: `${DATA}/sobjects/Account/${good[0].body.id}`, referenceId: 'd' }]);
  t.equal('queries and deletes are parts too', [query[0].body.records.length, query[1].httpStatusCode, query[1].body], [2, 204, null]);
}

async function batch(t, conn) {
  const answer = await conn.requestPost('/composite/batch', {
    batchRequests: [
      { method: 'GET', url: 'v66.0/limits' },
      { method: 'POST', url: 'v66.0/sobjects/Account', richInput: {} },
    ],
  });
  t.equal('a batch answers each call', [answer.hasErrors, answer.results.map((result) => result.statusCode)], [true, [200, 400]]);
}

async function graph(t, conn) {
  const node = (referenceId, body) => ({ referenceId, method: 'POST', url: `${DATA}/sobjects/Account`, body });
  const { graphs } = await conn.requestPost('/composite/graph', {
    graphs: [
      { graphId: '1', compositeRequest: [node('a', { Name: 'Graph' }), node('b', { Name: 'Graph', ParentId: '@{a.id}' })] },
      { graphId: '2', compositeRequest: [node('a', { Name: 'Graph no' }), node('b', {})] },
    ],
  });
  t.equal('each graph succeeds or fails', graphs.map((one) => [one.graphId, one.isSuccessful]), [['1', true], ['2', false]]);
  const left = await conn.query("SELECT COUNT() FROM Account WHERE Name LIKE 'Graph%'");
  t.equal('a graph that fails leaves nothing', left.totalSize, 2);
}

async function tree(t, conn) {
  const records = [{ attributes: { type: 'Account', referenceId: 'root' }, Name: 'Tree', Contacts: { records: [{ attributes: { type: 'Contact', referenceId: 'leaf' }, LastName: 'Tree' }] } }];
  const made = await conn.requestPost('/composite/tree/Account', { records });
  t.equal('a tree is created', [made.hasErrors, made.results.map((result) => result.referenceId)], [false, ['root', 'leaf']]);
  const refused = await conn
    .requestPost('/composite/tree/Account', { records: [{ attributes: { type: 'Account', referenceId: 'root' } }] })
    .catch((error) => JSON.parse(error.message));
  t.equal('a tree that is refused names the record', refused.results?.map((result) => [result.referenceId, result.errors[0].statusCode]), [['root', 'REQUIRED_FIELD_MISSING']]);
}

export async function bulkQueries(t, simulator) {
  const conn = connect(simulator);
  await t.part('bulk query', async () => {
    conn.bulk2.pollInterval = 100;
    conn.bulk2.pollTimeout = 60_000;
    const stream = await conn.bulk2.query('SELECT Id, LastName, AccountId, CreatedDate FROM Contact');
    const rows = await stream.toArray();
    const { totalSize } = await conn.query('SELECT COUNT() FROM Contact');
    t.equal('a Bulk 2.0 query brings every record', [rows.length, new Set(rows.map((row) => row.Id)).size], [totalSize, totalSize]);
    t.equal('its rows have the columns of the statement', Object.keys(rows[0]), ['Id', 'LastName', 'AccountId', 'CreatedDate']);
    t.matches('its datetimes are in UTC', rows[0].CreatedDate, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
    const gone = await conn.sobject('Contact').create({ LastName: 'Bulk gone' });
    await conn.sobject('Contact').destroy(gone.id);
    const all = await (await conn.bulk2.query("SELECT Id, IsDeleted FROM Contact WHERE LastName = 'Bulk gone'", { scanAll: true })).toArray();
    t.equal('queryAll finds the recycle bin by Bulk', all.map((row) => row.IsDeleted), ['true']);
    const empty = await (await conn.bulk2.query("SELECT Id FROM Contact WHERE LastName = 'nobody at all'")).toArray();
    t.equal('nothing found is no row', empty, []);
    await t.refused('Bulk refuses groups', conn.bulk2.query('SELECT COUNT(Id) FROM Contact'), 'API_ERROR');
    await t.refused('Bulk refuses an unknown column', conn.bulk2.query('SELECT Nope FROM Contact'), 'INVALIDFIELD');
  });
}
