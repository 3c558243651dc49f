// Salesforce's command line, as it comes from its package, with folders of its own that end with the proof.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGE = fileURLToPath(new URL('./target/node_modules/@salesforce/cli/', import.meta.url));
const LONGEST_SECONDS = 120;

export const version = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')).version;

export class Cli {
  #folder = mkdtempSync(join(tmpdir(), 'syncline-sf-cli-'));
  #work = join(this.#folder, 'work');
  #environment;
  commands = 0;

  constructor() {
    mkdirSync(this.#work);
    this.#environment = {
      PATH: process.env.PATH,
      LANG: 'C.UTF-8',
      TMPDIR: tmpdir(),
      HOME: this.#folder,
      ...this.#folders('XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME'),
      ...this.#folders('SF_CONFIG_DIR', 'SF_CACHE_DIR', 'SF_DATA_DIR'),
      SF_DISABLE_TELEMETRY: 'true',
      SF_AUTOUPDATE_DISABLE: 'true',
      SF_DISABLE_AUTOUPDATE: 'true',
      SF_SKIP_NEW_VERSION_CHECK: 'true',
      SF_DISABLE_LOG_FILE: 'true',
      SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
      SF_ORG_MAX_QUERY_LIMIT: '100000',
      SF_TARGET_ORG: 'token',
    };
  }

  #folders(...names) {
    return Object.fromEntries(names.map((name) => [name, join(this.#folder, name.toLowerCase())]));
  }

  /** Writes a file into the folder that commands run in. */
  write(name, text) {
    writeFileSync(join(this.#work, name), text);
  }

  read(name) {
    return readFileSync(join(this.#work, name), 'utf8');
  }

  /** Runs a command without `--json`: what it printed. */
  async run(words, environment = {}) {
    this.commands++;
    const child = spawn(process.execPath, [join(PACKAGE, 'bin', 'run.js'), ...words], {
      cwd: this.#work,
      env: { ...this.#environment, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LONGEST_SECONDS * 1000,
    });
    const ended = new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve(code ?? signal));
    });
    const [code, output, errors] = await Promise.all([ended, textOf(child.stdout), textOf(child.stderr)]);
    return { code, output, errors };
  }

  /** The result of a command that must end without an error; a check of its own. */
  async ok(t, name, words, environment) {
    const { code, output, errors } = await this.run([...words, '--json'], environment);
    const answer = parsed(output);
    const holds = code === 0 && answer?.status === 0;
    t.holds(`${name}: ends without an error`, holds, `sf ${words.join(' ')}: ${code} ${said(answer, output)} ${errors}`);
    return answer?.result;
  }

  /** What a command that must be refused says, checked for the name of the error and its message. */
  async refused(t, name, words, code, message) {
    const run = await this.run([...words, '--json']);
    const answer = parsed(run.output);
    const holds = run.code === 1 && answer?.name === code && message.test(answer.message);
    t.holds(name, holds, `sf ${words.join(' ')}: ${run.code} ${said(answer, run.output)} ${run.errors}`);
    return answer;
  }

  end() {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

async function textOf(stream) {
  stream.setEncoding('utf8');
  let text = '';
  for await (const part of stream) {
    text += part;
  }
  return text;
}

function parsed(output) {
  try {
    return JSON.parse(output);
  } catch {
    return undefined;
  }
}

const said = (answer, output) => (answer?.status ? `${answer.name}: ${answer.message}` : output.slice(0, 2000));
