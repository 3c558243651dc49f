// salesforce-pubsub-api-client: events by gRPC.
import { readFileSync } from 'node:fs';
import { connect as connectTls } from 'node:tls';
import { eventually } from './checks.mjs';
import { connect } from './jsforce-records.mjs';
import { load } from './packages.mjs';

const QUIET = { debug() {}, info() {}, warn() {}, error() {} };
const loaded = (await load('salesforce-pubsub-api-client')).default;
const PubSubApiClient = loaded.default ?? loaded;

/** The client carries its own list of authorities, so that it must be told to take ours. */
async function client(simulator, more = {}) {
  const { ready } = simulator;
  const made = new PubSubApiClient(
    {
      authType: 'oauth-client-credentials',
      loginUrl: ready.instanceUrl,
      clientId: ready.clientId,
      clientSecret: ready.clientSecret,
      pubSubEndpoint: ready.pubsubEndpoint,
      rejectUnauthorizedSsl: false,
      ...more,
    },
    QUIET,
  );
  await made.connect();
  return made;
}

/** Collects what a subscription brings. */
class Heard {
  events = [];
  kinds = [];
  errors = [];
  info;
  /** In the order of the log: the client hands the first events over when it has fetched their schema, and not in turn. */
  get inOrder() {
    return this.events.toSorted((one, other) => one.replayId - other.replayId);
  }

  callback = (info, kind, data) => {
    this.info = info;
    this.kinds.push(kind);
    if (kind === 'event') {
      this.events.push(data);
    } else if (kind === 'error') {
      this.errors.push(data);
    }
  };
}

export async function pubsub(t, simulator) {
  const conn = connect(simulator, { callOptions: { client: 'conformance' } });
  await t.part('certificate', () => certificate(t, simulator));
  await t.part('change events', () => changes(t, simulator, conn));
  await t.part('replay', () => replay(t, simulator, conn));
  await t.part('publish', () => publish(t, simulator));
  await t.part('managed subscription', () => managed(t, simulator, conn));
  await t.part('custom channel', () => channel(t, simulator, conn));
  await t.part('refusals', () => refusals(t, simulator));
}

async function certificate(t, simulator) {
  const [host, port] = simulator.ready.pubsubEndpoint.split(':');
  const ca = readFileSync(simulator.ready.caCertificate);
  const socket = connectTls({ host, port: Number(port), ca, ALPNProtocols: ['h2'], servername: host });
  await new Promise((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject));
  t.holds('the certificate is of the authority that the ready line names', socket.authorized, socket.authorizationError);
  t.equal('HTTP/2 is agreed on', socket.alpnProtocol, 'h2');
  socket.destroy();
}

async function changes(t, simulator, conn) {
  const listener = await client(simulator);
  const heard = new Heard();
  try {
    await subscribed(simulator, () => listener.subscribe('/data/AccountChangeEvent', heard.callback));
    const { id } = await conn.sobject('Account').create({ Name: 'Heard', NumberOfEmployees: 7, BillingCity: 'Köln' });
    await simulator.control('POST', 'clock', { advance: 'PT2S' });
    await conn.sobject('Account').update({ Id: id, NumberOfEmployees: null, Site: 'New' });
    await conn.sobject('Account').destroy(id);
    await eventually('three change events', () => heard.events.length >= 3);
    const [created, updated, deleted] = heard.inOrder.map((event) => event.payload);
    t.has('a creation is told', created.ChangeEventHeader, { entityName: 'Account', changeType: 'CREATE', recordIds: [id], changedFields: [], nulledFields: [], sequenceNumber: 1 });
    t.has('a creation carries its values', { name: created.Name, employees: created.NumberOfEmployees, city: created.BillingAddress?.City }, { name: 'Heard', employees: 7, city: 'Köln' });
    t.equal('the caller is named as the origin', created.ChangeEventHeader.changeOrigin, 'com/salesforce/api/rest/66.0;client=conformance');
    t.matches('a transaction has a key', created.ChangeEventHeader.transactionKey, /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/);
    t.equal('an update names the changed fields', [...updated.ChangeEventHeader.changedFields].sort(), ['LastModifiedDate', 'NumberOfEmployees', 'Site']);
    t.equal('an update names the cleared fields', updated.ChangeEventHeader.nulledFields, ['NumberOfEmployees']);
    t.has('an update carries the changed fields alone', updated, { Site: 'New', Name: null, NumberOfEmployees: null });
    t.equal('a deletion is told', [deleted.ChangeEventHeader.changeType, deleted.Name], ['DELETE', null]);
    const ids = heard.inOrder.map((event) => event.replayId);
    t.holds('replay ids ascend', ids[0] < ids[1] && ids[1] < ids[2], ids);
    t.matches('a schema has an id of 22 characters', heard.events[0].schemaId, /^[\w-]{22}$/);
    await conn.sobject('Account').create([{ Name: 'Together 1' }, { Name: 'Together 2' }], { allOrNone: true });
    await eventually('both events', () => heard.events.length >= 5);
    const headers = heard.inOrder.slice(3).map((event) => event.payload.ChangeEventHeader);
    t.equal('one transaction has one key and counts its events', [headers[0].transactionKey === headers[1].transactionKey, headers.map((header) => header.sequenceNumber)], [true, [1, 2]]);
    t.equal('no event could not be read', heard.errors, []);
  } finally {
    listener.close();
  }
}

