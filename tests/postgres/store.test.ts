import { runStoreSuite } from '../../packages/storage/src/testing/run-store-suite.ts';

const url = process.env['DATABASE_URL'];
// Loud, not skipped: who runs this suite wants it run.
if (url === undefined || url === '')
  throw new Error('DATABASE_URL must name a PostgreSQL 15 or later, as a superuser');

runStoreSuite('the store on the PostgreSQL of DATABASE_URL', async () => ({ url, stop: async () => {} }));
