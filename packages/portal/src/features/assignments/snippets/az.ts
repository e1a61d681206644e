import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import { isObject, objectAt, textAt } from '../../../lib/json.ts';
import { shellQuote } from './shell-quote.ts';
import type { Written } from './written.ts';

/** Properties of an assignment that `az policy assignment create` has an option for, and how they are written there. */
const OPTIONS: readonly (readonly [property: string, option: string])[] = [
  ['displayName', '--display-name'],
  ['description', '--description'],
  ['definitionVersion', '--definition-version'],
  ['enforcementMode', '--enforcement-mode'],
  ['notScopes', '--not-scopes'],
  ['parameters', '--params'],
  ['nonComplianceMessages', '--non-compliance-messages'],
  ['resourceSelectors', '--resource-selectors'],
  ['overrides', '--overrides'],
  ['metadata', '--metadata'],
  ['selfServeExemptionSettings', '--self-serve-exemption-settings'],
];

/**
 * The assignment as a command of Azure's command line, for bash and zsh. What `az policy assignment create` cannot say is said by `az rest`:
 * properties without an option, and texts that az would read as something else.
 */
export function azSnippet(written: Written, endpoint: string, apiVersion: string): string {
  return isSayable(written) ? createCommand(written) : restCommand(written, endpoint, apiVersion);
}

function createCommand({ scope, name, body }: Written): string {
  const properties = objectAt(body, 'properties');
  const definitionId = textAt(properties, 'policyDefinitionId') ?? '';
  const isInitiative = /\/policySetDefinitions\//i.test(definitionId);
  const words: (readonly [option: string, value?: string])[] = [
    ['--name', name],
    ['--scope', scope],
    [isInitiative ? '--policy-set-definition' : '--policy', referenceTo(definitionId)],
  ];
  for (const [property, option] of OPTIONS) {
    const value = properties[property];
    if (value !== undefined && !(property === 'enforcementMode' && value === 'Default'))
      words.push([option, typeof value === 'string' ? value : JSON.stringify(value)]);
  }
  words.push(...identityWords(body));
  return command('az policy assignment create', words);
}

/** az (2.91) takes the id of a built-in definition for one of a management group: built-in ones go by their name. */
function referenceTo(definitionId: string): string {
  const builtIn = /^\/providers\/Microsoft\.Authorization\/policy(?:Set)?Definitions\/([^/]+)$/i;
  return builtIn.exec(definitionId)?.[1] ?? definitionId;
}

function identityWords(body: JsonObject): readonly (readonly [option: string, value?: string])[] {
  const identity = objectAt(body, 'identity');
  const location = textAt(body, 'location');
  const at = location === undefined ? [] : [['--location', location] as const];
  const [user] = Object.keys(objectAt(identity, 'userAssignedIdentities'));
  if (user !== undefined) return [['--mi-user-assigned', user], ...at];
  return textAt(identity, 'type') === 'SystemAssigned' ? [['--mi-system-assigned'], ...at] : at;
}

function restCommand({ scope, name, body }: Written, endpoint: string, apiVersion: string): string {
  const path = `${scope}/providers/Microsoft.Authorization/policyAssignments/${encodeURIComponent(name)}`;
  return command('az rest', [
    ['--method', 'put'],
    ['--url', `${endpoint}${path}?api-version=${apiVersion}`],
    ['--body', JSON.stringify(body)],
  ]);
}

function command(name: string, words: readonly (readonly [option: string, value?: string])[]): string {
  const lines = words.map(([option, value]) =>
    value === undefined ? option : `${option} ${shellQuote(value)}`,
  );
  return [name, ...lines].join(' \\\n  ');
}

/** Tried with az 2.91: files, options, quoted texts of its shorthand, nothing at all, and a cry for help. */
const READ_OTHERWISE = /^[@'-]|^null$|^\?\?$/;

function isSayable({ name, body }: Written): boolean {
  const properties = objectAt(body, 'properties');
  const known = new Set(['policyDefinitionId', ...OPTIONS.map(([property]) => property)]);
  if (Object.keys(properties).some(property => !known.has(property))) return false;
  if (Object.keys(body).some(key => !['identity', 'location', 'properties'].includes(key))) return false;
  const texts = [name, ...OPTIONS.map(([property]) => properties[property])].filter(isText);
  return texts.every(text => !READ_OTHERWISE.test(text)) && !hasNull(properties);
}

function isText(value: JsonValue | undefined): value is string {
  return typeof value === 'string';
}

/** A null inside JSON may mean to leave something out. */
function hasNull(value: JsonValue | undefined): boolean {
  if (value === null) return true;
  if (Array.isArray(value)) return value.some(hasNull);
  return isObject(value) && Object.values(value).some(hasNull);
}
