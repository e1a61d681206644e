import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ScopeRecord } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { parse } from 'yaml';

/** A file of conformance/decisions; see conformance/schema/decision-case.json. */
export type DecisionFile = {
  readonly definitions?: Readonly<Record<string, JsonObject>>;
  readonly cases: readonly DecisionCase[];
};

/** One of its cases. */
export type DecisionCase = {
  readonly name: string;
  readonly assign: readonly CaseAssignment[];
  readonly request: {
    readonly verb: 'PUT' | 'PATCH' | 'DELETE' | 'SCAN';
    readonly resource: string;
    readonly body?: JsonObject;
    readonly stored?: JsonObject;
  };
  readonly expect: { readonly verdict: string; readonly results: readonly CaseResult[] };
};

export type CaseAssignment = {
  readonly name: string;
  readonly at: string;
  readonly definition: string;
  readonly parameters?: JsonObject;
  readonly notScopes?: readonly string[];
  readonly enforcementMode?: 'Default' | 'DoNotEnforce';
  readonly message?: string;
  readonly arrivedAnyhow?: boolean;
};

export type CaseResult = {
  readonly assignment: string;
  readonly subject: 'resource' | 'component';
  readonly outcome: string;
  readonly state: string;
  readonly refuses?: boolean;
  readonly message?: string;
  /** The state that a scan gives, where it is another one. */
  readonly scan?: string;
};

/** A definition that cases assign: as a file of `content` has it, or as it is stored at the management group root. */
export type CaseDefinition = { readonly id: string; readonly name: string; readonly properties: JsonObject };

type World = {
  readonly scopes: Readonly<Record<string, { kind: ScopeRecord['kind']; id: string; parent?: string }>>;
  readonly resources: Readonly<Record<string, string>>;
};

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = join(ROOT, 'conformance/decisions');
const STORE =
  '/providers/Microsoft.Management/managementGroups/root/providers/Microsoft.Authorization/policyDefinitions';

/** conformance/decisions-world.yaml. */
export const WORLD: World = parse(readFileSync(join(ROOT, 'conformance/decisions-world.yaml'), 'utf8'));

/** Every file of cases, by its name. */
export const DECISION_FILES: readonly (readonly [string, DecisionFile])[] = readdirSync(FOLDER).map(name => [
  name,
  parse(readFileSync(join(FOLDER, name), 'utf8')),
]);

/** The id of a scope or resource that a case names by its word. */
export function idOf(word: string): string {
  return WORLD.scopes[word]?.id ?? WORLD.resources[word] ?? word;
}

/** A definition that a case names: the file's own, or a built-in. Undefined: there is none. */
export function definitionNamed(
  name: string,
  { definitions }: Pick<DecisionFile, 'definitions'>,
): CaseDefinition | undefined {
  const own = definitions?.[name];
  if (own) return { id: `${STORE}/${name}`, name, properties: { policyType: 'Custom', ...own } };
  const path = join(ROOT, 'packages/content/definitions', `${name}.json`);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

/** The id that an assignment names, whether there is such a definition or not. */
export function definitionIdOf(name: string, file: Pick<DecisionFile, 'definitions'>): string {
  return definitionNamed(name, file)?.id ?? `${STORE}/${name}`;
}
