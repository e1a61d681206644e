import { bindParameters } from '../compile/bind.ts';
import { type CompileOptions, compile } from '../compile/compile.ts';
import type { Program } from '../compile/program.ts';
import type { EvaluationContext } from '../runtime/run.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import { parseDefinition } from '../syntax/parse-definition.ts';
import type { JsonObject, JsonValue } from '../values/json.ts';
import { createVocabulary } from '../vocabulary/create-vocabulary.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';

/** The type that the aliases below belong to. */
export const TYPE = 'Test.Provider/things';

/** A small vocabulary: one type with plain, array, versioned and marked aliases, and one data-plane mode. */
export const VOCABULARY: Vocabulary = createVocabulary({
  aliases: new Map([
    [
      TYPE,
      [
        { name: `${TYPE}/text`, defaultPath: 'properties.text', modifiable: true },
        { name: `${TYPE}/number`, defaultPath: 'properties.number', type: 'Integer', modifiable: true },
        { name: `${TYPE}/fixed`, defaultPath: 'properties.fixed', fixed: true },
        { name: `${TYPE}/deep.inner`, defaultPath: 'properties.deep.inner', modifiable: false },
        {
          name: `${TYPE}/moved`,
          defaultPath: 'properties.new',
          paths: [{ path: 'properties.old', apiVersions: ['2020-01-01'] }],
        },
        { name: `${TYPE}/list`, defaultPath: 'properties.list' },
        { name: `${TYPE}/list[*]`, defaultPath: 'properties.list[*]' },
        { name: `${TYPE}/rules[*]`, defaultPath: 'properties.rules[*]' },
        { name: `${TYPE}/rules[*].access`, defaultPath: 'properties.rules[*].properties.access' },
        { name: `${TYPE}/rules[*].ports[*]`, defaultPath: 'properties.rules[*].properties.ports[*]' },
        { name: `${TYPE}/ours`, defaultPath: 'properties.ours', knownToAzure: false },
        { name: 'Test.Provider/shared', defaultPath: 'properties.shared' },
      ],
    ],
    ['Test.Provider/others', [{ name: 'Test.Provider/shared', defaultPath: 'sku.shared' }]],
    [
      'Test.Provider.Data/parts',
      [{ name: 'Test.Provider.Data/parts/model.assetId', defaultPath: 'model.assetId' }],
    ],
  ]),
  dataModes: [
    {
      mode: 'Test.Provider.Data',
      effects: ['audit', 'deny', 'disabled'],
      componentTypes: ['Test.Provider.Data/parts'],
      customDefinitions: true,
    },
  ],
  tracked: new Map([[TYPE, true]]),
});

export const CONTEXT: EvaluationContext = {
  now: '2026-03-01T12:00:00.0000000Z',
  subscription: { id: '/subscriptions/s1', tags: { Cost: '42' } },
  resourceGroup: { id: '/subscriptions/s1/resourceGroups/g1', name: 'g1', location: 'westeurope' },
  requestContext: { apiVersion: '2024-01-01', identity: { idtyp: 'app' } },
  policy: { assignmentId: '/a', definitionId: '/d', setDefinitionId: '', definitionReferenceId: '' },
};

/** A rule to compile; parameters are declared by the values given. */
export type Rule = {
  readonly if: JsonObject;
  readonly effect?: string;
  readonly details?: JsonObject;
  readonly mode?: string;
  readonly parameters?: JsonObject;
};

/** Compiles a rule in the small vocabulary. Throws when it does not parse. */
export function programOf(rule: Rule, options: CompileOptions = {}): Program {
  const { definition, diagnostics } = parseDefinition({
    mode: rule.mode ?? 'All',
    parameters: declare(rule.parameters ?? {}),
    policyRule: {
      if: rule.if,
      then: { effect: rule.effect ?? 'deny', ...(rule.details && { details: rule.details }) },
    },
  });
  if (definition === undefined) throw new Error(describe(diagnostics));
  return compile(
    definition,
    bindParameters(definition, rule.parameters ?? {}).parameters,
    VOCABULARY,
    options,
  );
}

/** `matched`, `notMatched`, or the code of the error. */
export function judge(
  condition: JsonObject,
  resource: JsonObject,
  parameters: JsonObject = {},
  apiVersion?: string,
): string {
  const input = { resource, context: CONTEXT, ...(apiVersion === undefined ? {} : { apiVersion }) };
  const outcome = programOf({ if: condition, parameters }).evaluate(input);
  return outcome.kind === 'error' ? outcome.code : outcome.kind;
}

function declare(parameters: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, { type: typeOf(value) }]),
  );
}

function typeOf(value: JsonValue): string {
  if (Array.isArray(value)) return 'Array';
  if (typeof value === 'object') return 'Object';
  if (typeof value === 'number') return 'Float';
  return typeof value === 'boolean' ? 'Boolean' : 'String';
}

function describe(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(({ code, pointer, message }) => `${code} ${pointer}: ${message}`).join('\n');
}