const streams = async (simulator) => (await simulator.control('GET', 'events')).pubsubStreams;

/** Subscribes, and comes back when the org knows of the stream. */
async function subscribed(simulator, subscribe) {
  const before = await streams(simulator);
  await subscribe();
  await eventually('an open stream', async () => (await streams(simulator)) > before);
}

async function replay(t, simulator, conn) {
  const { id } = await conn.sobject('Contact').create({ LastName: 'Replay 1' });
  const second = await conn.sobject('Contact').create({ LastName: 'Replay 2' });
  const all = await client(simulator);
  const heard = new Heard();
  all.subscribeFromEarliestEvent('/data/ContactChangeEvent', heard.callback, 100);
  const of = (one) => (event) => event.payload.ChangeEventHeader.recordIds.includes(one);
  await eventually('all that is kept', () => heard.events.some(of(second.id)));
  t.holds('the earliest events are replayed in order', heard.inOrder.findIndex(of(id)) < heard.inOrder.findIndex(of(second.id)));
  const first = heard.events.find(of(id));
  all.close();
  const later = await client(simulator);
  const after = new Heard();
  later.subscribeFromReplayId('/data/ContactChangeEvent', after.callback, 1, first.replayId);
  await eventually('the event after', () => after.kinds.includes('lastEvent'));
  t.equal('what follows a replay id is replayed', after.events.map((event) => event.payload.ChangeEventHeader.recordIds[0]), [second.id]);
  t.equal('the last of the requested events is told', after.info.receivedEventCount, 1);
  later.requestAdditionalEvents('/data/ContactChangeEvent', 5);
  const third = await conn.sobject('Contact').create({ LastName: 'Replay 3' });
  await eventually('one more event', () => after.events.some(of(third.id)));
  t.holds('more events come when more are requested', after.events.some(of(third.id)));
  later.close();
}

async function publish(t, simulator) {
  const one = await client(simulator);
  const heard = new Heard();
  try {
    await subscribed(simulator, () => one.subscribe('/event/Order_Paid__e', heard.callback));
    const payload = { CreatedDate: Date.now(), CreatedById: '005000000000001AAA', Number__c: 'N-1', Total__c: { double: 9.5 }, At__c: null };
    const result = await one.publish('/event/Order_Paid__e', payload, 'my-key');
    t.has('a published event keeps its key', result, { correlationKey: 'my-key' });
    t.holds('a published event has a replay id', result.replayId > 0);
    const published = new Promise((resolve) => {
      const events = ['N-2', 'N-3'].map((number) => ({ payload: { ...payload, Number__c: number } }));
      one.publishBatch('/event/Order_Paid__e', events, (_, kind, data) => kind === 'publishResponse' && resolve(data));
    });
    const batch = await published;
    t.equal('a batch is published', batch.results.length, 2);
    await eventually('what was published', () => heard.events.length >= 3);
    t.equal('published events are heard in order', heard.inOrder.map((event) => event.payload.Number__c), ['N-1', 'N-2', 'N-3']);
    t.equal('their values come back', [heard.events[0].payload.Total__c, heard.events[0].payload.At__c], [9.5, null]);
    t.equal('the id of an event is its key', heard.events[0].id, 'my-key');
    t.equal('the replay id is that of the answer', heard.events[0].replayId, result.replayId);
    const conn = connect(simulator);
    const byRest = await conn.sobject('Order_Paid__e').create({ Number__c: 'N-4', Total__c: 1 });
    t.has('REST publishes an event', byRest, { success: true });
    t.equal('REST answers that it is queued', byRest.errors[0]?.statusCode, 'OPERATION_ENQUEUED');
    await eventually('the event of REST', () => heard.events.length >= 4);
    t.equal('an event that REST published is heard', [heard.events[3].payload.Number__c, heard.events[3].id], ['N-4', byRest.errors[0].message]);
    await t.refused('an event that lacks a required field is refused', conn.sobject('Order_Paid__e').create({ Total__c: 1 }), 'REQUIRED_FIELD_MISSING');
  } finally {
    one.close();
  }
}

