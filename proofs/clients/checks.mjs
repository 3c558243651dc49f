// Named checks that are counted. A check never throws: what is wrong is told and the next one goes on.
import { isDeepStrictEqual, inspect } from 'node:util';

const shown = (value) => inspect(value, { depth: 6, breakLength: 160, maxArrayLength: 20, maxStringLength: 500 });

export class Checks {
  #client;
  #names = new Set();
  passed = 0;
  failures = [];

  constructor(client) {
    this.#client = client;
  }

  get count() {
    return this.passed + this.failures.length;
  }

  /** Notes whether something holds; `detail` says what was found instead. */
  holds(name, condition, detail = '') {
    if (this.#names.has(name)) {
      throw new Error(`two checks of ${this.#client} are called "${name}"`);
    }
    this.#names.add(name);
    if (condition) {
      this.passed++;
      return true;
    }
    this.failures.push({ client: this.#client, check: name, detail: String(detail) });
    process.stderr.write(`FAILED  ${this.#client}: ${name}\n        ${detail}\n`);
    return false;
  }

  equal(name, actual, expected) {
    return this.holds(name, isDeepStrictEqual(actual, expected), `${shown(actual)} instead of ${shown(expected)}`);
  }

  matches(name, actual, pattern) {
    return this.holds(name, pattern.test(String(actual)), `${shown(actual)} does not match ${pattern}`);
  }

  /** Some properties of an object. */
  has(name, actual, expected) {
    const found = Object.fromEntries(Object.keys(expected).map((key) => [key, actual?.[key]]));
    return this.equal(name, found, expected);
  }

  /** That a promise is rejected with an error code; gives the error. */
  async refused(name, promise, errorCode, message) {
    try {
      const value = await promise;
      this.holds(name, false, `answered ${shown(value)} instead of ${errorCode}`);
      return undefined;
    } catch (error) {
      const code = error.errorCode ?? error.code ?? error.name;
      const told = message === undefined || (message instanceof RegExp ? message.test(error.message) : error.message === message);
      this.holds(name, code === errorCode && told, `${code} "${error.message}" instead of ${errorCode} ${message ?? ''}`);
      return error;
    }
  }

  /** A part of the proof: whatever it throws is a failed check, and the next part goes on. */
  async part(name, work) {
    try {
      await work();
    } catch (error) {
      this.holds(`${name}: comes to its end`, false, error?.cause ? `${error.stack}\n  because ${error.cause.stack ?? error.cause}` : (error?.stack ?? error));
    }
  }
}

/** Waits until something is there; fails when it takes too long. */
export async function eventually(what, probe, milliseconds = 20_000) {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    const found = await probe();
    if (found) {
      return found;
    }
    if (Date.now() > deadline) {
      throw new Error(`waited ${milliseconds} ms in vain for ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
