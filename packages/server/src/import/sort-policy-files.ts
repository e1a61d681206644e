import { parseResourceId } from '@sluice/arm/ids';
import type { JsonObject } from '@sluice/arm/protocol';
import { isObject, textAt } from '../json-value.ts';
import type { ImportEntry } from './import-entry.ts';
import type { PolicyFile } from './read-policy-files.ts';

/** A file that is to be stored under its id. */
export type Candidate = {
  readonly path: string;
  readonly kind: 'definition' | 'initiative';
  readonly id: string;
  readonly key: string;
  readonly properties: JsonObject;
};

/** What is to be done, and what is told of files of which nothing is to be done. */
export type SortedFiles = {
  readonly definitions: readonly Candidate[];
  readonly initiatives: readonly Candidate[];
  readonly entries: readonly ImportEntry[];
};

const KINDS: Readonly<Record<string, Candidate['kind']>> = {
  'microsoft.authorization/policydefinitions': 'definition',
  'microsoft.authorization/policysetdefinitions': 'initiative',
};
const GOVERNMENT = /(^|\/)Azure Government\//i;

/** Of several files for one id the first counts that is not of Azure Government; of the ids in `shipped` (lower case) none does. */
export function sortPolicyFiles(files: readonly PolicyFile[], shipped: ReadonlySet<string>): SortedFiles {
  const entries: ImportEntry[] = [];
  const chosen = new Map<string, Candidate>();
  const candidates = files.flatMap(file => {
    const read = toCandidate(file);
    if ('key' in read) return [read];
    entries.push(read);
    return [];
  });
  for (const candidate of candidates) {
    const before = chosen.get(candidate.key);
    if (!before || (GOVERNMENT.test(before.path) && !GOVERNMENT.test(candidate.path)))
      chosen.set(candidate.key, candidate);
  }
  const wanted = candidates.filter(candidate => {
    const { path, kind, id, key } = candidate;
    if (shipped.has(key)) {
      entries.push({
        path,
        kind,
        id,
        outcome: 'kept',
        reason: 'Sluice ships its own definition of this id.',
      });
      return false;
    }
    const first = chosen.get(key);
    if (first === candidate) return true;
    entries.push({ path, kind, id, outcome: 'repeated', reason: `The one imported is ${first?.path}.` });
    return false;
  });
  return {
    definitions: wanted.filter(({ kind }) => kind === 'definition'),
    initiatives: wanted.filter(({ kind }) => kind === 'initiative'),
    entries,
  };
}

function toCandidate(file: PolicyFile): Candidate | ImportEntry {
  const { path } = file;
  const refuse = (code: string, reason: string, pointer = ''): ImportEntry => ({
    path,
    kind: 'unknown',
    outcome: 'refused',
    code,
    reason,
    pointer,
  });
  if ('problem' in file) return refuse('json/syntax', file.problem);
  const { content } = file;
  const id = textAt(content, 'id') ?? '';
  const parsed = parseResourceId(id);
  const kind = parsed === undefined ? undefined : KINDS[parsed.typeKey];
  if (parsed === undefined || kind === undefined || parsed.scope.kind !== 'tenant') {
    const expected = '/providers/Microsoft.Authorization/policyDefinitions/NAME, or policySetDefinitions';
    return refuse(
      'InvalidResourceId',
      `Expected the id of a built-in object (${expected}), found '${id}'.`,
      '/id',
    );
  }
  const properties = content['properties'];
  if (!isObject(properties))
    return refuse('InvalidRequestContent', 'Expected an object: properties.', '/properties');
  return { path, kind, id, key: parsed.key, properties };
}
