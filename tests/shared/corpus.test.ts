import {
  type Alias,
  bindParameters,
  checkDefinition,
  compile,
  compileDetails,
  type EvaluationInput,
  type JsonObject,
  type JsonValue,
  type Outcome,
  type ParameterDefinition,
  type ParsedDefinition,
  parseDefinition,
} from '@sluice/language';
import { describe, expect, test } from 'vitest';
import { evaluate as evaluateByReference, type Rule } from '../house/reference/evaluate.ts';
import { NotInReference } from '../house/reference/failure.ts';
import { type CorpusFile, hasCorpus, readCorpus } from './corpus.ts';
import { exampleOf } from './example-of-schema.ts';
import { leavesIn, resourcesFor } from './generate-resources.ts';

// Every real definition is compiled, or refused for a reason named here, and judged by resources made from its conditions.

const WITHDRAWN = 'the effect EnforceRegoPolicy was withdrawn together with its mode';
const REFUSED: Readonly<Record<string, { readonly code: string; readonly because: string }>> = {
  'General/MFA_DenyAction.json': { code: 'effect/unknown', because: 'AuditAction is documented nowhere' },
  ...Object.fromEntries(
    [
      'ContainerAllowedImages',
      'ContainerAllowedPorts',
      'ContainerNoPrivilege',
      'ContainerResourceLimits',
      'IngressHostnamesConflict',
      'IngressHttpsOnly',
      'LoadbalancerNoPublicIPs',
      'PodEnforceLabels',
      'ServiceAllowedPorts',
    ].map(name => [
      `Kubernetes service/${name}_EnforceRegoPolicy.json`,
      { code: 'effect/deprecated', because: WITHDRAWN },
    ]),
  ),
};

const FOLDER = 'built-in-policies/policyDefinitions/';
/** What a rule may run into when a generated value is not of the kind that it expects. Never a limit or an unknown name. */
const ACCEPTED_ERRORS = ['function/bad-argument', 'function/bad-format'];
/** Resources that rules without a type are judged with, and types that pins are tried against. */
const TYPES = [
  'Microsoft.Compute/virtualMachines',
  'Microsoft.Storage/storageAccounts',
  'Microsoft.Resources/subscriptions',
  'Nobody.Knows/this',
];
const CONTEXT: EvaluationInput['context'] = {
  now: '2026-03-01T12:00:00.0000000Z',
  subscription: { id: '/subscriptions/s', subscriptionId: 's', tenantId: 't', displayName: 'S', tags: {} },
  resourceGroup: { id: '/subscriptions/s/resourceGroups/g', name: 'g', location: 'westeurope', tags: {} },
  requestContext: { apiVersion: '2024-01-01', identity: {} },
  policy: { assignmentId: '/a', definitionId: '/d', setDefinitionId: '', definitionReferenceId: '' },
};

