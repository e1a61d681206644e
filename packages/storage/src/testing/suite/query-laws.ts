import { parseODataFilter } from '@sluice/arm/odata';
import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { toCondition } from '../../query/to-condition.ts';
import { queryRows, ROW_COLUMNS, ROWS_BASE } from '../query-rows.ts';
import type { TestServer } from '../test-server.ts';

// What holds of every filter of the full grammar that has its kinds right: the database takes it, and its opposite is one.

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const someText = fc.oneof(
  fc.constantFrom('alpha', '', 'group1', '%', "it's", '/'),
  fc.string({ unit: 'binary', maxLength: 8 }).filter(text => !text.includes('\0')),
);
const texts = fc.letrec<{ text: string; number: string }>(tie => ({
  text: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('id', 'name', 'note', 'resourceId', 'scope'),
    someText.map(quoted),
    fc
      .tuple(fc.constantFrom('tolower', 'toupper', 'trim'), tie('text'))
      .map(([name, of]) => `${name}(${of})`),
    fc.tuple(tie('text'), tie('text')).map(args => `concat(${args.join()})`),
    fc.tuple(tie('text'), tie('number'), tie('number')).map(args => `substring(${args.join()})`),
  ),
  number: fc.oneof(
    { depthSize: 'small' },
    fc.constant('size'),
    fc.double({ noNaN: true }).map(value => (Number.isFinite(value) ? String(value) : '1e999')),
    fc.integer({ min: -3, max: 30 }).map(String),
    tie('text').map(of => `length(${of})`),
    fc.tuple(tie('text'), tie('text')).map(args => `indexof(${args.join()})`),
    fc.constantFrom('year(timestamp)', 'second(now())'),
  ),
}));
const times = fc.oneof(
  fc.constantFrom('timestamp', 'now()', 'date(timestamp)', '2026-01-02T23:30:15.5Z'),
  fc
    .date({
      noInvalidDate: true,
      min: new Date('0001-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59Z'),
    })
    .map(at => at.toISOString()),
);
const operator = fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le');
/** The right side of a comparison reads a bare name as a word, which names the column here. */
const sided = (side: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(side, operator, fc.oneof(side, fc.constant('null'))).map(parts => parts.join(' '));
const filters = fc.letrec<{ filter: string }>(tie => ({
  filter: fc.oneof(
    { depthSize: 'small' },
    sided(texts.text),
    sided(texts.number),
    sided(times),
    fc.constantFrom(
      'isCompliant eq true',
      'false ne isCompliant',
      'isCompliant in (true, null)',
      'groups/any()',
    ),
    fc
      .tuple(fc.constantFrom('contains', 'startswith', 'endswith', 'substringof'), texts.text, texts.text)
      .map(([name, a, b]) => `${name}(${a}, ${b})`),
    fc
      .tuple(
        texts.text,
        fc.array(fc.oneof(someText.map(quoted), fc.constant('null')), { minLength: 1, maxLength: 4 }),
      )
      .map(([of, items]) => `${of} in (${items.join()})`),
    texts.text.map(of => `${of} in groups`),
    fc.tuple(fc.constantFrom('any', 'all'), tie('filter')).map(([kind, of]) => `groups/${kind}(name: ${of})`),
    tie('filter').map(of => `not (${of})`),
    fc
      .tuple(tie('filter'), fc.constantFrom('and', 'or'), tie('filter'))
      .map(([a, word, b]) => `(${a}) ${word} (${b})`),
  ),
}));

export function describeQueryLaws(server: () => TestServer): void {
  describe('laws of filters', () => {
    const query = queryRows(server);
    const ids = async (filter: string): Promise<readonly string[]> => {
      const { value, problem } = parseODataFilter(filter);
      if (value === undefined) throw new Error(problem?.message);
      const rows = await query<{ id: string }>(
        sql`select q.id from (${ROWS_BASE}) as q where ${toCondition(value, ROW_COLUMNS)} order by q.id`,
      );
      return rows.map(({ id }) => id);
    };

    it('a filter and its opposite share the rows between them, and two opposites are none', async () => {
      await fc.assert(
        fc.asyncProperty(filters.filter, async filter => {
          const [found, others, again] = [
            await ids(filter),
            await ids(`not (${filter})`),
            await ids(`not (not (${filter}))`),
          ];
          expect([...found, ...others].toSorted()).toEqual(['1', '2', '3', '4', '5']);
          expect(again).toEqual(found);
        }),
        { numRuns: 300 },
      );
    });

    it('what holds of both holds of each, and the other way round', async () => {
      await fc.assert(
        fc.asyncProperty(filters.filter, filters.filter, async (a, b) => {
          const [left, right] = [await ids(a), await ids(b)];
          expect(await ids(`(${a}) and (${b})`)).toEqual(left.filter(id => right.includes(id)));
          expect(await ids(`not (not (${a}) and not (${b}))`)).toEqual(await ids(`(${a}) or (${b})`));
        }),
        { numRuns: 100 },
      );
    });
  });
}
