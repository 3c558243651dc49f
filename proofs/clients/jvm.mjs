// The JVM clients of ../clients-jvm, in a process of their own against the same org.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const run = fileURLToPath(new URL('../clients-jvm/run', import.meta.url));

/** Gives what they counted: `{checks, failed, clients, failures}`. */
export async function jvmClients(simulator) {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  try {
    // The line holds secrets of the org: the folder is for its owner alone, and does not outlive the clients.
    const file = join(folder, 'instance.json');
    await writeFile(file, JSON.stringify(simulator.ready), { mode: 0o600 });
    const child = spawn(run, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
    let told = '';
    child.stdout.on('data', (data) => (told += data));
    const code = await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
    const last = told.trim().split('\n').at(-1) ?? '';
    if (!last.startsWith('{')) {
      return { checks: 1, failed: 1, clients: {}, failures: [`the JVM clients ended with ${code} and no result`] };
    }
    return JSON.parse(last);
  } finally {
    await rm(folder, { recursive: true });
  }
}
