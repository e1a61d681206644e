// `npm run bench:scale [-- RESOURCES]`: a million resources under twenty real rules, on the PostgreSQL server of DATABASE_URL.
import { printFigure } from './figure.ts';
import { measureScan } from './scan.ts';

const count = Number(process.argv[2] ?? 1_000_000);
for (const figure of await measureScan(count, { isLarge: true })) printFigure(figure, false);
