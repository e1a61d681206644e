import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EnforcementMode, PolicyOverride, ResourceSelector, ScopeRecord } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { parse } from 'yaml';

/** A file of conformance/decisions; see conformance/schema/decision-case.json. */
export type DecisionFile = {
  readonly definitions?: Readonly<Record<string, JsonObject>>;
  /** Further versions of its definitions, written in this order. */
  readonly versions?: readonly { readonly definition: string; readonly properties: JsonObject }[];
  readonly initiatives?: Readonly<Record<string, CaseInitiative>>;
  readonly cases: readonly DecisionCase[];
};

/** One of its cases. */
export type DecisionCase = {
  readonly name: string;
  readonly assign: readonly CaseAssignment[];
  readonly exempt?: readonly CasePart[];
  readonly enroll?: readonly CasePart[];
  readonly attest?: readonly CasePart[];
  readonly request: {
    readonly verb: 'PUT' | 'PATCH' | 'DELETE' | 'SCAN';
    readonly resource: string;
    readonly body?: JsonObject;
    readonly stored?: JsonObject;
  };
  readonly expect: {
    readonly verdict: string;
    readonly results: readonly CaseResult[];
    /** Members of what is stored; `tags` whole. */
    readonly becomes?: JsonObject;
    readonly conflict?: string;
  };
};

export type CaseAssignment = {
  readonly name: string;
  readonly at: string;
  readonly definition: string;
  readonly definitionVersion?: string;
  readonly parameters?: JsonObject;
  readonly notScopes?: readonly string[];
  readonly enforcementMode?: EnforcementMode;
  readonly message?: string;
  readonly messages?: readonly { readonly message: string; readonly policyDefinitionReferenceId?: string }[];
  readonly resourceSelectors?: readonly ResourceSelector[];
  readonly overrides?: readonly PolicyOverride[];
  readonly arrivedAnyhow?: boolean;
};

/** An exemption, enrollment or attestation: `properties` without the id of the assignment, which it names by its word. */
export type CasePart = {
  readonly name: string;
  readonly at: string;
  readonly assignment: string;
  readonly properties?: JsonObject;
};

/** An initiative: `properties` as a PUT has them, but that a member names its `definition` by its word. */
export type CaseInitiative = {
  readonly parameters?: JsonObject;
  readonly policyDefinitions: readonly (JsonObject & { readonly definition: string })[];
};

export type CaseResult = {
  readonly assignment: string;
  /** The reference id, for a member of an initiative. */
  readonly member?: string;
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

/** The ARM type of each kind of part of a case. */
export const PART_TYPES = {
  exempt: 'Microsoft.Authorization/policyExemptions',
  enroll: 'Microsoft.Authorization/policyEnrollments',
  attest: 'Microsoft.PolicyInsights/attestations',
} as const;

/** What a case says beside its assignments: the id of each part, and what a PUT of it holds. */
export function partsOf(each: DecisionCase): readonly { readonly id: string; readonly body: JsonObject }[] {
  return (['exempt', 'enroll', 'attest'] as const).flatMap(kind =>
    (each[kind] ?? []).map(({ name, at, assignment, properties = {} }) => {
      const assigned = each.assign.find(given => given.name === assignment);
      if (!assigned) throw new Error(`'${each.name}' has no assignment '${assignment}'`);
      const policyAssignmentId = `${idOf(assigned.at)}/providers/Microsoft.Authorization/policyAssignments/${assignment}`;
      return {
        id: `${idOf(at)}/providers/${PART_TYPES[kind]}/${name}`,
        body: { properties: { policyAssignmentId, ...properties } },
      };
    }),
  );
}

/** The initiatives of a file: the id of each, and what a PUT of it holds. */
export function initiativesOf(
  file: DecisionFile,
): readonly { readonly id: string; readonly body: JsonObject }[] {
  return Object.entries(file.initiatives ?? {}).map(([name, { policyDefinitions, ...properties }]) => ({
    id: definitionIdOf(name, file),
    body: {
      properties: {
        ...properties,
        policyDefinitions: policyDefinitions.map(({ definition, ...member }) => ({
          ...member,
          policyDefinitionId: definitionIdOf(definition, file),
        })),
      },
    },
  }));
}

/** The id that an assignment names, whether there is such a definition or not. */
export function definitionIdOf(
  name: string,
  file: Pick<DecisionFile, 'definitions' | 'initiatives'>,
): string {
  if (file.initiatives?.[name])
    return `${STORE.replace('policyDefinitions', 'policySetDefinitions')}/${name}`;
  return definitionNamed(name, file)?.id ?? `${STORE}/${name}`;
}
