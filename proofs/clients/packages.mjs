// The clients, as they come from their packages; ../conformance has installed them beside this file.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const from = createRequire(new URL('./target/package.json', import.meta.url));

export const jsforce = from('jsforce');
export const { StreamingExtension } = from('jsforce/api/streaming');
export const load = (name) => import(pathToFileURL(from.resolve(name)).href);
export const versionOf = (name) => {
  const entry = from.resolve(name).replaceAll('\\', '/');
  const folder = entry.slice(0, entry.lastIndexOf(`/node_modules/${name}/`));
  return from(`${folder}/node_modules/${name}/package.json`).version;
};
