import { parseApply, parseOrderBy, parseSelect } from '@sluice/arm/odata';
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely';
import { describe, expect, it } from 'vitest';
import { toApply } from '../../query/to-apply.ts';
import { toOrder } from '../../query/to-order.ts';
import { toSelection } from '../../query/to-selection.ts';
import { queryRows, ROW_COLUMNS, ROWS_BASE } from '../query-rows.ts';
import type { TestServer } from '../test-server.ts';

/** Compiles, without a database. */
const COMPILER = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: db => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

type Asked = { readonly apply?: string; readonly orderby?: string; readonly select?: string };

function toStatement({ apply = '', orderby = 'id asc', select }: Asked) {
  const steps = apply === '' ? [] : parseApply(apply).value;
  const keys = parseOrderBy(orderby).value;
  const names = select === undefined ? undefined : parseSelect(select).value;
  if (steps === undefined || keys === undefined) throw new Error('the case cannot be read');
  const { select: rows, table } = toApply(ROWS_BASE, ROW_COLUMNS, steps);
  const order = toOrder(keys, table);
  const { list, read } = toSelection(names, table);
  return { statement: sql`select ${list} from (${rows}) as q order by ${order}`, read };
}

export function describeQueryPipelines(server: () => TestServer): void {
  describe('pipelines, orders and selections', () => {
    const query = queryRows(server);
    const ask = async (asked: Asked): Promise<readonly object[]> => {
      const { statement, read } = toStatement(asked);
      return (await query<Record<string, unknown>>(statement)).map(read);
    };

    it.for([
      // Groups: one of missing values, texts without case.
      [
        'groupby((ISCOMPLIANT))',
        'isCompliant',
        [{ isCompliant: null }, { isCompliant: false }, { isCompliant: true }],
      ],
      [
        'groupby((scope), aggregate($count as Number))',
        'scope',
        [
          { scope: 's1', Number: 2 },
          { scope: 's2', Number: 3 },
        ],
      ],
      [
        'groupby((note), aggregate($count as count))',
        'count desc, note',
        [
          { note: null, count: 2 },
          { note: expect.stringMatching(/^x$/i), count: 2 },
          { note: '', count: 1 },
        ],
      ],
      [
        'groupby((scope, isCompliant), aggregate(size with sum as total))',
        'scope, total desc',
        [
          { scope: 's1', isCompliant: false, total: 20 },
          { scope: 's1', isCompliant: true, total: 1 },
          { scope: 's2', isCompliant: false, total: 20 },
          { scope: 's2', isCompliant: true, total: 3 },
          { scope: 's2', isCompliant: null, total: null },
        ],
      ],
      // Aggregates leave missing values out.
      [
        'aggregate($count as n,size with sum as s,size with min as lo,size with max as hi,size with average as mean,size with countdistinct as kinds)',
        'n',
        [{ n: 5, s: 44, lo: 1, hi: 20, mean: 11, kinds: 3 }],
      ],
      [
        'aggregate(timestamp with min as first, name with countdistinct as names, note with countdistinct as notes, resourceId with max as last)',
        'names',
        [{ first: '2025-12-31T23:59:59.999Z', names: 4, notes: 2, last: '/subscriptions/s2/é' }],
      ],
      ['filter(size gt 100)/aggregate($count as n, size with sum as s)', 'n', [{ n: 0, s: null }]],
      ['filter(size gt 100)/groupby((scope), aggregate($count as n))', 'n', []],
      // Chains: later steps see what earlier ones left.
      [
        'groupby((scope, isCompliant, id))/groupby((scope, isCompliant), aggregate($count as n))/filter(n ge 1 and isCompliant ne null)/groupby((scope), aggregate(N with sum as total))',
        'total',
        [
          { scope: 's1', total: 2 },
          { scope: 's2', total: 2 },
        ],
      ],
      [
        "filter('group2' in groups or scope eq 'S1')/filter(not (isCompliant eq false))/groupby((scope), aggregate(name with min as name))",
        'scope',
        [
          { scope: 's1', name: 'Alpha' },
          { scope: 's2', name: "it's 100%_" },
        ],
      ],
      [
        'groupby((timestamp))/groupby((timestamp))/filter(year(timestamp) eq 2025)',
        'timestamp',
        [{ timestamp: '2025-12-31T23:59:59.999Z' }],
      ],
      // Aliases are names, whatever they spell.
      [
        'aggregate($count as select, size with max as c0)/filter(select eq 5 and c0 eq 20)',
        'C0',
        [{ select: 5, c0: 20 }],
      ],
      ['groupby((id), aggregate($count as i0))/aggregate(i0 with sum as id)', 'id', [{ id: 5 }]],
    ] as const)('%s', async ([apply, orderby, rows]) => {
      expect(await ask({ apply, orderby })).toEqual(rows);
    });

    it('names a column __proto__ like any other', async () => {
      const [row] = await ask({ apply: 'aggregate($count as __proto__)', orderby: '__proto__' });
      expect(JSON.stringify(row)).toBe('{"__proto__":5}');
    });

    it.for([
      ['name asc', '3', '4'],
      ['name desc', '4', '3'],
      ['NAME DESC', '4', '3'],
      ['size asc, id asc', '3', '5'],
      ['size desc, id asc', '2', '3'],
      ['timestamp desc', '4', '3'],
      ['isCompliant asc, id desc', '3', '1'],
      ['resourceId desc', '5', '1'],
    ] as const)('ordered by %s', async ([orderby, first, last]) => {
      const rows = await ask({ orderby, select: 'id' });
      expect([rows[0], rows.at(-1)]).toEqual([{ id: first }, { id: last }]);
    });

    it('selects what is named, spelt as the columns are and in the order asked for', async () => {
      const [row] = await ask({ select: 'SIZE, resourceid,groups' });
      expect(JSON.stringify(row)).toBe(
        '{"size":1,"resourceId":"/subscriptions/s1/a","groups":["Group1","group2"]}',
      );
    });

    it.for([
      [
        { apply: 'groupby((colour))' },
        '$apply',
        9,
        "'colour' is not a column of the rows here; those are id, name",
      ],
      [
        { apply: 'groupby((id))/groupby((name))' },
        '$apply',
        23,
        "'name' is not a column of the rows here; those are id",
      ],
      [{ apply: 'groupby((groups))' }, '$apply', 9, "the rows cannot be grouped by 'groups'"],
      [{ apply: 'groupby((id, secret))' }, '$apply', 13, "the rows cannot be grouped by 'secret'"],
      [{ apply: 'groupby((id, ID))' }, '$apply', 13, "two columns 'id'"],
      [{ apply: 'groupby((id), aggregate($count as Id))' }, '$apply', 34, "two columns 'Id'"],
      [{ apply: 'aggregate(name with sum as n)' }, '$apply', 10, "'name' has no sum"],
      [{ apply: 'aggregate(timestamp with average as n)' }, '$apply', 10, "'timestamp' has no average"],
      [{ apply: 'aggregate(isCompliant with min as n)' }, '$apply', 10, "'isCompliant' has no min"],
      [{ apply: 'aggregate(groups with max as n)' }, '$apply', 10, "'groups' has no max"],
      [{ apply: "filter(size eq 'x')" }, '$apply', 15, "'size' must be compared with a number"],
      [{ apply: 'filter(secret eq 1)' }, '$apply', 7, "cannot be filtered by 'secret'"],
      [{ apply: 'aggregate($count as n)/filter(id eq 1)' }, '$apply', 30, "'id' is not a property"],
      [
        { apply: 'groupby((id))', orderby: 'id, name' },
        '$orderby',
        4,
        "cannot be ordered by 'name', but by id",
      ],
      [{ orderby: 'groups' }, '$orderby', 0, "cannot be ordered by 'groups'"],
      [{ orderby: 'secret' }, '$orderby', 0, "cannot be ordered by 'secret'"],
      [{ apply: 'groupby((id))', select: 'id, name' }, '$select', 4, "'name' is not a column"],
    ] as const)('%j is refused, with the place', ([asked, option, position, message]) => {
      expect(() => toStatement(asked)).toThrow(
        expect.objectContaining({
          name: 'StorageQueryProblem',
          option,
          position,
          message: expect.stringContaining(message),
        }),
      );
    });

    it('no name or value of a query stands in the statement', () => {
      const apply = "filter(name ne 'unheard-of')/aggregate($count as unheard)/filter(UNHEARD gt 987)";
      const { statement } = toStatement({ apply, orderby: 'unheard', select: 'unheard' });
      const compiled = statement.compile(COMPILER);
      expect(compiled.sql).not.toMatch(/unheard|987/i);
      expect(compiled.parameters).toEqual(['unheard-of', 987]);
    });
  });
}
