import {
  type Alias,
  bindParameters,
  compile,
  createVocabulary,
  diagnose,
  type EvaluationInput,
  type JsonObject,
  type JsonValue,
  type Program,
  parseDefinition,
} from '@sluice/language';
import fc from 'fast-check';
import { ALIASES, condition, parameters, resource } from './arbitraries.ts';
import { evaluate } from './evaluate.ts';

const VOCABULARY = createVocabulary({ aliases: ALIASES, dataModes: [], tracked: new Map() });
const CONTEXT: EvaluationInput['context'] = {
  now: '2026-03-01T12:00:00.0000000Z',
  subscription: { id: '/subscriptions/s', displayName: 'West Europe', tags: { env: 'a' } },
  resourceGroup: { name: 'g', location: 'westeurope' },
  requestContext: { apiVersion: '2020-01-01' },
};

/** A rule, what its parameters are, and what it judges. */
export type Given = {
  readonly condition: JsonObject;
  readonly parameters: JsonObject;
  readonly resource: JsonObject;
  readonly apiVersion: string;
};

export const given: fc.Arbitrary<Given> = fc.record({
  condition,
  parameters,
  resource,
  apiVersion: fc.constantFrom('2020-01-01', '2024-01-01'),
});

export function inputOf({ resource, apiVersion }: Given): EvaluationInput {
  return { resource, apiVersion, context: CONTEXT };
}

/** Compiles a condition with a value for each of its parameters, whatever its type. */
export function programOf(condition: JsonValue, parameters: JsonObject): Program {
  const declared = Object.entries(parameters).map(([name, value]) => [name, { type: typeOf(value) }]);
  const { definition, diagnostics } = parseDefinition({
    mode: 'All',
    parameters: Object.fromEntries(declared),
    policyRule: { if: condition, then: { effect: 'deny' } },
  });
  if (definition === undefined) throw new Error(JSON.stringify(diagnostics));
  const { parameters: bound } = bindParameters(definition, parameters);
  return compile(definition, bound, VOCABULARY);
}

/** True when the check of a definition says so of its `if`, or of something that its `if` needs. */
export function isSaidNeverTrue(condition: JsonValue): boolean {
  const { diagnostics } = diagnose(
    { mode: 'All', policyRule: { if: condition, then: { effect: 'deny' } } },
    VOCABULARY,
  );
  return diagnostics.some(
    ({ code, pointer }) =>
      code === 'condition/never-true' && /^\/policyRule\/if(\/allOf\/\d+)*$/.test(pointer),
  );
}

function typeOf(value: JsonValue): string {
  if (Array.isArray(value)) return 'Array';
  if (typeof value === 'object') return 'Object';
  if (typeof value === 'number') return 'Float';
  return typeof value === 'boolean' ? 'Boolean' : 'String';
}

/** What the reference says. */
export function reference({ condition, parameters, ...rest }: Given): 'matched' | 'notMatched' | 'error' {
  const values = Object.entries(parameters)
    // A given null counts as not given.
    .filter(([, value]) => value !== null)
    .map(([name, value]) => [name.toLowerCase(), value] as const);
  return evaluate(
    { condition, parameters: new Map(values), aliases: aliasesOf },
    inputOf({ condition, parameters, ...rest }),
  );
}

function aliasesOf(name: string): ReadonlyMap<string, Alias> | undefined {
  const types = [...ALIASES].flatMap(([type, aliases]) => {
    const alias = aliases.find(each => each.name.toLowerCase() === name.toLowerCase());
    return alias === undefined ? [] : [[type.toLowerCase(), alias] as const];
  });
  return types.length === 0 ? undefined : new Map(types);
}
