import { parseApply, parseODataFilter, parseOrderBy } from '@sluice/arm/odata';
import type { StateResult } from '@sluice/engine/model';
import { describe, expect, it } from 'vitest';
import { connect } from '../../database/connect.ts';
import { foldCounters } from '../../database/upkeep.ts';
import { StorageQueryProblem } from '../../errors.ts';
import type { StateRow, StatesPlace } from '../../insights.ts';
import type { Storage } from '../../storage.ts';
import * as make from '../builders.ts';
import { freshDatabase, sharedStorage, type TestServer } from '../test-server.ts';

const { writeSet, put, stateResult } = make;
const later = (minutes: number): string => new Date(Date.parse(make.AT) + minutes * 60_000).toISOString();
const at = (group: string, name: string) =>
  make.resource(`/subscriptions/s1/resourceGroups/${group}/providers/X.Y/things/${name}`, 'X.Y/things');

const rule = (
  name: string,
  complianceState: StateResult['complianceState'],
  more: Partial<StateResult> = {},
) =>
  stateResult({
    assignmentKey: `/assignments/${name}`,
    assignmentId: `/assignments/${name.toUpperCase()}`,
    complianceState,
    ...more,
  });

/** Judges things at minutes after the start; a result of undefined removes the thing. */
async function judge(
  storage: Storage,
  minutes: number,
  thing: ReturnType<typeof at>,
  results: readonly StateResult[] | undefined,
): Promise<void> {
  const when = later(minutes);
  await storage.commit(
    writeSet({
      resources: [results === undefined ? make.remove(thing.key) : put(thing)],
      states:
        results === undefined ? [] : [make.states(thing, results, { at: when, location: 'westeurope' })],
      entries: [make.entry({ eventId: `e${minutes}`, at: when })],
    }),
  );
}

const NOW: StatesPlace = { under: [''], filters: [], period: { kind: 'now' }, subject: 'resources' };

function filters(text: string): StatesPlace['filters'] {
  const { value, problem } = parseODataFilter(text);
  if (value === undefined) throw new Error(problem?.message);
  return [{ filter: value, option: '$filter' }];
}

function steps(text: string) {
  const { value, problem } = parseApply(text);
  if (value === undefined) throw new Error(problem?.message);
  return value;
}

function order(text: string) {
  const { value, problem } = parseOrderBy(text, { direction: 'desc' });
  if (value === undefined) throw new Error(problem?.message);
  return value;
}

const short = ({ resourceId, result }: Pick<StateRow, 'resourceId' | 'result'>): string =>
  `${resourceId.slice(resourceId.lastIndexOf('/') + 1)} ${result.assignmentId.slice(13)} ${result.complianceState}`;

/** All pages. */
async function all(
  storage: Storage,
  query: Partial<StatesPlace> & { readonly top?: number; readonly orderBy?: ReturnType<typeof order> },
): Promise<readonly string[]> {
  const rows: string[] = [];
  let after: string | undefined;
  do {
    const page = await storage.insights.states({
      ...NOW,
      top: 100,
      ...query,
      ...(after === undefined ? {} : { after }),
    });
    rows.push(...page.items.map(short));
    after = page.next;
  } while (after !== undefined);
  return rows;
}

/** Some things in two groups, judged by rules `a` and `b`; one has components. */
async function seed(storage: Storage): Promise<void> {
  await judge(storage, 0, at('rg', 'one'), [rule('a', 'Compliant'), rule('b', 'NonCompliant')]);
  await judge(storage, 1, at('rg', 'two'), [rule('a', 'NonCompliant'), rule('b', 'NotApplicable')]);
  await judge(storage, 2, at('rg-2', 'three'), [rule('a', 'Compliant'), rule('b', 'NonCompliant')]);
  await judge(storage, 3, at('rg-2', 'four'), [
    rule('a', 'Exempt', { exemptionId: '/exemptions/e' }),
    rule('c', 'Compliant', { componentId: 'c1', componentName: 'c1', componentType: 'T' }),
    rule('c', 'NonCompliant', { componentId: 'c2', componentName: 'c2', componentType: 'T' }),
    rule('c', 'Error', { componentId: 'c3', componentName: 'c3', componentType: 'T' }),
  ]);
}

