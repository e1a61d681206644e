import { decide, type EvaluationRequest, type PolicySetDefinition } from '@sluice/engine';
import type { JsonObject } from '@sluice/language';
import { describe, expect, test } from 'vitest';
import { hasCorpus, readCorpus } from './corpus.ts';
import { assignInitiatives, groupOf, initiativesOf } from './corpus-initiatives.ts';
import { SUBSCRIPTION } from './corpus-snapshot.ts';
import { leavesIn, resourcesFor } from './generate-resources.ts';

// Thirty real initiatives over an estate of ten thousand resources that is made to match their rules and to miss them.

const INITIATIVES = 30;
const ESTATE = 10_000;

describe.skipIf(!hasCorpus && process.env['CI'] !== 'true')('thirty real initiatives', () => {
  if (!hasCorpus) {
    test('they are there', () => expect(hasCorpus, 'CI needs ../shared/corpus').toBe(true));
    return;
  }
  const corpus = readCorpus();
  const chosen = chooseInitiatives(initiativesOf(corpus), INITIATIVES);
  const types = [...corpus.aliases.keys()];
  const { snapshot, assigned } = assignInitiatives(corpus, chosen, types);
  const estate = makeEstate(ESTATE / INITIATIVES);

  test('put each of their members in force, or leave it out for a reason', () => {
    const broken = assigned.flatMap(({ assignmentKey, initiative }) =>
      snapshot
        .rulesOf(assignmentKey)
        .flatMap(rule =>
          rule.broken ? `${initiative.displayName}: ${rule.key}: ${rule.broken.message}` : [],
        ),
    );
    expect(broken).toEqual([]);
    const rules = assigned.flatMap(({ assignmentKey }) => snapshot.rulesOf(assignmentKey));
    expect(rules.length).toBeGreaterThan(5_000);
  });

  test('judge all of it, every effect of theirs among the results', () => {
    const seen = new Map<string, number>();
    const crashed: string[] = [];
    for (const [index, resource] of estate.entries()) {
      const request = toRequest(resource, index);
      const decision = decide(snapshot, request);
      const related = decision.pending.map(({ key }) => ({ key, resources: [] }));
      const settled = related.length === 0 ? decision : decide(snapshot, { ...request, related });
      for (const { effectName, outcome, changes = [] } of settled.results) {
        if (outcome === 'pending') crashed.push(`${effectName} stayed pending`);
        if (outcome === 'matched' || changes.length > 0)
          seen.set(effectName, (seen.get(effectName) ?? 0) + 1);
      }
    }
    expect([...new Set(crashed)].slice(0, 5)).toEqual([]);
    expect([...seen.keys()].sort()).toEqual(expect.arrayContaining([...effectsOf()]));
  });

  test('no accepted write is non-compliant with an enforced deny', () => {
    const wrong = estate.flatMap((resource, index) => {
      const request = toRequest(resource, index);
      const decision = decide(snapshot, request);
      return decision.verdict === 'deny'
        ? []
        : // What is stored, judged again as a scan judges it.
          decide(snapshot, { ...request, occasion: 'scan', resource: decision.resource }).results.filter(
            ({ effectName, complianceState, enforced }) =>
              effectName === 'deny' && enforced && complianceState === 'NonCompliant',
          );
    });
    expect(wrong).toEqual([]);
  });

  /** What the rules in force can do to a resource: disabled ones say nothing. */
  function effectsOf(): readonly string[] {
    const effects = assigned.flatMap(({ assignmentKey }) =>
      snapshot.rulesOf(assignmentKey).map(({ effect }) => effect),
    );
    return [...new Set(effects)].filter(effect => effect !== 'disabled').sort();
  }

  /** So many resources in the group of each initiative, for as many of its rules as there is room for. */
  function makeEstate(perGroup: number): readonly JsonObject[] {
    return assigned.flatMap(({ assignmentKey }, place) => {
      const rules = snapshot.rulesOf(assignmentKey).filter(({ effect }) => effect !== 'disabled');
      const made = rules.flatMap(rule => {
        const [type] = rule.program.pins ?? [];
        const spelt =
          types.find(each => each.toLowerCase() === type) ?? type ?? 'Microsoft.Storage/storageAccounts';
        const leaves = leavesIn(rule.definition.document['policyRule'] ?? null, new Map());
        return resourcesFor(spelt, leaves, corpus.aliases).slice(1, 4);
      });
      const step = Math.max(1, made.length / perGroup);
      return Array.from({ length: Math.ceil(perGroup) }, (_, index) =>
        placed(made[Math.floor(index * step) % made.length] ?? {}, place),
      );
    });
  }
});

/** The largest ones, and of the rest those first that bring an effect that the others do not name. */
function chooseInitiatives(
  all: readonly PolicySetDefinition[],
  count: number,
): readonly PolicySetDefinition[] {
  const named = (initiative: PolicySetDefinition) => JSON.stringify(initiative.parameters).toLowerCase();
  const rare = all.filter(each => /"(deny|modify|append)"/.test(named(each)) && each.members.length < 100);
  return [...new Set([...all.slice(0, count - 10), ...rare])].slice(0, count);
}

function placed(resource: JsonObject, place: number): JsonObject {
  const type = String(resource['type']);
  const [namespace = '', ...segments] = type.split('/');
  const name = String(resource['name'] ?? 'one');
  const path = segments
    .map((segment, at) => `${segment}/${at === segments.length - 1 ? name : 'p'}`)
    .join('/');
  const id = `${groupOf(place)}/providers/${namespace}/${path}`;
  return { ...resource, id, name };
}

function toRequest(resource: JsonObject, index: number): EvaluationRequest {
  return {
    decisionId: `d${index}`,
    at: '2026-01-01T00:00:00.000Z',
    occasion: 'write',
    resource,
    context: {
      subscription: { id: SUBSCRIPTION, subscriptionId: SUBSCRIPTION.split('/').at(-1) ?? '', tags: {} },
      resourceGroup: { id: `${SUBSCRIPTION}/resourceGroups/g`, name: 'g', location: 'westeurope', tags: {} },
      managementGroups: [],
    },
    apiVersion: '2024-01-01',
    correlationId: 'c',
    action: `${String(resource['type'])}/write`,
  };
}
