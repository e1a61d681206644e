import type { JsonObject, JsonValue } from '@sluice/language';
import fc from 'fast-check';
import { expect } from 'vitest';
import { condition, OTHER_TYPE, TYPE } from './arbitraries.ts';
import { type Given, given, inputOf, isSaidNeverTrue, programOf, reference } from './compare.ts';

/** What holds for every rule and every resource, each law with its name: run few times beside the other tests, many in the long suite. */
export const LAWS: Readonly<Record<string, (runs: number) => void>> = {
  'the compiled rule says what the reference says': runs =>
    check(runs, each => {
      expect(programOf(each.condition, each.parameters).evaluate(inputOf(each)).kind).toBe(reference(each));
    }),

  'explaining says what evaluating says': runs =>
    check(runs, each => {
      const program = programOf(each.condition, each.parameters);
      expect(program.explain(inputOf(each)).outcome).toEqual(program.evaluate(inputOf(each)));
    }),

  'not(not(x)) is x': runs =>
    check(runs, each => {
      const twice = programOf({ not: { not: each.condition } }, each.parameters).evaluate(inputOf(each));
      expect(twice.kind).toBe(programOf(each.condition, each.parameters).evaluate(inputOf(each)).kind);
    }),

  'allOf and anyOf of one are that one': runs =>
    check(runs, each => {
      const alone = programOf(each.condition, each.parameters).evaluate(inputOf(each)).kind;
      const group = (name: string) =>
        programOf({ [name]: [each.condition] }, each.parameters).evaluate(inputOf(each)).kind;
      expect([group('allOf'), group('anyOf')]).toEqual([alone, alone]);
    }),

  'what is known when a rule is compiled means the same as what is read when it is judged': runs =>
    check(runs, each => {
      const folded = programOf(each.condition, each.parameters).evaluate(inputOf(each));
      const { context, ...input } = inputOf(each);
      const late = programOf(notKnownYet(each.condition), {}).evaluate({
        ...input,
        context: { ...context, policy: present(each.parameters) },
      });
      expect(late.kind).toBe(folded.kind);
    }),

  'a rule that is said to be never true matches nothing': runs =>
    fc.assert(
      fc.property(given, condition, condition, (each, second, third) => {
        const all = { allOf: [each.condition, second, third] };
        if (!isSaidNeverTrue(all)) return;
        expect(programOf(all, each.parameters).evaluate(inputOf(each)).kind).not.toBe('matched');
      }),
      { numRuns: runs },
    ),

  'a rule found by type judges what a scan over all rules judges': runs =>
    check(runs, each => {
      for (const type of [TYPE, OTHER_TYPE, 'Nobody.Knows/this']) {
        const program = programOf(each.condition, each.parameters);
        const input = inputOf({ ...each, resource: { ...each.resource, type } });
        if (program.pins?.includes(type.toLowerCase()) ?? true) continue;
        expect([program.applies(input), program.evaluate(input).kind === 'matched']).toEqual([false, false]);
      }
    }),
};

function check(runs: number, law: (each: Given) => void): void {
  fc.assert(fc.property(given, law), { numRuns: runs });
}

/** The parameters as a rule finds them in `policy()`: nothing there for one that is null. */
function present(parameters: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== null));
}

/** The same condition with its parameters read while it is judged. */
function notKnownYet(json: JsonValue): JsonValue {
  if (typeof json === 'string')
    return json.startsWith('[') ? json.replaceAll(/parameters\('(\w+)'\)/g, 'policy().$1') : json;
  if (Array.isArray(json)) return json.map(notKnownYet);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, notKnownYet(value)]));
}
