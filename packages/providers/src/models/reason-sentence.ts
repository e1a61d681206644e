import type { JsonValue } from '@sluice/arm/protocol';

/** A condition that decided, with what it found: as results hold it, and as the API shows it. */
export type EvaluatedExpression = {
  readonly result: string;
  readonly expression: string;
  readonly path?: string;
  readonly expressionValue?: JsonValue;
  readonly targetValue?: JsonValue;
  readonly operator: string;
};

/** What a rule saw, or why it could not say anything. */
export type Told = {
  readonly evaluatedExpressions?: readonly EvaluatedExpression[];
  readonly error?: { readonly code: string; readonly message: string };
  readonly unchanged?: { readonly code: string; readonly message: string };
};

/** Targets of a list that are spelt out. */
const MOST_NAMED = 5;
/** Conditions that are spelt out; who wants them all reads the tree. */
const MOST_TOLD = 4;

/** Operators as the rest of a sentence: where they held, and where not. */
const WORDS: ReadonlyMap<string, readonly [held: string, failed: string]> = new Map([
  ['equals', ['is', 'is not']],
  ['like', ['is like', 'is not like']],
  ['match', ['matches', 'does not match']],
  ['matchinsensitively', ['matches', 'does not match']],
  ['contains', ['contains', 'does not contain']],
  ['in', ['is one of', 'is none of']],
  ['containskey', ['has the key', 'does not have the key']],
  ['less', ['is less than', 'is not less than']],
  ['lessorequals', ['is at most', 'is more than']],
  ['greater', ['is more than', 'is not more than']],
  ['greaterorequals', ['is at least', 'is less than']],
]);

/** What people call the facts of a deployed model, by the path where they stand. */
const CALLED: Readonly<Record<string, string>> = {
  'model.assetId': 'the model',
  'model.registryName': 'the registry of the model',
  'model.publisher': 'the publisher of the model',
  'model.name': 'the name of the model',
  'model.version': 'the version of the model',
  'model.versionNumber': 'the version of the model',
  'model.source': 'the source of the model',
  'model.licence': 'the licence of the model',
  'model.task': 'the task of the model',
  'model.format': 'the format of the model',
  'model.sizeBytes': 'the size of the model in bytes',
  'model.stage': 'the stage of the model',
  'model.approvedBy': 'who approved the model',
  'model.lineage': 'what the model was made from',
  'sku.name': 'the SKU',
  'sku.capacity': 'the capacity',
};

/** Why a rule refuses, as a sentence: what it saw. The type, which every rule asks for, is left out. */
export function reasonSentence({ error, unchanged, evaluatedExpressions = [] }: Told): string {
  if (error !== undefined) return `The policy could not be evaluated: ${error.message}`;
  if (unchanged !== undefined) return unchanged.message;
  const leaves = evaluatedExpressions.filter(({ expression }) => expression.toLowerCase() !== 'type');
  const told = withoutAnyRegistry(leaves).map(leaf => registrySaid(leaf) ?? say(leaf));
  if (told.length === 0) return 'The policy refuses every resource of this type here.';
  const more = told.length > MOST_TOLD ? `; and ${told.length - MOST_TOLD} conditions more` : '';
  return capitalized(`${told.slice(0, MOST_TOLD).join('; ')}${more}.`);
}

const ANY_REGISTRY = 'azureml://registries/*';
const OF_REGISTRY = /^azureml:\/\/registries\/([^/*]+)\/\*$/i;
const REGISTRY_OF_ID = /^azureml:\/\/registries\/([^/]+)\//i;

/** That the model is of a registry at all goes without saying where the next condition says of which. */
function withoutAnyRegistry(leaves: readonly EvaluatedExpression[]): readonly EvaluatedExpression[] {
  return leaves.some(leaf => registrySaid(leaf) !== undefined)
    ? leaves.filter(({ targetValue }) => targetValue !== ANY_REGISTRY)
    : leaves;
}

/** An asset id that is compared with all of one registry: the registries are what matters. */
function registrySaid({
  path,
  operator,
  result,
  expressionValue,
  targetValue,
}: EvaluatedExpression): string | undefined {
  if (path !== 'model.assetId' || typeof targetValue !== 'string' || typeof expressionValue !== 'string')
    return undefined;
  const wanted = OF_REGISTRY.exec(targetValue)?.[1];
  const own = REGISTRY_OF_ID.exec(expressionValue)?.[1];
  if (wanted === undefined || own === undefined || !/^(not)?like$/i.test(operator)) return undefined;
  const isOf = (result === 'True') !== /^not/i.test(operator);
  return isOf
    ? `the model comes from the registry '${own}'`
    : `the model comes from the registry '${own}', not from '${wanted}'`;
}

function say({
  result,
  expression,
  path,
  expressionValue,
  targetValue,
  operator,
}: EvaluatedExpression): string {
  const name = CALLED[path ?? ''] ?? path ?? expression;
  const value = show(expressionValue);
  const key = operator.toLowerCase();
  if (key === 'exists')
    return expressionValue === undefined ? `${name} is missing` : `${name} is there (${value})`;
  const isNegated = !WORDS.has(key) && key.startsWith('not');
  const words = WORDS.get(isNegated ? key.slice('not'.length) : key);
  if (words === undefined)
    return `${name} ${value}: ${operator} ${show(targetValue)} is ${result.toLowerCase()}`;
  const [held, failed] = words;
  return `${name} ${value} ${(result === 'True') === isNegated ? failed : held} ${show(targetValue)}`;
}

function show(value: JsonValue | undefined): string {
  if (value === undefined) return '(absent)';
  if (!Array.isArray(value)) return typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
  const named = value.slice(0, MOST_NAMED).map(show).join(', ');
  return value.length > MOST_NAMED ? `${named} and ${value.length - MOST_NAMED} more` : named || 'nothing';
}

/** Paths keep their case: only words begin with a capital. */
function capitalized(sentence: string): string {
  return /^(the|what|who) /.test(sentence)
    ? `${sentence.slice(0, 1).toUpperCase()}${sentence.slice(1)}`
    : sentence;
}
