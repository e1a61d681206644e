import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStorage } from './open.ts';
import { runStoreSuite } from './testing/run-store-suite.ts';

runStoreSuite('the store on the bundled PostgreSQL', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-store-'));
  const storage = await openStorage({ kind: 'embedded', folder });
  if (storage.address.kind !== 'url') throw new Error('an open storage has a URL');
  return {
    url: storage.address.url,
    async stop() {
      await storage.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
});
