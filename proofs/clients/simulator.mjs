// A simulated org of this checkout, in a process of its own.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export class Simulator {
  #process;

  constructor(process, ready) {
    this.#process = process;
    this.ready = ready;
  }

  /**
   * Starts one; comes back when it answers.
   * @param command the words before the options, such as ['./syncline', 'simulator']
   */
  static async start(command, options) {
    const child = spawn(command[0], [...command.slice(1), ...options], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise((_, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`the simulator ended with ${code}`)));
    });
    ended.catch(() => {});
    const line = new Promise((resolve) => createInterface({ input: child.stdout }).once('line', resolve));
    return new Simulator(child, JSON.parse(await Promise.race([line, ended])));
  }

  /** Asks the simulator itself, not the org. */
  async control(method, path, body) {
    const answer = await fetch(`${this.ready.instanceUrl}/__simulator/${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
      headers: { 'Content-Type': 'application/json' },
    });
    const text = await answer.text();
    if (!answer.ok) {
      throw new Error(`${method} /__simulator/${path}: ${answer.status} ${text}`);
    }
    return text === '' ? undefined : JSON.parse(text);
  }

  async stop() {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const gone = new Promise((resolve) => this.#process.once('exit', resolve));
      this.#process.kill('SIGTERM');
      await gone;
    }
  }
}
