import { openStorage } from '@sluice/storage';
import { createApp } from '../../app.ts';
import { startDispatcher } from '../dispatcher.ts';

/** A process of its own that sends the events of a database, and says so: for tests that kill it. */
const [, , url, caPem] = process.argv;
if (url === undefined || caPem === undefined) throw new Error('which database, and whom to trust?');
const storage = await openStorage({ kind: 'url', url });
const app = await createApp({
  storage,
  tenantId: 't',
  now: () => new Date(),
  onError: error => console.error(error),
});
startDispatcher({
  services: app.services,
  source: 'https://sluice.example/t',
  caPem,
  retry: { firstDelayMs: 5, maxDelayMs: 40, maxAgeSeconds: 86_400 },
});
process.stdout.write('sending\n');
