import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type Alias,
  bindParameters,
  checkDefinition,
  compile,
  compileDetails,
  createVocabulary,
  type Diagnostic,
  type EvaluationContext,
  type EvaluationInput,
  findEffect,
  type JsonObject,
  type JsonValue,
  parseDefinition,
  type Vocabulary,
} from '@sluice/language';

/** Where the cases are; they are not part of this repository. */
export const CASES = fileURLToPath(new URL('../../../shared/conformance/', import.meta.url));
export const hasCases = existsSync(CASES);

export type Case = {
  readonly id: string;
  readonly policy_rule?: string;
  readonly policy_definition?: string;
  readonly resource?: JsonObject;
  readonly parameters?: JsonObject;
  readonly api_version?: string;
  readonly request_context?: JsonObject;
  readonly context?: Partial<EvaluationContext> & { readonly utcNow?: string };
  readonly host_await?: readonly { readonly resource_type?: string; readonly response: JsonObject | null }[];
  readonly expect?: 'effect' | 'no_match' | 'parse_error' | 'compile_error' | 'runs';
  readonly want_effect?: string;
  readonly want_details?: JsonValue;
  readonly want_parse_error?: boolean;
  readonly parse_level?: 'constraint' | 'policy_rule' | 'policy_definition';
};
export type CaseFile = {
  readonly name: string;
  readonly aliases?: string;
  readonly policy_rule?: string;
  readonly policy_definition?: string;
  readonly cases: readonly Case[];
};

/** Every file of one folder of cases. */
export function readCases(folder: string): readonly CaseFile[] {
  return readdirSync(`${CASES}${folder}`).map(name => ({
    ...JSON.parse(readFileSync(`${CASES}${folder}/${name}`, 'utf8')),
    name,
  }));
}

/** The text of a definition for a case: its own, or the file's; a bare rule gets declarations for the parameters given. */
export function definitionText(file: CaseFile, each: Case): string {
  const definition =
    each.policy_definition ?? (each.policy_rule === undefined ? file.policy_definition : undefined);
  if (definition !== undefined) return definition;
  const rule = each.policy_rule ?? file.policy_rule ?? '';
  return `{"mode": "All", "parameters": ${JSON.stringify(declare(each.parameters ?? {}))}, "policyRule": ${rule}}`;
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

/** What is wrong with a case's definition: what parsing and checking say, doubts about modify included. */
export function refusalsOf(file: CaseFile, each: Case): readonly Diagnostic[] {
  const { definition, diagnostics } = parseDefinition(definitionText(file, each));
  const checked =
    definition === undefined ? [] : checkDefinition(definition, vocabularyOf(file), { lenient: true });
  return [...diagnostics, ...checked].filter(
    ({ severity, code }) => severity === 'error' || code === 'modify/not-modifiable',
  );
}

/** The effect that a case's definition has on its resource, with the details evaluated; undefined when it has none. */
export function effectOf(
  file: CaseFile,
  each: Case,
): { readonly effect: string; readonly details?: JsonValue } | undefined {
  const { definition, diagnostics } = parseDefinition(definitionText(file, each));
  if (definition === undefined) throw new Error(`does not parse: ${JSON.stringify(diagnostics)}`);
  const vocabulary = vocabularyOf(file);
  const { parameters } = bindParameters(definition, each.parameters ?? {});
  const program = compile(definition, parameters, vocabulary, { lenient: true });
  if (program.effect.toLowerCase() === 'disabled') return undefined;
  const input = inputOf(each);
  const outcome = program.evaluate(input);
  if (outcome.kind === 'error') throw new Error(`${outcome.code}: ${outcome.message}`);
  if (outcome.kind === 'notMatched') return undefined;
  const details = compileDetails(definition, parameters, vocabulary, { lenient: true });
  const effect = findEffect(program.effect);
  if (details === undefined || effect?.takesDetails !== true) return { effect: program.effect };
  if (effect.looksAtRelated) {
    for (const related of relatedOf(each, program.details)) {
      const satisfied = details.satisfies(input, related);
      if (satisfied.kind === 'error') throw new Error(`${satisfied.code}: ${satisfied.message}`);
      if (satisfied.kind === 'matched') return undefined;
    }
  }
  const resolved = details.resolve(input);
  if ('error' in resolved) throw new Error(JSON.stringify(resolved.error));
  return { effect: program.effect, details: resolved.details };
}

/** The related resources that the case's host would find; one without a type has that of the details. */
function relatedOf(each: Case, details: JsonValue | undefined): readonly JsonObject[] {
  const type = (details as { readonly type?: JsonValue } | undefined)?.type ?? null;
  return (each.host_await ?? [])
    .filter(answer => answer.response !== null)
    .map(answer => ({ type: answer.resource_type ?? type, ...answer.response }));
}

const DEFAULT_CONTEXT: NonNullable<Case['context']> = {
  resourceGroup: { name: 'myResourceGroup', location: 'eastus' },
  subscription: { subscriptionId: '00000000-0000-0000-0000-000000000000' },
};

function inputOf(each: Case): EvaluationInput {
  const { utcNow, ...context } = each.context ?? DEFAULT_CONTEXT;
  const apiVersion = each.api_version;
  const requestContext = each.request_context ?? (apiVersion === undefined ? {} : { apiVersion });
  return {
    resource: each.resource ?? {},
    context: {
      now: utcNow ?? '2026-01-01T00:00:00.0000000Z',
      requestContext,
      ...context,
    },
    ...(apiVersion === undefined ? {} : { apiVersion }),
  };
}

type AliasFile = readonly {
  readonly namespace: string;
  readonly resourceTypes: readonly {
    readonly resourceType: string;
    readonly aliases?: readonly (Alias & { readonly defaultMetadata?: { readonly attributes?: string } })[];
  }[];
}[];

const vocabularies = new Map<string, Vocabulary>();

export function vocabularyOf(file: CaseFile): Vocabulary {
  const name = file.aliases ?? '';
  const known = vocabularies.get(name);
  if (known !== undefined) return known;
  const catalogue: AliasFile = name === '' ? [] : JSON.parse(readFileSync(`${CASES}aliases/${name}`, 'utf8'));
  const aliases = new Map<string, readonly Alias[]>();
  for (const { namespace, resourceTypes } of catalogue) {
    for (const { resourceType, aliases: ofType = [] } of resourceTypes) {
      const named = ofType.map(alias => ({
        ...alias,
        modifiable: alias.defaultMetadata?.attributes === 'Modifiable',
      }));
      for (const alias of [...named, ...arraysOf(named)]) {
        // The catalogue lists aliases of child types with their parent; the name says whose they are.
        for (const type of new Set([
          `${namespace}/${resourceType}`,
          alias.name.slice(0, alias.name.lastIndexOf('/')),
        ])) {
          const key = type.toLowerCase();
          aliases.set(key, [...(aliases.get(key) ?? []), alias]);
        }
      }
    }
  }
  const vocabulary = createVocabulary({ aliases, dataModes: [], tracked: new Map() });
  vocabularies.set(name, vocabulary);
  return vocabulary;
}

/** The alias of a whole array where the catalogue has only that of its members. */
function arraysOf(aliases: readonly Alias[]): readonly Alias[] {
  const names = new Set(aliases.map(alias => alias.name));
  return aliases
    .filter(alias => alias.name.endsWith('[*]') && !names.has(alias.name.slice(0, -3)))
    .map(alias => ({ name: alias.name.slice(0, -3), defaultPath: alias.defaultPath.replace(/\[\*\]$/, '') }));
}
