// What ../conformance runs: starts the simulated org, lets every client drive it, counts what holds.
import { parseArgs } from 'node:util';
import { Checks } from './checks.mjs';
import { Simulator } from './simulator.mjs';
import { versionOf } from './packages.mjs';
import { records } from './jsforce-records.mjs';
import { discovery, queries } from './jsforce-queries.mjs';
import { bulkQueries, together } from './jsforce-together.mjs';
import { jvmClients } from './jvm.mjs';
import { bulkOne, loads, soap } from './jsforce-loads.mjs';
import { pubsub } from './pubsub.mjs';
import { cometd, jsforceStreaming } from './streaming.mjs';

const PARTS = {
  'jsforce records': ['jsforce', records],
  'jsforce queries': ['jsforce', queries],
  'jsforce discovery': ['jsforce', discovery],
  'jsforce together': ['jsforce', together],
  'jsforce bulk queries': ['jsforce', bulkQueries],
  'jsforce loads': ['jsforce', loads],
  'jsforce Bulk API': ['jsforce', bulkOne],
  'jsforce SOAP': ['jsforce', soap],
  'jsforce streaming': ['jsforce', jsforceStreaming],
  'salesforce-pubsub-api-client': ['salesforce-pubsub-api-client', pubsub],
  cometd: ['cometd', cometd],
};

// salesforce-pubsub-api-client stops listening to its streams when it is closed and lets them live on; when the org goes, they
// end with an error that nobody hears.
process.on('uncaughtException', (error) => {
  if (error.code !== 1 && error.code !== 14) {
    throw error;
  }
});

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    simulator: { type: 'string', default: './syncline simulator' },
  },
});

const OPTIONS = ['--port', '0', '--stop-with-parent', '--records', 'Account=500,Contact=5000', '--schema', 'proofs/clients/org.yaml', '--allow-password-flow'];
const JVM = 'JVM clients';
const wanted = (name) => values.only.length === 0 || values.only.some((text) => name.includes(text));
const started = Date.now();
const failures = [];
const counts = {};
let checks = 0;

const simulator = await Simulator.start(values.simulator.split(' '), OPTIONS);
try {
  for (const [name, [client, run]] of Object.entries(PARTS)) {
    if (!wanted(name)) {
      continue;
    }
    const t = new Checks(name);
    const before = Date.now();
    await t.part(name, () => run(t, simulator));
    process.stderr.write(`${name}: ${t.passed} of ${t.count} hold, ${((Date.now() - before) / 1000).toFixed(1)} s\n`);
    checks += t.count;
    counts[`${client} ${versionOf(client)}`] = (counts[`${client} ${versionOf(client)}`] ?? 0) + t.count;
    failures.push(...t.failures);
  }
  if (wanted(JVM)) {
    const before = Date.now();
    const told = await jvmClients(simulator);
    process.stderr.write(`${JVM}: ${told.checks - told.failed} of ${told.checks} hold, ${((Date.now() - before) / 1000).toFixed(1)} s\n`);
    checks += told.checks;
    Object.assign(counts, told.clients);
    failures.push(...told.failures);
  }
} finally {
  await simulator.stop();
}
const seconds = Math.round((Date.now() - started) / 1000);
console.log(JSON.stringify({ checks, failed: failures.length, clients: counts, failures, seconds }));
process.exit(failures.length === 0 && checks > 0 ? 0 : 1);
