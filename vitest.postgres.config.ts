import { suite } from './vitest.base.ts';

/** The store suite on a PostgreSQL server of one's own (DATABASE_URL of a superuser). */
export default suite(['tests/postgres/**/*.test.ts'], 300_000);
