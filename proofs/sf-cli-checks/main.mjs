// What ../sf-cli runs: starts the simulated org, lets Salesforce's command line drive it, counts what holds.
import { parseArgs } from 'node:util';
import { Checks } from '../clients/checks.mjs';
import { Simulator } from '../clients/simulator.mjs';
import { bulkExports, bulkLoads } from './bulk.mjs';
import { describes, ending, signIn } from './org-commands.mjs';
import { Org } from './org.mjs';
import { queries, records } from './records.mjs';
import { Cli, version } from './sf.mjs';
import { trees } from './trees.mjs';

const PARTS = { describes, queries, records, 'bulk loads': bulkLoads, 'bulk exports': bulkExports, trees, ending };
const OPTIONS = ['--port', '0', '--stop-with-parent', '--records', 'Account=500,Contact=5000', '--bulk-page-records', '2000'];

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    simulator: { type: 'string', default: './syncline simulator' },
  },
});
const chosen = (name) => values.only.length === 0 || values.only.some((text) => name.includes(text));

const started = Date.now();
const failures = [];
let checks = 0;

const simulator = await Simulator.start(values.simulator.split(' '), [...OPTIONS, '--schema', 'proofs/clients/org.yaml']);
const cli = new Cli();
try {
  const org = new Org(simulator.ready);
  for (const [name, run] of Object.entries({ 'sign in': signIn, ...PARTS })) {
    if (run !== signIn && !chosen(name)) {
      continue;
    }
    const t = new Checks(name);
    const before = Date.now();
    await t.part(name, () => run(t, cli, org, simulator));
    process.stderr.write(`${name}: ${t.passed} of ${t.count} hold, ${((Date.now() - before) / 1000).toFixed(1)} s\n`);
    checks += t.count;
    failures.push(...t.failures.map(({ client, ...failure }) => ({ part: client, ...failure })));
  }
} finally {
  cli.end();
  await simulator.stop();
}
const seconds = Math.round((Date.now() - started) / 1000);
const summary = { checks, failed: failures.length, commands: cli.commands, cli: `@salesforce/cli ${version}`, node: process.version };
console.log(JSON.stringify({ ...summary, failures, seconds }));
process.exit(failures.length === 0 && checks > 0 ? 0 : 1);
