import { describe, expect, it } from 'vitest';
import { ACTIONS, findDestinations, PAGES } from './destinations.ts';

const labels = (text: string, all = PAGES) => findDestinations(text, all).map(({ label }) => label);

describe('the pages that a search finds', () => {
  it('Policy is the page of policy, before those of its parts', () => {
    expect(labels('Policy')[0]).toBe('Policy');
    expect(labels('policy')).toContain('Assignments');
  });

  it.each<[string, string]>([
    ['overview', 'Policy'],
    ['ASSIGN', 'Assignments'],
    ['activity-log', 'Activity log'],
    ['activitylog', 'Activity log'],
    ['webhooks', 'Settings'],
    ['rbac', 'Access'],
    ['certificate', 'About'],
    ['policy sets', 'Initiatives'],
  ])('%j: %s', (text, first) => {
    expect(labels(text)[0]).toBe(first);
  });

  it('none when a word is missing, all without words', () => {
    expect(labels('policy zzz')).toEqual([]);
    expect(labels(' – ')).toHaveLength(PAGES.length);
  });
});

describe('the actions that a search finds', () => {
  it.each<[string, readonly string[]]>([
    ['assign', ['Assign policy', 'Assign role']],
    ['assign policy', ['Assign policy']],
    ['Create', ['Create definition', 'Create initiative', 'Create exemption', 'Create webhook']],
    ['deploy', ['Deploy a model']],
    ['delete', []],
  ])('%j: %j', (text, expected) => {
    expect([...labels(text, ACTIONS)].sort()).toEqual([...expected].sort());
  });
});
