import { parseODataFilter } from '@sluice/arm/odata';
import { describe, expect, it } from 'vitest';
import { StorageQueryProblem } from '../../errors.ts';
import type { Storage } from '../../storage.ts';
import { AT, entry, WORKSPACE, writeSet } from '../builders.ts';
import { freshDatabase, sharedStorage, type TestServer } from '../test-server.ts';

const at = (seconds: number): string => new Date(Date.parse(AT) + seconds * 1000).toISOString();

const ENTRIES = [
  entry({ eventId: '1', at: at(1) }),
  entry({
    eventId: '2',
    at: at(2),
    category: 'Policy',
    level: 'Error',
    status: 'Failed',
    correlationId: 'C2',
    caller: 'Bob',
  }),
  entry({
    eventId: '3',
    at: at(3),
    resourceGroup: 'Other',
    resourceProvider: 'Microsoft.Authorization',
    resourceId: `${WORKSPACE}2`,
  }),
  entry({ eventId: '4', at: at(4), subscriptionId: 'S2' }),
  entry({
    eventId: '5',
    at: at(5),
    subscriptionId: null,
    resourceGroup: null,
    operation: 'Microsoft.Management/managementGroups/write',
  }),
];

async function seed(storage: Storage): Promise<void> {
  // Not in the order of their times: the log is.
  await storage.commit(writeSet({ entries: ENTRIES.toReversed() }));
}

type Query = Parameters<Storage['activityLog']['query']>[0];

async function ask(storage: Storage, filter: string, given: Partial<Query> = {}): Promise<readonly string[]> {
  const { value, problem } = parseODataFilter(filter);
  if (value === undefined) throw new Error(problem?.message);
  const { items } = await storage.activityLog.query({ filter: value, top: 10, ...given });
  return items.map(each => each.eventId);
}

