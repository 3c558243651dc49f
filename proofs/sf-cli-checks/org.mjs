// What the org holds, read without the command line.
export class Org {
  #instance;
  #token;

  constructor({ instanceUrl, accessToken }) {
    this.#instance = instanceUrl;
    this.#token = accessToken;
  }

  async get(path) {
    const answer = await fetch(this.#instance + path, { headers: { Authorization: `Bearer ${this.#token}` } });
    const text = await answer.text();
    if (!answer.ok) {
      throw new Error(`GET ${path}: ${answer.status} ${text}`);
    }
    return JSON.parse(text);
  }

  /** All records of a query. */
  async query(soql, resource = 'query') {
    let page = await this.get(`/services/data/v68.0/${resource}?q=${encodeURIComponent(soql)}`);
    const records = page.records;
    while (!page.done) {
      page = await this.get(page.nextRecordsUrl);
      records.push(...page.records);
    }
    return records;
  }

  async count(soql) {
    return (await this.get(`/services/data/v68.0/query?q=${encodeURIComponent(soql)}`)).totalSize;
  }
}
