import { splitPath } from './segments.ts';

/** One run of types and names of a path: below a `/providers/{namespace}`, or ARM's own (`/subscriptions/s/...`). */
export type Run = {
  /** Undefined: ARM's own run, which has no `/providers/` in front. */
  readonly namespace: string | undefined;
  /** Outermost first. In the last run of a path there may be one type more than names. */
  readonly types: readonly string[];
  readonly names: readonly string[];
};

const NAMESPACE = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const TYPE = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
/** What may stand first in a path without a namespace, in ARM's case. */
const ROOT_TYPES: ReadonlyMap<string, string> = new Map([
  ['subscriptions', 'subscriptions'],
  ['tenants', 'tenants'],
  ['providers', 'providers'],
]);

/**
 * The runs of a decoded path; none for the tenant, undefined for what is not ARM's grammar.
 *
 * Names are told from keywords by their place, so a resource group may be called `providers`. ARM's own words get ARM's case.
 */
export function readPath(path: string): readonly Run[] | undefined {
  const segments = splitPath(path);
  if (segments === undefined) return undefined;
  const runs: Run[] = [];
  let at = 0;
  while (at < segments.length) {
    const namespaced = startsRun(segments, at);
    const end = endOfRun(segments, namespaced ? at + 2 : at);
    const run = namespaced
      ? readNamespaced(segments[at + 1] ?? '', segments.slice(at + 2, end))
      : readOwn(at === 0, segments.slice(at, end));
    if (run === undefined) return undefined;
    runs.push(run);
    at = end;
  }
  return runs;
}

/** `providers/{namespace}/{type}`: a namespace alone is an item of ARM's own. */
function startsRun(segments: readonly string[], at: number): boolean {
  return segments.length > at + 2 && segments[at]?.toLowerCase() === 'providers';
}

function endOfRun(segments: readonly string[], from: number): number {
  let at = from + 2;
  while (at < segments.length && !startsRun(segments, at)) at += 2;
  return Math.min(at, segments.length);
}

function readNamespaced(namespace: string, pairs: readonly string[]): Run | undefined {
  const types = typesOf(pairs);
  if (
    !NAMESPACE.test(namespace) ||
    !types.every(type => TYPE.test(type) && type.toLowerCase() !== 'providers')
  )
    return undefined;
  const [first = '', ...deeper] = types;
  if (namespace.toLowerCase() === 'microsoft.management' && first.toLowerCase() === 'managementgroups') {
    return {
      namespace: 'Microsoft.Management',
      types: ['managementGroups', ...deeper],
      names: namesOf(pairs),
    };
  }
  return { namespace, types, names: namesOf(pairs) };
}

function readOwn(atRoot: boolean, pairs: readonly string[]): Run | undefined {
  const [first = '', ...deeper] = typesOf(pairs);
  const root = ROOT_TYPES.get(first.toLowerCase());
  if (!atRoot || root === undefined || !deeper.every(type => TYPE.test(type))) return undefined;
  return { namespace: undefined, types: [root, ...deeper.map(ownCase)], names: namesOf(pairs) };
}

function ownCase(type: string): string {
  const lower = type.toLowerCase();
  return lower === 'resourcegroups' ? 'resourceGroups' : lower === 'providers' ? 'providers' : type;
}

function typesOf(pairs: readonly string[]): readonly string[] {
  return pairs.filter((_, index) => index % 2 === 0);
}

function namesOf(pairs: readonly string[]): readonly string[] {
  return pairs.filter((_, index) => index % 2 === 1);
}
