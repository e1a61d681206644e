import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { JsonObject } from '@sluice/language';
import { CHECKOUT } from '../checkout.ts';
import { isDocument, isObject, readObject } from '../files/read-document.ts';
import type {
  CaseDefinition,
  CaseWorld,
  DecisionCase,
  DecisionFile,
  WrittenDecisions,
} from './decision-case.ts';

const BUILT_INS = join(CHECKOUT, 'packages', 'content', 'definitions');
const WORLD = 'decisions-world.yaml';

/** Reads a file of decision cases, and its world. Throws Error with the name of the file that is wrong or not there. */
export function readDecisionFile(path: string): DecisionFile {
  const written = readObject(path) as WrittenDecisions;
  return { ...written, path, place: readWorld(worldOf(path, written.world)) };
}

function worldOf(path: string, named: string | undefined): string {
  const folder = dirname(path);
  if (named !== undefined) return join(folder, named);
  const found = [join(folder, WORLD), join(folder, '..', WORLD)].find(each => existsSync(each));
  if (found === undefined)
    throw new Error(
      `${path}: there is no world for its cases; expected 'world: FILE', or ${WORLD} beside it or above.`,
    );
  return found;
}

/** Reads a file of a world. Throws Error with its name for what is none. */
export function readWorld(path: string): CaseWorld {
  const { scopes, resources, ...others } = readObject(path);
  const [unknown] = Object.keys(others);
  if (!isObject(scopes) || (resources !== undefined && !isObject(resources)) || unknown !== undefined)
    throw new Error(`${path}: expected 'scopes' and 'resources', each by the word that cases call it.`);
  return { scopes, resources: resources ?? {} } as CaseWorld;
}

/** The id of a scope or resource that a case names by its word. */
export function idOf(word: string, { scopes, resources }: CaseWorld): string {
  return scopes[word]?.id ?? resources?.[word] ?? word;
}

/** A definition that a case names: the file's own, or a built-in. Undefined: there is none. */
export function definitionNamed(
  name: string,
  { definitions, path, place }: DecisionFile,
): CaseDefinition | undefined {
  const own = definitions?.[name];
  if (own) return stored(name, own, place);
  const besides = join(dirname(path), name);
  if (isDocument(name) && existsSync(besides)) return fromFile(besides, place);
  const builtIn = join(BUILT_INS, `${name}.json`);
  return existsSync(builtIn) ? fromFile(builtIn, place) : undefined;
}

function fromFile(path: string, place: CaseWorld): CaseDefinition {
  const document = readObject(path);
  const inner = document['properties'];
  const properties = isObject(inner) ? inner : document;
  const { id, name } = document;
  const own = typeof name === 'string' ? name : basename(path).replace(/\.\w+$/, '');
  if (properties['policyType'] === 'BuiltIn' && typeof id === 'string') return { id, name: own, properties };
  return stored(own, properties, place);
}

function stored(name: string, properties: JsonObject, place: CaseWorld): CaseDefinition {
  return {
    id: `${storeOf(place)}/policyDefinitions/${name}`,
    name,
    properties: { policyType: 'Custom', ...properties },
  };
}

/** Custom definitions are stored at the topmost management group; in a world without one, at its first scope. */
function storeOf({ scopes }: CaseWorld): string {
  const all = Object.values(scopes);
  const top = all.find(({ kind }) => kind === 'managementGroup') ?? all[0];
  return `${top?.id ?? ''}/providers/Microsoft.Authorization`;
}

/** The ARM type of each kind of part of a case. */
export const PART_TYPES = {
  exempt: 'Microsoft.Authorization/policyExemptions',
  enroll: 'Microsoft.Authorization/policyEnrollments',
  attest: 'Microsoft.PolicyInsights/attestations',
} as const;

/** What a case says beside its assignments: the id of each part, and what a PUT of it holds. */
export function partsOf(
  each: DecisionCase,
  place: CaseWorld,
): readonly { readonly id: string; readonly body: JsonObject }[] {
  return (['exempt', 'enroll', 'attest'] as const).flatMap(kind =>
    (each[kind] ?? []).map(({ name, at, assignment, properties = {} }) => {
      const assigned = each.assign.find(given => given.name === assignment);
      if (!assigned) throw new Error(`'${each.name}' has no assignment '${assignment}'`);
      const policyAssignmentId = `${idOf(assigned.at, place)}/providers/Microsoft.Authorization/policyAssignments/${assignment}`;
      return {
        id: `${idOf(at, place)}/providers/${PART_TYPES[kind]}/${name}`,
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
export function definitionIdOf(name: string, file: DecisionFile): string {
  if (file.initiatives?.[name]) return `${storeOf(file.place)}/policySetDefinitions/${name}`;
  return definitionNamed(name, file)?.id ?? `${storeOf(file.place)}/policyDefinitions/${name}`;
}
