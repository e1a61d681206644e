import { openStorage } from '../open.ts';

/** A process of its own that begins to seal, says so, and never ends it: for tests that kill it. */
const [, , url] = process.argv;
if (url === undefined) throw new Error('which database?');
const storage = await openStorage({ kind: 'url', url });
await storage.ledger.seal(100, (_, entries) => {
  process.stdout.write(`sealing ${entries.length}\n`);
  return new Promise(() => {});
});
