import { parseODataFilter } from '@sluice/arm/odata';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { toCondition } from '../../query/to-condition.ts';
import { queryRows, ROW_COLUMNS, ROWS_BASE } from '../query-rows.ts';
import type { TestServer } from '../test-server.ts';

function conditionOf(filter: string) {
  const { value, problem } = parseODataFilter(filter);
  if (value === undefined) throw new Error(problem?.message);
  return toCondition(value, ROW_COLUMNS);
}

const S1 = '/subscriptions/s1/a';

export function describeQueryFilters(server: () => TestServer): void {
  describe('filters of the full grammar', () => {
    const query = queryRows(server);
    const ids = async (filter: string): Promise<string> => {
      const rows = await query<{ id: string }>(
        sql`select q.id from (${ROWS_BASE}) as q where ${conditionOf(filter)} order by q.id`,
      );
      return rows.map(({ id }) => id).join('');
    };

    it.for([
      // Missing values: equal to null alone, different from every value, in no order.
      ['name eq null', '3'],
      ['name ne null', '1245'],
      ['null eq name', '3'],
      ['name gt null', ''],
      ['timestamp eq null', '3'],
      ['isCompliant ne null', '1245'],
      ["name ne 'alpha'", '2345'],
      ["not (name eq 'alpha')", '2345'],
      ["not (name gt 'alpha' or name le 'alpha')", '3'],
      ['not (size gt 5)', '134'],
      ["not contains(name, 'a')", '34'],
      ["not (contains(name, 'a') eq true)", '34'],
      ['isCompliant ne true', '235'],
      ['not (isCompliant eq true and size eq null)', '12345'],
      ["name in ('ALPHA', null)", '13'],
      ["not (name in ('alpha'))", '2345'],
      ['null eq null', '12345'],
      ['null ne null', ''],
      ['null in (null)', '12345'],
      // No value and the empty text are one where the column says so.
      ["note eq ''", '234'],
      ['note eq null', '234'],
      ["note ne ''", '15'],
      ["note in ('', 'x')", '12345'],
      ["name eq ''", ''],
      // Texts without case.
      ["NAME EQ 'ALPHA'", '1'],
      ['name eq alpha', '1'],
      ["name gt 'BETA'", '4'],
      ["'beta' lt name", '4'],
      [`resourceId eq '${S1.toUpperCase()}'`, '1'],
      [`resourceid in ('${S1.toUpperCase()}', 'x')`, '1'],
      ["resourceId eq '/Subscriptions/S2/É'", '5'],
      ["resourceId in ('/Subscriptions/S2/É', null)", '5'],
      ['name eq name', '12345'],
      ['note eq name', '3'],
      ['resourceId eq tolower(resourceId)', '12345'],
      ["scope eq 'S1'", '12'],
      ["name eq 'it''s 100%_'", '4'],
      ["name eq '%'", ''],
      // Numbers, booleans, times.
      ['size eq 20', '25'],
      ['size ge 3 and size lt 20.5', '245'],
      ['3 le size', '245'],
      ['size in (1, 3)', '14'],
      ['size lt 1e300 and size gt -1e999', '1245'],
      ['isCompliant eq false', '25'],
      ['true eq isCompliant', '14'],
      ['isCompliant in (true, null)', '134'],
      ['timestamp ge 2026-01-01T08:00:00Z', '124'],
      ["timestamp gt '2026-01-01T08:00:00'", '24'],
      ["timestamp lt datetime'2026-01-01T09:00:00+01:00'", '5'],
      ['timestamp lt 2026-01-01', '5'],
      ['timestamp in (2026-02-01, 2026-01-01T08:00:00.000Z)', '14'],
      ['timestamp lt now()', '1245'],
      // Collections.
      ["'GROUP1' IN groups", '15'],
      ["not ('group1' in groups)", '234'],
      ['null in groups', '5'],
      ["tolower('GROUP2') in groups", '14'],
      ["groups/any(g: g eq 'GROUP1')", '15'],
      ["groups/any(g: startswith(g, 'GROUP') and not (g eq 'group1'))", '14'],
      ["groups/all(g: g eq 'group2')", '234'],
      ["groups/all(g: startswith(g, 'group'))", '1234'],
      ['groups/any()', '145'],
      ['not groups/any()', '23'],
      ["groups/any(g: groups/any(h: h ne g and h eq 'group1'))", '15'],
      ["groups/any(g: groups/all(G: G eq 'group2'))", '4'],
      ["groups/any(name: name eq 'group2') and name eq 'Alpha'", '1'],
      ["groups/any(g: concat(g, name) eq 'group1ALPHA')", '1'],
      // Functions.
      ["contains(name, 'ALPH')", '15'],
      ["contains(name, '%')", '4'],
      ["contains(name, '')", '1245'],
      ["substringof('_', name)", '4'],
      ["startswith(name, 'a')", '1'],
      ["startswith(resourceId, '/SUBSCRIPTIONS/S2')", '345'],
      ["endswith(name, 'A')", '12'],
      ["endswith(name, '')", '1245'],
      ["endswith('a', name)", ''],
      ["trim(name) eq 'alpha'", '15'],
      ["tolower(name) eq 'BETA'", '2'],
      ["toupper(name) eq 'beta'", '2'],
      ['length(name) eq 7', '5'],
      ["concat(concat(id, '-'), name) eq '1-alpha'", '1'],
      ["indexof(name, 'A') eq 0", '1'],
      ["indexof(name, 'z') eq -1", '1245'],
      ["substring(name, 1) eq 'LPHA'", '1'],
      ["substring(name, 1, 2) eq 'lp'", '1'],
      ["substring(name, -5, 1e300) eq 'alpha'", '1'],
      ["substring(name, indexof(name, '1'), 3) eq '100'", '4'],
      ["substring(name, 0, -1) eq ''", '1245'],
      ['year(timestamp) eq 2026', '124'],
      ['month(timestamp) in (1, 12)', '125'],
      ['day(timestamp) eq 2', '2'],
      ['hour(timestamp) eq 23', '25'],
      ['minute(timestamp) ge 30', '25'],
      ['second(timestamp) eq 15', '2'],
      ['date(timestamp) eq 2026-01-02', '2'],
      ['date(timestamp) le timestamp', '1245'],
      ["length('abc') eq 3 and 'a' eq 'A'", '12345'],
      ['contains(name, 100)', '4'],
      // What looks like SQL is text.
      ["name eq 'x'' or 1=1 --'", ''],
      ["name eq ''');drop table public.rows;--'", ''],
      ["contains(name, ''' || (select secret from public.rows) || ''')", ''],
      ["'$1' in groups", ''],
    ] as const)('%s', async ([filter, found]) => {
      expect(await ids(filter)).toBe(found);
    });

    it.for([
      [
        "colour eq 'red'",
        0,
        "'colour' is not a property that the rows can be filtered by; those are id, name",
      ],
      ["size eq 1 and properties/name eq 'x'", 14, "'properties/name' is not a property"],
      ["name eq 'x' or secret eq 's'", 15, "the rows cannot be filtered by 'secret'"],
      ['size eq secret', 8, "the rows cannot be filtered by 'secret'"],
      ["size eq '5'", 8, "'size' must be compared with a number"],
      ['size eq id', 8, "'size' must be compared with a number, and 'id' is a text"],
      ['size in (1, true)', 12, "'size' must be compared with a number"],
      ["isCompliant eq 'true'", 15, "'isCompliant' must be compared with true or false"],
      ['isCompliant gt false', 0, "'isCompliant' can be compared by eq and ne, not by gt"],
      ['true lt false', 0, 'can be compared by eq and ne'],
      ["timestamp ge 'yesterday'", 13, "'timestamp' must be compared with a time"],
      ['timestamp ge 2026-02-30', 13, "'timestamp' must be compared with a time"],
      ["timestamp eq '0000-01-01'", 13, "'timestamp' must be compared with a time"],
      ['name eq timestamp', 8, "'name' must be compared with a text, and 'timestamp' is a time"],
      ["name eq 'a\u0000'", 8, 'NUL'],
      ["name in ('a\u0000')", 9, 'NUL'],
      ["groups eq 'group1'", 0, "'groups' is a collection, to be asked by in, any or all"],
      ["groups in ('group1')", 0, "'groups' is a collection"],
      ['name eq groups', 8, "'groups' is a collection"],
      ['groups eq null', 0, "'groups' is a collection"],
      ["'x' in name", 7, "'name' is not a collection"],
      ['size in groups', 0, "'size' is a number"],
      ["name/any(g: g eq 'x')", 0, "'name' is not a collection"],
      ["groups/any(g: g/name eq 'x')", 14, "'g/name' is not a property"],
      ["groups/any(g: g eq 'x') and g eq 'x'", 28, "'g' is not a property"],
      ["reverse(name) eq 'x'", 0, "'reverse()' is not a function here; those are contains()"],
      ["constructor(name) eq 'x'", 0, "'constructor()' is not a function"],
      ['atScope()', 0, "'atscope()' is not a function"],
      ['tolower(name)', 0, "'tolower()' is not a condition"],
      ['contains(name)', 0, "'contains()' takes 2 arguments, not 1"],
      ["substring('a', 1, 2, 3) eq 'x'", 0, "'substring()' takes 2 to 3 arguments, not 4"],
      ['year(name) eq 2026', 5, "Argument 1 of 'year()' must be a time, and 'name' is a text"],
      ["year('x') eq 2026", 5, "Argument 1 of 'year()' must be a time such as"],
      ["substring(name, 'x') eq 'y'", 16, "Argument 2 of 'substring()' must be a number"],
      [
        'contains(groups, size) eq true',
        9,
        "Argument 1 of 'contains()' must be a text, and 'groups' is a collection",
      ],
    ] as const)('%j is refused, with the place', ([filter, position, message]) => {
      expect(() => conditionOf(filter)).toThrow(
        expect.objectContaining({
          name: 'StorageQueryProblem',
          option: '$filter',
          position,
          message: expect.stringContaining(message),
        }),
      );
    });

    it('takes a list as long as the parser lets through', async () => {
      expect(await ids(`size in (${Array.from({ length: 4000 }, (_, at) => at + 3).join(',')})`)).toBe('245');
    });
  });
}