describe.skipIf(!hasCorpus && process.env['CI'] !== 'true')('the corpus of real definitions', () => {
  if (!hasCorpus) {
    test('it is there', () => expect(hasCorpus, 'CI needs ../shared/corpus').toBe(true));
    return;
  }
  const { definitions, aliases, vocabulary } = readCorpus();
  const spelling = new Map([...aliases.keys()].map(type => [type.toLowerCase(), type]));
  const usable = definitions.flatMap(file => {
    const { definition } = parseDefinition(file.content);
    return definition === undefined ? [] : [prepare(file, definition)];
  });

  test('every definition is accepted, but for those listed here with the reason', () => {
    const refused = definitions.flatMap(({ path, content }) => {
      const { definition, diagnostics } = parseDefinition(content);
      const checked = definition === undefined ? [] : checkDefinition(definition, vocabulary);
      const [error] = [...diagnostics, ...checked].filter(({ severity }) => severity === 'error');
      return error === undefined ? [] : [[path.replace(FOLDER, ''), error.code]];
    });
    expect(definitions).toHaveLength(5009);
    expect(Object.fromEntries(refused)).toEqual(
      Object.fromEntries(Object.entries(REFUSED).map(([name, { code }]) => [name, code])),
    );
  });

  test('every definition compiles, and nearly all are pinned to types', () => {
    expect(usable).toHaveLength(5009);
    expect(usable.filter(({ program }) => program.pins !== undefined).length).toBeGreaterThan(4_900);
    expect(usable.flatMap(({ path, problems }) => problems.map(problem => `${path}: ${problem}`))).toEqual(
      [],
    );
  });

  test('no definition fails on resources of its types but for values of another kind, and most match one', () => {
    const failed: string[] = [];
    let matching = 0;
    for (const { path, program, inputs } of usable) {
      const outcomes = inputs().map(program.evaluate);
      failed.push(...outcomes.filter(isUnaccepted).map(outcome => `${path}: ${JSON.stringify(outcome)}`));
      if (outcomes.some(({ kind }) => kind === 'matched')) matching += 1;
    }
    expect(failed).toEqual([]);
    // The others are attested (their conditions are never true) or look for two parts of one name.
    expect(matching).toBeGreaterThan(3_200);
  });

  test('the compiled rule and the reference agree on every one of these resources', () => {
    const differing: string[] = [];
    const left = new Set<string>();
    for (const { path, program, inputs, rule } of usable) {
      for (const input of inputs()) {
        try {
          const expected = evaluateByReference(rule, input);
          const { kind } = program.evaluate(input);
          if (kind !== expected)
            differing.push(`${path}: ${kind}, not ${expected}: ${JSON.stringify(input.resource)}`);
        } catch (error) {
          if (!(error instanceof NotInReference)) throw error;
          left.add(error.message);
        }
      }
    }
    expect(differing).toEqual([]);
    expect([...left]).toEqual([]);
  });

  test('explaining says what evaluating says', () => {
    const differing = usable.flatMap(({ path, program, inputs }) =>
      inputs()
        .filter(input => {
          const { outcome, root } = program.explain(input);
          const evaluated = program.evaluate(input);
          const told = root === undefined || root.result === (evaluated.kind === 'matched');
          return !told || JSON.stringify(outcome) !== JSON.stringify(evaluated);
        })
        .map(() => path),
    );
    expect(differing).toEqual([]);
  });

  test('a rule never matches, and does not apply to, a resource of a type that its pins leave out', () => {
    const wrong: string[] = [];
    let tried = 0;
    for (const { path, program, inputs, named } of usable) {
      const { pins } = program;
      if (pins === undefined) continue;
      const others = [...TYPES, ...named].filter(type => !pins.includes(type.toLowerCase()));
      for (const type of new Set(others)) {
        for (const { resource, ...input } of inputs()) {
          const other = { ...input, resource: { ...resource, type } };
          tried += 1;
          if (program.applies(other) || program.evaluate(other).kind === 'matched')
            wrong.push(`${path}: ${type}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(100_000);
  });

  test('a related resource satisfies an existence condition or does not, and details have values', () => {
    const failed: string[] = [];
    let satisfied = 0;
    let unsatisfied = 0;
    for (const { path, definition, bound, details, inputs, existence } of usable) {
      const compiled = compileDetails(definition, bound, vocabulary);
      const [, first] = inputs();
      if (compiled === undefined || first === undefined) continue;
      const resolved = compiled.resolve(first);
      if ('error' in resolved && isUnaccepted(resolved.error))
        failed.push(`${path}: ${JSON.stringify(resolved.error)}`);
      if (existence === undefined) continue;
      const leaves = leavesIn(existence, bound.values);
      const type = typeof details['type'] === 'string' ? details['type'] : 'Nobody.Knows/this';
      for (const related of resourcesFor(spelling.get(type.toLowerCase()) ?? type, leaves, aliases)) {
        const outcome = compiled.satisfies(first, related);
        if (outcome.kind === 'matched') satisfied += 1;
        if (outcome.kind === 'notMatched') unsatisfied += 1;
        if (isUnaccepted(outcome)) failed.push(`${path}: ${JSON.stringify(outcome)}`);
      }
    }
    expect(failed).toEqual([]);
    expect(satisfied).toBeGreaterThan(1_000);
    expect(unsatisfied).toBeGreaterThan(1_000);
  });

  function prepare({ path, content }: CorpusFile, definition: ParsedDefinition) {
    const { parameters: bound, problems } = bindParameters(definition, valuesFor(definition));
    const program = compile(definition, bound, vocabulary);
    const properties = content['properties'] as { readonly policyRule: RuleJson };
    const { if: condition, then } = properties.policyRule;
    const leaves = leavesIn(condition, bound.values);
    const details = isJsonObject(then.details) ? then.details : {};
    const existence = Object.entries(details).find(
      ([name]) => name.toLowerCase() === 'existencecondition',
    )?.[1];
    const types = (program.pins ?? TYPES).slice(0, 3).map(type => spelling.get(type.toLowerCase()) ?? type);
    return {
      path,
      definition,
      bound,
      program,
      details,
      existence,
      problems: problems.map(problem => JSON.stringify(problem)),
      named: leaves
        .filter(leaf => leaf.field.toLowerCase() === 'type')
        .flatMap(leaf => textsIn(leaf.operand)),
      rule: { condition, parameters: bound.values, aliases: byName } satisfies Rule,
      inputs: (): readonly EvaluationInput[] =>
        types
          .flatMap(type => resourcesFor(type, leaves, aliases))
          .map(resource => ({ resource, context: CONTEXT, apiVersion: '2024-01-01' })),
    };
  }

  function byName(name: string): ReadonlyMap<string, Alias> | undefined {
    return index.get(name);
  }
  const index = new Map<string, Map<string, Alias>>();
  for (const [type, ofType] of aliases) {
    for (const alias of ofType) {
      const types = index.get(alias.name.toLowerCase()) ?? new Map<string, Alias>();
      index.set(alias.name.toLowerCase(), types.set(type.toLowerCase(), alias));
    }
  }
});

type RuleJson = { readonly if: JsonValue; readonly then: { readonly details?: JsonValue } };

function isUnaccepted(outcome: Outcome): boolean {
  return outcome.kind === 'error' && !ACCEPTED_ERRORS.includes(outcome.code);
}

/** A value for each parameter that has no default. */
function valuesFor(definition: ParsedDefinition): JsonObject {
  const needed = [...definition.parameters.values()].filter(({ defaultValue }) => defaultValue === undefined);
  return Object.fromEntries(needed.map(parameter => [parameter.name, valueFor(parameter)]));
}

function valueFor({ type, allowedValues, schema }: ParameterDefinition): JsonValue {
  const [allowed] = allowedValues ?? [];
  if (allowed !== undefined) return type === 'Array' ? [allowed] : allowed;
  const values: Readonly<Record<ParameterDefinition['type'], JsonValue>> = {
    String: '/subscriptions/s/resourceGroups/g/providers/Somebody.Made/this/one',
    Array: ['x'],
    Object: schema === undefined ? { a: 'x' } : exampleOf(schema),
    Boolean: true,
    Integer: 1,
    Float: 1.5,
    DateTime: '2026-01-01T00:00:00Z',
  };
  return values[type];
}

function textsIn(value: JsonValue): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter(each => typeof each === 'string');
}

function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
