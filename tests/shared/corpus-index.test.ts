import type { BoundRule } from '@sluice/engine';
import { describe, expect, test } from 'vitest';
import { hasCorpus, readCorpus } from './corpus.ts';
import { assignCorpus, SUBSCRIPTION } from './corpus-snapshot.ts';

// Every real definition assigned: what the index finds for a type is what asking all of them would find.

describe.skipIf(!hasCorpus && process.env['CI'] !== 'true')('the index over all real definitions', () => {
  if (!hasCorpus) {
    test('they are there', () => expect(hasCorpus, 'CI needs ../shared/corpus').toBe(true));
    return;
  }
  const corpus = readCorpus();
  const snapshot = assignCorpus(corpus, []);
  const found = (type: string) => snapshot.rulesAt(SUBSCRIPTION, type.toLowerCase());
  const named = corpus.definitions.flatMap(
    ({ content }) => JSON.stringify(content).match(/(?<=")[A-Za-z]+\.[\w.]+\/[\w./-]+(?=")/g) ?? [],
  );
  const types = [
    ...new Set([
      ...corpus.aliases.keys(),
      ...named,
      'Microsoft.Resources/subscriptions',
      'Nobody.Knows/this',
    ]),
  ];
  const all = new Map<string, BoundRule>(types.flatMap(type => found(type).map(each => [each.key, each])));

  test('holds each of them', () => {
    expect(all.size).toBeGreaterThan(4_500);
    // Nobody needs to find a rule whose effect is disabled, or whose types are what a parameter made up here says.
    expect(snapshot.assignments.size - all.size).toBeLessThan(150);
  });

  test('has a definition in the buckets of its pins and in no other', () => {
    const wrong = types.flatMap(type => {
      const here = new Set(found(type).map(({ key }) => key));
      return [...all.values()]
        .filter(({ key, program }) => here.has(key) !== (program.pins?.includes(type.toLowerCase()) ?? true))
        .map(({ definition }) => `${definition.name}: ${type}`);
    });
    expect(wrong).toEqual([]);
  });

  test('finds for a resource what a scan over all would', () => {
    const differing = types.filter(type => {
      const input = {
        resource: { type, name: 'one', location: 'westeurope' },
        context: { now: '2026-01-01T00:00:00Z' },
      };
      const scanned = [...all.values()].filter(({ program }) => program.applies(input)).length;
      return found(type).filter(({ program }) => program.applies(input)).length !== scanned;
    });
    expect(differing).toEqual([]);
  });
});