async function managed(t, simulator, conn) {
  const made = await conn.tooling.sobject('ManagedEventSubscription').create({
    FullName: 'Conformance',
    Metadata: { label: 'Conformance', topicName: '/data/ContactChangeEvent', defaultReplay: 'LATEST', errorRecoveryReplay: 'EARLIEST', state: 'RUN' },
  });
  t.matches('a managed subscription is made by the Tooling API', made.id, /^18x.{15}$/);
  const first = await client(simulator);
  const heard = new Heard();
  await subscribed(simulator, () => first.subscribeWithManagedSubscription('Conformance', heard.callback, 10));
  const one = await conn.sobject('Contact').create({ LastName: 'Managed 1' });
  const two = await conn.sobject('Contact').create({ LastName: 'Managed 2' });
  await eventually('two events', () => heard.events.length >= 2);
  t.equal('a managed subscription brings events', heard.inOrder.map((event) => event.payload.ChangeEventHeader.recordIds[0]), [one.id, two.id]);
  t.has('it tells whose it is', heard.info, { isManaged: true, subscriptionId: made.id, subscriptionName: 'Conformance' });
  const committed = heard.inOrder[0].replayId;
  first.commitReplayId(made.id, committed);
  await eventually('the answer to the commit', () => heard.kinds.includes('grpcKeepAlive'));
  const late = await client(simulator);
  const busy = new Heard();
  await late.subscribeWithManagedSubscription('Conformance', busy.callback, 10);
  await eventually('a refusal', () => busy.errors.length > 0);
  t.matches('a subscription that is read is not given to another', busy.errors[0].metadata.get('error-code')[0], /managed\.subscription\.already\.active$/);
  await simulator.control('POST', 'events/disconnect', { error: 'service.unavailable' });
  await eventually('the end of the stream', () => heard.errors.length > 0);
  t.equal('a stream that breaks off tells why', heard.errors[0].metadata.get('error-code')[0], 'sfdc.platform.eventbus.grpc.service.unavailable');
  const second = await client(simulator);
  const again = new Heard();
  await second.subscribeWithManagedSubscription(made.id, again.callback, 10);
  await eventually('the event after what was committed', () => again.events.length >= 1);
  t.equal('it goes on after what was committed', again.inOrder[0].payload.ChangeEventHeader.recordIds[0], two.id);
  await t.refused('an unknown managed subscription is refused', second.subscribeWithManagedSubscription('Nobody', () => {}), 'Error', /^Failed to retrieve managed event subscription/);
}

async function channel(t, simulator, conn) {
  await conn.tooling.sobject('PlatformEventChannel').create({ FullName: 'Both__chn', Metadata: { channelType: 'data', label: 'Both' } });
  for (const entity of ['AccountChangeEvent', 'ContactChangeEvent']) {
    await conn.tooling.sobject('PlatformEventChannelMember').create({ FullName: `Both_chn_${entity}`, Metadata: { eventChannel: 'Both__chn', selectedEntity: entity } });
  }
  const listener = await client(simulator);
  const heard = new Heard();
  await subscribed(simulator, () => listener.subscribe('/data/Both__chn', heard.callback));
  await conn.sobject('Account').create({ Name: 'Both' });
  await conn.sobject('Lead').create({ LastName: 'Not this', Company: 'C' });
  await conn.sobject('Contact').create({ LastName: 'Both' });
  await eventually('both events', () => heard.events.length >= 2);
  t.equal('a custom channel carries its members alone', heard.events.map((event) => event.payload.ChangeEventHeader.entityName), ['Account', 'Contact']);
  listener.close();
}

async function refusals(t, simulator) {
  const refusedWith = async (name, pattern, topic, subscribe) => {
    const one = await client(simulator);
    const heard = new Heard();
    subscribe(one, topic, heard);
    await eventually('an error', () => heard.errors.length > 0);
    const trailer = heard.errors[0].metadata?.get('error-code')?.[0];
    t.matches(name, trailer, pattern);
    one.close();
    return heard.errors[0];
  };
  const unknown = await refusedWith('an unknown topic is refused', /topic\.not\.found$/, '/data/NopeChangeEvent', (one, topic, heard) => one.subscribe(topic, heard.callback));
  t.equal('its status is NOT_FOUND', unknown.code, 5);
  const corrupted = await refusedWith('a replay id that never was is refused', /subscription\.fetch\.replayid\.corrupted$/, '/data/AccountChangeEvent', (one, topic, heard) => one.subscribeFromReplayId(topic, heard.callback, 5, 1));
  t.equal('its status is INVALID_ARGUMENT', corrupted.code, 3);
  const { ready } = simulator;
  const stranger = new PubSubApiClient({ authType: 'user-supplied', accessToken: `${ready.orgId.slice(0, 15)}!nonsense`, instanceUrl: 'https://localhost', organizationId: ready.orgId, pubSubEndpoint: ready.pubsubEndpoint, rejectUnauthorizedSsl: false }, QUIET);
  await stranger.connect();
  const heard = new Heard();
  stranger.subscribe('/data/AccountChangeEvent', heard.callback);
  await eventually('an error', () => heard.errors.length > 0);
  t.equal('a wrong token is UNAUTHENTICATED', heard.errors[0].code, 16);
  stranger.close();
}