export function describeActivityLog(server: () => TestServer): void {
  describe('activity log', () => {
    const storage = sharedStorage(server, seed);

    it('gives entries back as they were written, newest first', async () => {
      const { items, next } = await storage().activityLog.query({ filter: undefined, top: 10 });
      expect(items).toEqual(ENTRIES.toReversed());
      expect(next).toBeUndefined();
    });

    it.for([
      ['of one subscription, in any case', { subscriptionId: 'S1' }, ['3', '2', '1']],
      ['of another one', { subscriptionId: 's2' }, ['4']],
      ['of none', { subscriptionId: 's3' }, []],
      ['of the tenant alone', { tenantOnly: true }, ['5']],
      ['of everybody', {}, ['5', '4', '3', '2', '1']],
    ] as const)('gives those %s', async ([, given, ids]) => {
      const { items } = await storage().activityLog.query({ filter: undefined, top: 10, ...given });
      expect(items.map(each => each.eventId)).toEqual(ids);
    });

    it.for([
      [`eventTimestamp ge '${at(4)}'`, ['5', '4']],
      [`eventTimestamp gt '${at(4)}'`, ['5']],
      [`eventTimestamp le '${at(2)}' and eventTimestamp gt '${at(1)}'`, ['2']],
      ['eventTimestamp ge 2026-11-23T10:00:04.000000', ['5', '4']],
      ["eventTimestamp ge '2026-11-23T12:00:04+02:00'", ['5', '4']],
      ["eventTimestamp ge '2026-11-23' and eventTimestamp lt '2026-11-24'", ['5', '4', '3', '2', '1']],
      [`'${at(4)}' le eventTimestamp`, ['5', '4']],
      ["resourceGroupName eq 'RG'", ['4', '2', '1']],
      ["resourceGroupName ne 'rg'", ['5', '3']],
      ['resourceGroupName eq null', ['5']],
      [`resourceUri eq '${WORKSPACE.toUpperCase()}'`, ['5', '4', '2', '1']],
      [`resourceId eq '${WORKSPACE}2'`, ['3']],
      ["resourceProvider eq 'microsoft.authorization'", ['3']],
      ["correlationId eq 'c2'", ['2']],
      ["caller eq 'bob'", ['2']],
      ["status eq 'failed'", ['2']],
      ["category eq 'Policy'", ['2']],
      ["level eq 'Error'", ['2']],
      ["operationName eq 'Microsoft.Management/managementGroups/write'", ['5']],
      ["eventChannels eq 'Admin, Operation' and level eq 'Error'", ['2']],
      ["level eq 'Error' or resourceGroupName eq 'Other'", ['3', '2']],
      ["subscriptionId eq 's2'", ['4']],
      ['subscriptionId eq null', ['5']],
      ["eventDataId eq '3'", ['3']],
      ["contains(operationName, 'MANAGEMENTGROUPS')", ['5']],
      [`startswith(resourceId, '${WORKSPACE.toLowerCase()}') and endswith(resourceUri, '2')`, ['3']],
      ["not contains(caller, 'o')", ['5', '4', '3', '1']],
      ["contains(caller, '%')", []],
      ["not (level eq 'Error')", ['5', '4', '3', '1']],
      ["caller eq 'x'' or 1=1 --'", []],
      ["caller eq '%'", []],
    ] as const)('filters by %s', async ([filter, ids]) => {
      expect(await ask(storage(), filter)).toEqual(ids);
    });

    it.for([
      ["colour eq 'red'", "'colour' is not a property that the activity log can be filtered by"],
      ["properties/message eq 'x'", "'properties/message' is not a property"],
      ["caller gt 'a'", "'caller' can be compared by eq and ne, not by gt"],
      ["eventTimestamp ge 'yesterday'", "'eventTimestamp' must be compared with a time"],
      ["eventTimestamp ge '2026-13-45T00:00:00Z'", "'eventTimestamp' must be compared with a time"],
      ['eventTimestamp ge 5', "'eventTimestamp' must be compared with a time"],
      ["caller eq 'a\u0000'", 'NUL'],
      ['caller eq tolower(status)', "'caller' must be compared with a value"],
      ["'a' eq 'a'", 'needs a property'],
      ["tolower(caller) eq 'a'", 'needs a property on one side'],
      [
        "substringof('a', caller)",
        "The function 'substringof' cannot be used in a filter of the activity log",
      ],
      ["startswith('a', caller)", "The function 'startswith' needs a property and a value"],
      ["startswith(tolower(caller), 'a')", "The function 'startswith' needs a property and a value"],
      ['contains(caller, status)', "The function 'contains' needs a property and a value"],
      ["contains(colour, 'a')", "'colour' is not a property"],
      ["caller in ('a')", "'in' cannot be used in a filter of the activity log"],
      ["caller/any(c: c eq 'a')", "'any' cannot be used in a filter of the activity log"],
    ] as const)('refuses %s and says why', async ([filter, message]) => {
      const asked = ask(storage(), filter);
      await expect(asked).rejects.toThrow(StorageQueryProblem);
      await expect(asked).rejects.toThrow(message);
    });

    it('pages through entries of one instant, without gap or repetition', async () => {
      const paging = await (await freshDatabase(server())).open();
      const ids = ['1', '2', '3', '4', '5', '6', '7'];
      await paging.commit(writeSet({ entries: ids.map(eventId => entry({ eventId })) }));
      const paged: string[] = [];
      let after: string | undefined;
      do {
        const page = await paging.activityLog.query({
          filter: undefined,
          top: 3,
          ...(after === undefined ? {} : { after }),
        });
        paged.push(...page.items.map(each => each.eventId));
        after = page.next;
      } while (after !== undefined);
      expect(paged).toEqual(ids.toReversed());
    });

    it.for([
      ['all', {}, '12345'],
      ['from a time on', { from: at(2) }, '2345'],
      ['what fits a filter', { filter: parseODataFilter("status eq 'failed'").value }, '2'],
      ['up to before a time', { to: at(4) }, '123'],
      ['of a subscription', { subscriptionId: 's1' }, '123'],
    ] as const)('lists %s, oldest first, page by page', async ([, given, ids]) => {
      const paged: string[] = [];
      let after: string | undefined;
      do {
        const page = await storage().activityLog.list({
          to: at(60),
          top: 2,
          ...given,
          ...(after === undefined ? {} : { after }),
        });
        paged.push(...page.items.map(each => each.eventId));
        after = page.next;
      } while (after !== undefined);
      expect(paged.join('')).toBe(ids);
    });

    it.for([
      '',
      'nonsense',
      Buffer.from('2026-11-23T10:00:00.000Z x').toString('base64url'),
      Buffer.from('x 1').toString('base64url'),
    ])('refuses the foreign continuation token %j', async token => {
      await expect(storage().activityLog.query({ filter: undefined, top: 3, after: token })).rejects.toThrow(
        StorageQueryProblem,
      );
    });
  });
}