export function describeInsights(server: () => TestServer): void {
  describe('queries of states', () => {
    const storage = sharedStorage(server, seed);

    it.each<[filter: string | undefined, rows: readonly string[]]>([
      [
        undefined,
        [
          'four A Exempt',
          'four C NonCompliant',
          'three A Compliant',
          'three B NonCompliant',
          'one A Compliant',
          'one B NonCompliant',
          'two A NonCompliant',
        ],
      ],
      [
        "complianceState eq 'noncompliant'",
        ['four C NonCompliant', 'three B NonCompliant', 'one B NonCompliant', 'two A NonCompliant'],
      ],
      [
        "complianceState eq 'NonCompliant' and policyAssignmentId eq '/assignments/b'",
        ['three B NonCompliant', 'one B NonCompliant'],
      ],
      ["resourceGroup eq 'RG'", ['one A Compliant', 'one B NonCompliant', 'two A NonCompliant']],
      ["resourceGroup eq 'rg' and subscriptionId eq 's2'", []],
      [`resourceId eq '${at('rg', 'two').id}'`, ['two A NonCompliant']],
      ["isCompliant eq true and resourceGroup ne 'rg-2'", ['one A Compliant']],
      ["resourceGroup eq 'rg' and (isCompliant eq true or complianceState eq 'Exempt')", ['one A Compliant']],
      [
        "resourceGroup eq 'rg-2' or policyAssignmentName eq 'b'",
        [
          'four A Exempt',
          'four C NonCompliant',
          'three A Compliant',
          'three B NonCompliant',
          'one B NonCompliant',
        ],
      ],
      ["endswith(resourceId, 'EE') and complianceState eq 'Compliant'", ['three A Compliant']],
      [
        `timestamp ge ${later(2)} and isCompliant eq false`,
        ['four A Exempt', 'four C NonCompliant', 'three B NonCompliant'],
      ],
      [`complianceStateChangedOn lt ${later(1)}`, ['one A Compliant', 'one B NonCompliant']],
      ["complianceState eq 'Error'", []],
      ["complianceState eq 'NotApplicable'", []],
    ])('%s', async (filter, expected) => {
      const given = filter === undefined ? [] : filters(filter);
      expect(await all(storage(), { filters: given })).toEqual(expected);
      // The general way, and pages of any size, say the same.
      expect(await all(storage(), { filters: given, period: { kind: 'at', at: later(10) } })).toEqual(
        expected,
      );
      expect(await all(storage(), { filters: given, top: 1 })).toEqual(expected);
      const byTime = await all(storage(), { filters: given, top: 1, orderBy: order('timestamp desc') });
      expect(byTime.toSorted()).toEqual(expected.toSorted());
    });

    it('only at or below the places asked for, and only of the policies', async () => {
      const group = at('rg', 'one').key.slice(0, '/subscriptions/s1/resourcegroups/rg'.length);
      expect(await all(storage(), { under: [group] })).toHaveLength(3);
      expect(await all(storage(), { under: [] })).toEqual([]);
      expect(await all(storage(), { under: ['/subscriptions/s1', group, at('rg', 'one').key] })).toHaveLength(
        7,
      );
      expect(await all(storage(), { under: [at('rg', 'one').key] })).toHaveLength(2);
      const policy = { kind: 'assignment', keys: ['/assignments/c', '/assignments/none'] } as const;
      expect(await all(storage(), { policy })).toEqual(['four C NonCompliant']);
    });

    it('components are told by themselves, and of each result those that it is of', async () => {
      const components = await storage().insights.states({ ...NOW, subject: 'components', top: 10 });
      expect(components.items.map(({ result }) => [result.componentId, result.complianceState])).toEqual([
        ['c1', 'Compliant'],
        ['c2', 'NonCompliant'],
        ['c3', 'Error'],
      ]);
      const [found] = (
        await storage().insights.states({
          ...NOW,
          subject: 'components',
          top: 10,
          filters: filters("componentId eq 'C2' and componentName ne 'c1' and componentType eq 't'"),
        })
      ).items;
      expect(found?.result.componentName).toBe('c2');
      const whole = await storage().insights.states({
        ...NOW,
        top: 10,
        policy: { kind: 'assignment', keys: ['/assignments/c'] },
      });
      expect(whole.items.map(row => row.components.map(({ componentId }) => componentId))).toEqual([
        ['c1', 'c2', 'c3'],
      ]);
    });

    it.each<[apply: string, filter: string | undefined, rows: readonly object[]]>([
      ['aggregate($count as n)', undefined, [{ n: 7 }]],
      [
        'groupby((complianceState), aggregate($count as n))',
        undefined,
        [
          { complianceState: 'Compliant', n: 2 },
          { complianceState: 'Exempt', n: 1 },
          { complianceState: 'NonCompliant', n: 4 },
        ],
      ],
      [
        'groupby((resourceGroup), aggregate($count as n))',
        "complianceState eq 'NonCompliant'",
        [
          { resourceGroup: 'rg', n: 2 },
          { resourceGroup: 'rg-2', n: 2 },
        ],
      ],
      [
        'filter(isCompliant eq false)/groupby((policyAssignmentId, resourceId))/groupby((policyAssignmentId), aggregate($count as n))',
        undefined,
        [
          { policyAssignmentId: '/assignments/A', n: 2 },
          { policyAssignmentId: '/assignments/B', n: 2 },
          { policyAssignmentId: '/assignments/C', n: 1 },
        ],
      ],
      ['aggregate(resourceId with countdistinct as n)', "resourceGroup eq 'rg-2'", [{ n: 2 }]],
      ['aggregate($count as n)', "policyAssignmentId eq '/none'", [{ n: 0 }]],
      [
        'groupby((subscriptionId, resourceType, resourceLocation))',
        undefined,
        [{ subscriptionId: 's1', resourceType: 'X.Y/things', resourceLocation: 'westeurope' }],
      ],
      ['aggregate($count as n)', "resourceGroup eq 'rg' or complianceState eq 'Exempt'", [{ n: 4 }]],
    ])('%s of %s', async (apply, filter, expected) => {
      const query = {
        ...NOW,
        filters: filter === undefined ? [] : filters(filter),
        apply: steps(apply),
        orderBy: [],
        top: 10,
      };
      expect((await storage().insights.appliedStates(query)).items).toEqual(expected);
      // Counters and resources say the same.
      const past = { ...query, period: { kind: 'at', at: later(10) } } as const;
      expect((await storage().insights.appliedStates(past)).items).toEqual(expected);
    });

    it('groups come in the order asked for, page by page', async () => {
      const query = {
        ...NOW,
        apply: steps('groupby((policyAssignmentId), aggregate($count as n))'),
        orderBy: order('n desc, policyAssignmentId'),
        top: 2,
      };
      const first = await storage().insights.appliedStates(query);
      expect(first.items).toEqual([
        { policyAssignmentId: '/assignments/A', n: 4 },
        { policyAssignmentId: '/assignments/B', n: 2 },
      ]);
      const second = await storage().insights.appliedStates({ ...query, after: first.next ?? '' });
      expect(second).toEqual({ items: [{ policyAssignmentId: '/assignments/C', n: 1 }] });
    });

    it.each([
      ['unknown names', "colour eq 'red'", 'colour'],
      ['values of a wrong kind', 'timestamp gt 5', 'timestamp'],
    ])('%s are refused with their place', async (_, filter, word) => {
      const asked = storage().insights.states({
        ...NOW,
        filters: filters(`isCompliant eq true and ${filter}`),
        top: 1,
      });
      const problem = await asked.then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(problem).toBeInstanceOf(StorageQueryProblem);
      expect(problem).toMatchObject({ option: '$filter' });
      expect(String(problem)).toContain(word);
    });

    it.each([
      '',
      'x',
      Buffer.from('[1]').toString('base64url'),
      Buffer.from('["a","b"]').toString('base64url'),
      Buffer.from('["\\u0000"]').toString('base64url'),
    ])('the foreign token %o is refused', async after => {
      await expect(storage().insights.states({ ...NOW, top: 1, after })).rejects.toBeInstanceOf(
        StorageQueryProblem,
      );
      await expect(
        storage().insights.states({ ...NOW, top: 1, after, orderBy: order('timestamp') }),
      ).rejects.toBeInstanceOf(StorageQueryProblem);
      await expect(
        storage().insights.appliedStates({
          ...NOW,
          apply: steps('aggregate($count as n)'),
          orderBy: [],
          top: 1,
          after,
        }),
      ).rejects.toBeInstanceOf(StorageQueryProblem);
    });

    it('says how many resources have which results', async () => {
      const count = async (query: Partial<StatesPlace>) =>
        (await storage().insights.countStates({ ...NOW, ...query }))
          .map(({ results, resources }) =>
            [
              resources,
              ...results.map(each => `${each.assignmentId.slice(13)} ${each.complianceState}`),
            ].join(' '),
          )
          .toSorted();
      const whole = [
        '1 A Exempt C Compliant C NonCompliant C Error',
        '1 A NonCompliant',
        '2 A Compliant B NonCompliant',
      ];
      expect(await count({})).toEqual(whole);
      expect(await count({ period: { kind: 'at', at: later(10) } })).toEqual(whole);
      expect(await count({ filters: filters("resourceGroup eq 'rg'") })).toEqual([
        '1 A Compliant B NonCompliant',
        '1 A NonCompliant',
      ]);
      expect(await count({ filters: filters("complianceState eq 'NonCompliant'") })).toEqual([
        '1 A NonCompliant',
        '1 C NonCompliant',
        '2 B NonCompliant',
      ]);
      expect(await count({ under: [at('rg', 'one').key] })).toEqual(['1 A Compliant B NonCompliant']);
      expect(
        await count({ filters: filters("resourceGroup eq 'rg' or complianceState eq 'Exempt'") }),
      ).toEqual(['1 A Compliant B NonCompliant', '1 A Exempt', '1 A NonCompliant']);
    });

    it('counts the same when the counters are folded', async () => {
      const database = await freshDatabase(server());
      const fresh = await database.open();
      await seed(fresh);
      await judge(fresh, 5, at('rg', 'two'), undefined);
      const query = { ...NOW, apply: steps('aggregate($count as n)'), orderBy: [], top: 1 };
      expect((await fresh.insights.appliedStates(query)).items).toEqual([{ n: 6 }]);
      const past = connect(database.url, 1);
      await foldCounters(past);
      await past.pool.end();
      expect((await fresh.insights.appliedStates(query)).items).toEqual([{ n: 6 }]);
    });

    it('pages hold whole resources, each once, whatever is written meanwhile', async () => {
      const fresh = await (await freshDatabase(server())).open();
      await seed(fresh);
      const first = await fresh.insights.states({ ...NOW, top: 3 });
      expect(first.items.map(short)).toEqual([
        'four A Exempt',
        'four C NonCompliant',
        'three A Compliant',
        'three B NonCompliant',
      ]);
      await judge(fresh, 6, at('rg-2', 'three'), [rule('a', 'NonCompliant')]);
      await judge(fresh, 7, at('rg-2', 'five'), [rule('a', 'NonCompliant')]);
      await judge(fresh, 8, at('rg', 'one'), undefined);
      const second = await fresh.insights.states({ ...NOW, top: 3, after: first.next ?? '' });
      expect(second.items.map(short)).toEqual(['two A NonCompliant']);
    });
  });

  describe('queries while states are written', () => {
    it('miss no resource that fits before and after', async () => {
      const storage = await (await freshDatabase(server())).open(4);
      const thing = at('rg', 'busy');
      await judge(storage, 0, thing, [rule('a', 'NonCompliant')]);
      let writing = true;
      const writer = (async () => {
        // Every time in another set, so that it is never where it was a moment ago.
        for (let n = 1; writing; n++)
          await judge(storage, n, thing, [rule('a', 'NonCompliant'), rule(`b${n}`, 'Compliant')]);
      })();
      try {
        const policy = { kind: 'assignment', keys: ['/assignments/a'] } as const;
        for (let n = 0; n < 60; n++) {
          const [page, counts] = await Promise.all([
            storage.insights.states({ ...NOW, policy, top: 5 }),
            storage.insights.countStates({ ...NOW, policy }),
          ]);
          expect(page.items.map(short)).toEqual(['busy A NonCompliant']);
          expect(counts.map(({ resources }) => resources)).toEqual([1]);
        }
      } finally {
        writing = false;
        await writer;
      }
    });
  });

  describe('states of the past', () => {
    const one = at('rg', 'one');
    const storage = sharedStorage(server, async made => {
      await judge(made, 0, one, [rule('a', 'Compliant'), rule('b', 'NonCompliant')]);
      await judge(made, 10, one, [rule('a', 'NonCompliant'), rule('b', 'NonCompliant')]);
      await judge(made, 20, one, [rule('a', 'NonCompliant')]);
      await judge(made, 30, one, undefined);
      await judge(made, 40, at('rg', 'two'), [rule('a', 'Compliant')]);
    });
    const asOf = (minutes: number) => all(storage(), { period: { kind: 'at', at: later(minutes) } });

    it.each<[number, readonly string[]]>([
      [-1, []],
      [0, ['one A Compliant', 'one B NonCompliant']],
      [9, ['one A Compliant', 'one B NonCompliant']],
      [10, ['one A NonCompliant', 'one B NonCompliant']],
      [20, ['one A NonCompliant']],
      [30, []],
      [41, ['two A Compliant']],
    ])('after %i minutes', async (minutes, expected) => {
      expect(await asOf(minutes)).toEqual(expected);
    });

    it('say when they were looked at last, changed, and were first judged', async () => {
      const { items } = await storage().insights.states({
        ...NOW,
        period: { kind: 'at', at: later(15) },
        top: 9,
      });
      expect(items.map(({ timestamp, changedAt, firstAt }) => [timestamp, changedAt, firstAt])).toEqual([
        [later(10), later(10), later(0)],
        [later(10), later(0), later(0)],
      ]);
    });

    it('tell the reasons, the revision and the time of the evaluation that was the last one then', async () => {
      const made = await (await freshDatabase(server())).open();
      const because = (message: string) =>
        rule('a', 'Error', { assignmentKey: ofA.key, error: { code: 'c', message } });
      const ofA = make.assignmentChange('a', 'A');
      const scan = (minutes: number, revision: number, message: string) =>
        made.commitStates([
          make.states(one, [because(message)], { at: later(minutes), location: 'westeurope', revision }),
        ]);
      await judge(made, 0, one, [because('first')]);
      await made.commit(writeSet({ changes: [make.assignmentChange('other', '')] }));
      await scan(2, 1, 'first');
      await made.commit(writeSet({ revision: 1, changes: [ofA] }));
      await scan(4, 2, 'first');
      await made.commit(writeSet({ revision: 2, changes: [make.assignmentChange('other', 'again')] }));
      await scan(6, 3, 'first');
      await made.commit(writeSet({ revision: 3, changes: [ofA] }));
      await scan(8, 4, 'first');
      await scan(10, 4, 'second');
      const rowsOf = async (period: StatesPlace['period'], orderBy?: ReturnType<typeof order>) =>
        (
          await made.insights.states({
            ...NOW,
            period,
            top: 9,
            ...(orderBy === undefined ? {} : { orderBy }),
          })
        ).items.map(({ timestamp, revision, result, changedAt }) => [
          (Date.parse(timestamp) - Date.parse(make.AT)) / 60_000,
          revision,
          result.error?.message,
          changedAt,
        ]);
      // Of what came out alike by the same records the last one is known, and the first.
      for (const [minutes, expected] of [
        [0, [0, 0, 'first']],
        [3, [0, 0, 'first']],
        [5, [4, 2, 'first']],
        [7, [4, 2, 'first']],
        [9, [8, 4, 'first']],
        [10, [10, 4, 'second']],
      ] as const) {
        const told = [[...expected, later(0)]];
        expect(await rowsOf({ kind: 'at', at: later(minutes) })).toEqual(told);
        expect(await rowsOf({ kind: 'at', at: later(minutes) }, order('timestamp'))).toEqual(told);
      }
      const within = { kind: 'within', from: later(0), to: later(20) } as const;
      const both = [
        [0, 0, 'first', later(0)],
        [10, 4, 'second', later(0)],
      ];
      expect(await rowsOf(within)).toEqual(both);
      expect(await rowsOf(within, order('timestamp asc'))).toEqual(both);
      expect(await rowsOf({ ...within, from: later(11) })).toEqual(both.slice(1));
    });

    it('of a period come again only where their own reasons are others', async () => {
      const made = await (await freshDatabase(server())).open();
      const because = (name: string, message: string) =>
        rule(name, 'Error', { error: { code: 'c', message } });
      await judge(made, 0, one, [because('a', 'x'), because('b', 'x'), rule('c', 'Compliant')]);
      await judge(made, 1, one, [because('a', 'y'), because('b', 'x'), rule('c', 'Compliant')]);
      await judge(made, 2, one, [rule('c', 'Compliant'), because('b', 'x'), because('a', 'y')]);
      await judge(made, 3, one, [rule('c', 'NonCompliant'), because('b', 'z'), because('a', 'y')]);
      const period = { kind: 'within', from: later(0), to: later(9) } as const;
      const told = [
        'one A Error',
        'one A Error',
        'one B Error',
        'one B Error',
        'one C Compliant',
        'one C NonCompliant',
      ];
      expect((await all(made, { period })).toSorted()).toEqual(told);
      expect((await all(made, { period, orderBy: order('timestamp') })).toSorted()).toEqual(told);
    });

    it.each<[string, number, number, readonly string[]]>([
      [
        'everything',
        -5,
        60,
        ['0 one A Compliant', '0 one B NonCompliant', '10 one A NonCompliant', '40 two A Compliant'],
      ],
      [
        'what held when the window began, since when it did',
        5,
        6,
        ['0 one A Compliant', '0 one B NonCompliant'],
      ],
      ['what began inside it', 15, 25, ['0 one B NonCompliant', '10 one A NonCompliant']],
      ['nothing after the end', 31, 39, []],
    ])('of a period each stretch comes once: %s', async (_, from, to, expected) => {
      const period = { kind: 'within', from: later(from), to: later(to) } as const;
      const rows: string[] = [];
      for await (const page of storage().insights.eachState({ ...NOW, period }))
        rows.push(
          ...page.map(row => `${(Date.parse(row.timestamp) - Date.parse(make.AT)) / 60_000} ${short(row)}`),
        );
      expect(rows.toSorted()).toEqual(expected);
    });
  });

  describe('queries of events', () => {
    const storage = sharedStorage(server, async made => {
      for (const [minutes, name, state] of [
        [0, 'one', 'NonCompliant'],
        [1, 'two', 'Compliant'],
        [2, 'one', 'Compliant'],
      ] as const) {
        const thing = at('rg', name);
        const id = `d${minutes}`;
        const request = {
          ...make.decision().request,
          decisionId: id,
          resource: { id: thing.id, type: thing.type },
        };
        await made.commit(
          writeSet({
            decisions: [
              make.decision({ id, at: later(minutes), resourceKey: thing.key, verdict: 'deny', request }),
            ],
            events: [
              make.event({
                ...rule('a', state),
                at: later(minutes),
                decisionId: id,
                resourceKey: thing.key,
                resourceId: thing.id,
              }),
              make.event({
                ...rule('b', 'NotApplicable'),
                at: later(minutes),
                decisionId: id,
                resourceKey: thing.key,
                resourceId: thing.id,
              }),
            ],
          }),
        );
      }
    });
    const whole = { under: [''], filters: [], from: later(-60), to: later(60) };

    it('newest first, page by page', async () => {
      const rows: string[] = [];
      let after: string | undefined;
      do {
        const page = await storage().insights.events({
          ...whole,
          top: 2,
          ...(after === undefined ? {} : { after }),
        });
        rows.push(...page.items.map(short));
        after = page.next;
      } while (after !== undefined);
      expect(rows).toEqual(['one A Compliant', 'two A Compliant', 'one A NonCompliant']);
    });

    it('of a window, of who asked, of a place', async () => {
      const found = async (query: object) =>
        (await storage().insights.events({ ...whole, top: 9, ...query })).items.map(
          ({ decisionId }) => decisionId,
        );
      expect(await found({ from: later(1), to: later(1) })).toEqual(['d1']);
      expect(await found({ filters: filters("principalOid eq 'P1' and isCompliant eq false") })).toEqual([
        'd0',
      ]);
      expect(await found({ under: [at('rg', 'two').key] })).toEqual(['d1']);
      expect(await found({ filters: filters("complianceState eq 'Exempt'") })).toEqual([]);
    });

    it('count and export', async () => {
      const { items } = await storage().insights.appliedEvents({
        ...whole,
        apply: steps('groupby((resourceId), aggregate($count as n, timestamp with max as last))'),
        orderBy: order('n desc'),
        top: 9,
      });
      expect(items).toEqual([
        { resourceId: at('rg', 'one').id, n: 2, last: later(2) },
        { resourceId: at('rg', 'two').id, n: 1, last: later(1) },
      ]);
      const pages: number[] = [];
      for await (const page of storage().insights.eachEvent(whole)) pages.push(page.length);
      expect(pages).toEqual([3]);
    });
  });

  describe('what is beside the states', () => {
    it('records as they were at a revision, and tags as they are', async () => {
      const storage = await (await freshDatabase(server())).open();
      const first = make.assignmentChange('a', 'First');
      await storage.commit(writeSet({ changes: [first] }));
      await storage.commit(writeSet({ revision: 1, changes: [make.assignmentChange('a', 'Second')] }));
      const ask = (revision: number) => ({ kind: 'policyAssignment', key: first.key, revision }) as const;
      const records = await storage.insights.recordsAt([ask(0), ask(1), ask(2)]);
      expect(
        records
          .map(({ revision, record }) => [revision, record && 'displayName' in record && record.displayName])
          .toSorted(),
      ).toEqual([
        [1, 'First'],
        [2, 'Second'],
      ]);
      const tagged = make.workspace({ body: { tags: { env: 'x' } } });
      await storage.commit(writeSet({ revision: 2, resources: [put(tagged), put(make.endpoint('e'))] }));
      expect(await storage.insights.tagsOf([tagged.key, make.endpoint('e').key, '/none'])).toEqual(
        new Map([[tagged.key, '{"env":"x"}']]),
      );
    });

    it('the last decision that let something through, of each resource', async () => {
      const storage = await (await freshDatabase(server())).open();
      const kept = (id: string, resourceKey: string, minutes: number, verdict: 'allow' | 'deny' = 'allow') =>
        make.decision({ id, resourceKey, at: later(minutes), verdict });
      const decisions = [
        kept('a1', '/a', 1),
        kept('a3', '/a', 3),
        kept('a2', '/a', 2),
        kept('a4', '/a', 4, 'deny'),
        kept('b1', '/b', 1),
        kept('c1', '/c', 1, 'deny'),
        kept('d1', '/a/below', 9),
      ];
      await storage.commit(writeSet({ decisions }));
      expect(await storage.insights.decisionsOf(['/a', '/b', '/c', '/none'])).toEqual(
        new Map([
          ['/a', 'a3'],
          ['/b', 'b1'],
        ]),
      );
      expect(await storage.insights.decisionsOf([])).toEqual(new Map());
    });
  });
}
