import { openStorage } from '../open.ts';

/**
 * A process of its own that opens the data folder it is given, says so and stays: for tests that kill it, or that come second.
 * With a second argument it first writes a property of that name.
 */
const [, , folder, property] = process.argv;
if (folder === undefined) throw new Error('which folder?');
try {
  const storage = await openStorage({ kind: 'embedded', folder });
  if (property !== undefined) await storage.properties.set(property, String(process.pid));
  process.stdout.write('open\n');
  process.once('SIGTERM', () => void storage.close());
} catch (error) {
  process.stdout.write(`${error instanceof Error ? `${error.name}: ${error.message}` : error}\n`);
}
