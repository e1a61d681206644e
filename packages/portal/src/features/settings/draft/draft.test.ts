import { describe, expect, it } from 'vitest';
import { changesOf, type Draft, shortened, toDraft } from './draft.ts';
import { readSettings } from './settings.ts';

const SETTINGS = readSettings({
  properties: {
    catalog: { unknownModels: 'allow', unresolvedVersions: 'refuse' },
    retention: { activityLogDays: null, decisionDays: 30, stateHistoryDays: null },
    webhooks: { allowedHosts: ['a.example', 'b.example:8443'], allowedPrivateHosts: [] },
    limits: { overrides: 10, selectorValues: 50 },
  },
});
const DRAFT = toDraft(SETTINGS);

function patchOf(change: Partial<Draft>) {
  return changesOf({ ...DRAFT, ...change }, SETTINGS);
}

describe('what a draft of settings changes', () => {
  it('is nothing at first, and where only white space is different', () => {
    expect(changesOf(DRAFT, SETTINGS)).toEqual({ patch: undefined, problems: new Map() });
    const webhooks = { ...DRAFT.webhooks, allowedHosts: ' a.example\n\n b.example:8443 \n' };
    const retention = { ...DRAFT.retention, decisionDays: ' 30 ' };
    expect(patchOf({ webhooks, retention }).patch).toBeUndefined();
  });

  it.each<[string, Partial<Draft>, object]>([
    [
      'a choice',
      { catalog: { ...DRAFT.catalog, unknownModels: 'refuse' } },
      { catalog: { unknownModels: 'refuse' } },
    ],
    [
      'days',
      { retention: { ...DRAFT.retention, activityLogDays: '365' } },
      { retention: { activityLogDays: 365 } },
    ],
    [
      'for ever',
      { retention: { ...DRAFT.retention, decisionDays: '' } },
      { retention: { decisionDays: null } },
    ],
    [
      'hosts, however they are set apart',
      { webhooks: { ...DRAFT.webhooks, allowedHosts: 'a.example, c.example\nd.example' } },
      { webhooks: { allowedHosts: ['a.example', 'c.example', 'd.example'] } },
    ],
    ['no host', { webhooks: { ...DRAFT.webhooks, allowedHosts: '' } }, { webhooks: { allowedHosts: [] } }],
    ['a limit', { limits: { ...DRAFT.limits, overrides: '0' } }, { limits: { overrides: 0 } }],
  ])('%s', (_, change, properties) => {
    expect(patchOf(change)).toEqual({ patch: { properties }, problems: new Map() });
  });

  it.each(['soon', '-1', '1.5', '1e3', '٣', '12345678901'])('%j are no days', text => {
    const { problems } = patchOf({ retention: { ...DRAFT.retention, activityLogDays: text } });
    expect([...problems]).toEqual([['/properties/retention/activityLogDays', 'days']]);
  });

  it('a limit must be there', () => {
    const { problems } = patchOf({ limits: { ...DRAFT.limits, overrides: '' } });
    expect([...problems]).toEqual([['/properties/limits/overrides', 'limit']]);
  });
});

describe('what goes sooner', () => {
  it.each<[Partial<Draft['retention']>, readonly string[]]>([
    [{}, []],
    [{ activityLogDays: '3650' }, ['activityLogDays']],
    [{ decisionDays: '29' }, ['decisionDays']],
    [{ decisionDays: '31' }, []],
    [{ decisionDays: '' }, []],
    [{ stateHistoryDays: 'x' }, []],
  ])('%j: %j', (change, expected) => {
    expect(shortened({ ...DRAFT, retention: { ...DRAFT.retention, ...change } }, SETTINGS)).toEqual(expected);
  });
});

describe('settings of a server', () => {
  it('that says nothing refuse what is not known, and keep for ever', () => {
    expect(readSettings(undefined)).toEqual({
      catalog: { unknownModels: 'refuse', unresolvedVersions: 'refuse' },
      retention: { activityLogDays: null, decisionDays: null, stateHistoryDays: null },
      webhooks: { allowedHosts: [], allowedPrivateHosts: [] },
      limits: {},
    });
  });

  it('of a later version have limits that are shown by their names', () => {
    expect(readSettings({ properties: { limits: { novelties: 3, other: 'x' } } }).limits).toEqual({
      novelties: 3,
    });
  });
});
