import { openStorage } from '../open.ts';

/** A process of its own that takes a job of the name it is given, says so, and never ends it: for tests that kill it. */
const [, , url, name] = process.argv;
if (url === undefined || name === undefined) throw new Error('which database, and which job?');
const storage = await openStorage({ kind: 'url', url });
await storage.queue.work(name, ({ attempt }) => {
  process.stdout.write(`attempt ${attempt}\n`);
  return new Promise(() => {});
});
