// jsforce's streaming client (faye) and cometd: events by the Streaming API.
import { eventually } from './checks.mjs';
import { connect } from './jsforce-records.mjs';
import { StreamingExtension, load } from './packages.mjs';

export async function jsforceStreaming(t, simulator) {
  const conn = connect(simulator);
  await t.part('change events', async () => {
    const heard = [];
    const replay = new StreamingExtension.Replay('/data/AccountChangeEvent', -1);
    const client = conn.streaming.createClient([replay]);
    const subscription = client.subscribe('/data/AccountChangeEvent', (message) => heard.push(message));
    await subscription;
    const { id } = await conn.sobject('Account').create({ Name: 'Streamed' });
    await eventually('the event', () => heard.length > 0);
    t.has('a change is streamed', heard[0].payload.ChangeEventHeader, { entityName: 'Account', changeType: 'CREATE', recordIds: [id] });
    t.equal('it carries its values', heard[0].payload.Name, 'Streamed');
    t.holds('it has a replay id', Number.isSafeInteger(heard[0].event.replayId));
    await client.disconnect();
    const again = [];
    const later = conn.streaming.createClient([new StreamingExtension.Replay('/data/AccountChangeEvent', heard[0].event.replayId - 1)]);
    await later.subscribe('/data/AccountChangeEvent', (message) => again.push(message));
    await eventually('the event once more', () => again.length > 0);
    t.equal('a replay id brings it again', again[0].event.replayId, heard[0].event.replayId);
    await later.disconnect();
  });
  await t.part('push topic', async () => {
    await conn.sobject('PushTopic').create({ Name: 'Billed', Query: "SELECT Id, Name FROM Account WHERE Name LIKE 'Push%'", ApiVersion: 66.0, NotifyForFields: 'Referenced' });
    const heard = [];
    const topic = conn.streaming.topic('Billed');
    await topic.subscribe((message) => heard.push(message));
    const { id } = await conn.sobject('Account').create({ Name: 'Push 1' });
    await conn.sobject('Account').create({ Name: 'Other' });
    await conn.sobject('Account').update({ Id: id, Name: 'Push 2' });
    await eventually('two notifications', () => heard.length >= 2);
    t.equal('a push topic tells what its query finds', heard.map((message) => [message.event.type, message.sobject.Name]), [['created', 'Push 1'], ['updated', 'Push 2']]);
    t.equal('it tells the id', heard[0].sobject.Id, id);
  });
  await t.part('platform event', async () => {
    const heard = [];
    const client = conn.streaming.createClient([]);
    await client.subscribe('/event/Order_Paid__e', (message) => heard.push(message));
    await conn.sobject('Order_Paid__e').create({ Number__c: 'S-1', Total__c: 2.5 });
    await eventually('the event', () => heard.length > 0);
    t.has('a platform event is streamed', heard[0].payload, { Number__c: 'S-1', Total__c: 2.5 });
    await client.disconnect();
  });
  await t.part('wrong token', async () => {
    const stranger = connect(simulator, { accessToken: 'nonsense' });
    let failed = false;
    const client = stranger.streaming.createClient([new StreamingExtension.AuthFailure(() => (failed = true))]);
    client.subscribe('/data/AccountChangeEvent', () => {}).then(() => {}, () => {});
    await eventually('the failure', () => failed);
    t.holds('a wrong token fails the handshake', failed);
    await client.disconnect();
  });
}

export async function cometd(t, simulator) {
  const { adapt } = await load('cometd-nodejs-client');
  const { CometD } = await load('cometd');
  adapt();
  const conn = connect(simulator);
  const client = new CometD();
  const silent = { debug: false };
  client.unregisterTransport('websocket');
  client.configure({
    url: `${simulator.ready.instanceUrl}/cometd/66.0`,
    requestHeaders: { Authorization: `Bearer ${simulator.ready.accessToken}` },
    appendMessageTypeToURL: false,
    logLevel: silent.debug ? 'debug' : 'error',
  });
  const replays = { '/data/ContactChangeEvent': -1, '/data/AccountChangeEvent': -2 };
  client.registerExtension('replay', {
    outgoing(message) {
      if (message.channel === '/meta/handshake') {
        message.ext = { ...message.ext, replay: true };
      } else if (message.channel === '/meta/subscribe') {
        message.ext = { ...message.ext, replay: { [message.subscription]: replays[message.subscription] ?? -1 } };
      }
      return message;
    },
  });
  const answer = (call) => new Promise((resolve) => call(resolve));
  await t.part('life of a client', async () => {
    const shaken = await answer((done) => client.handshake(done));
    t.has('cometd shakes hands', shaken, { successful: true, version: '1.0', supportedConnectionTypes: ['long-polling'] });
    t.equal('replay is supported', shaken.ext?.replay, true);
    t.matches('a client has an id', shaken.clientId, /^\w{10,}$/);
    const heard = [];
    const subscribed = await answer((done) => client.subscribe('/data/ContactChangeEvent', (message) => heard.push(message.data), done));
    t.has('cometd subscribes', subscribed, { successful: true, subscription: '/data/ContactChangeEvent' });
    const made = await conn.sobject('Contact').create({ LastName: 'Comet' });
    await simulator.control('POST', 'clock', { advance: 'PT2S' });
    await conn.sobject('Contact').update({ Id: made.id, Title: 'T' });
    await eventually('two events', () => heard.length >= 2);
    t.equal('cometd hears changes in order', heard.map((data) => data.payload.ChangeEventHeader.changeType), ['CREATE', 'UPDATE']);
    t.equal('changed fields are named', [...heard[1].payload.ChangeEventHeader.changedFields].sort(), ['LastModifiedDate', 'Title']);
    t.matches('dates are texts', heard[1].payload.LastModifiedDate, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/);
    t.holds('fields that did not change are left out', !('Email' in heard[1].payload));
    const old = [];
    await answer((done) => client.subscribe('/data/AccountChangeEvent', (message) => old.push(message.data), done));
    await eventually('what is kept', () => old.length > 0);
    t.holds('-2 brings what is kept', old.length > 0);
    const refused = await answer((done) => client.subscribe('/data/NopeChangeEvent', () => {}, done));
    t.holds('an unknown channel is refused', refused.successful === false && /^400::The channel/.test(refused.error), refused.error);
    const unsubscribed = await answer((done) => client.unsubscribe(subscribed ? client.subscribe('/data/LeadChangeEvent', () => {}) : undefined, done));
    t.has('cometd unsubscribes', unsubscribed, { successful: true });
    const gone = await answer((done) => client.disconnect(done));
    t.has('cometd disconnects', gone, { successful: true });
  });
}
