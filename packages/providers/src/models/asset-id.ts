import { canonicalName, isName, splitReference } from './segments.ts';

/** The workspace that short references (`azureml:N:V`) are read in. */
export type WorkspaceRef = {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly workspace: string;
};

/**
 * What a reference names. Every text in it is canonical: lower case, percent-encoded where it is not ASCII.
 *
 * `canonical` is the id: equal for two references if and only if they name the same thing. A model has a version, or a label,
 * or neither (which means `latest`).
 */
export type AssetId =
  | ({ readonly source: 'registry'; readonly registry: string } & ModelName)
  | ({ readonly source: 'workspace'; readonly workspace: WorkspaceRef } & ModelName)
  /** A workspace by its location and workspace id, until the catalog says which one that is (`resolve.ts`). */
  | ({ readonly source: 'workspace'; readonly location: string; readonly workspaceId: string } & ModelName)
  | { readonly source: 'path'; readonly canonical: string };

type ModelName = {
  readonly name: string;
  readonly version?: string;
  readonly label?: string;
  readonly canonical: string;
};

/** A reference to a model, as opposed to one to files. */
export type ModelId = Exclude<AssetId, { source: 'path' }>;

/** The id, or what is wrong with the reference, as the rest of a sentence that begins with it. */
export type ParsedAssetId =
  | { readonly id: AssetId; readonly problem?: never }
  | { readonly problem: string; readonly id?: never };

/** The name that stands for the newest version. Read without case, also where a version is expected. */
export const LATEST = 'latest';

/**
 * Parses any form in which a client may refer to a model, into its canonical id.
 *
 * Keywords, registries, workspaces, models and versions compare without case, as in Azure; apart from that a version is exact text
 * (`3`, `03` and `30` are three versions). A reference that looks like one of Azure ML's and fits none of its forms is a problem,
 * never a path. Source: docs/decisions/0006; conformance/decisions-bypass.yaml.
 *
 * @param home where the deployment is; without it the short forms (`azureml:N:V`) are a problem.
 */
export function parseAssetId(reference: string, home?: WorkspaceRef): ParsedAssetId {
  const split = splitReference(reference);
  if ('problem' in split) return split;
  const [first = '', second, ...rest] = split.parts;
  const scheme = first.toLowerCase();
  if (scheme === 'azureml:' && second === '') return parseLong(rest);
  if (scheme === 'azureml:' && second !== undefined) return parseArmId([second, ...rest]);
  if (scheme.startsWith('azureml:'))
    return split.parts.length === 1 ? parseShort(first.slice('azureml:'.length), home) : NO_FORM;
  if (scheme === '' && second !== undefined) return parseArmId([second, ...rest]);
  return parsePath(split.parts);
}

/** The id of a version, from that of its model or of another version or label of it. */
export function withVersion(id: ModelId, version: string): ModelId {
  return named(id, { version: canonicalName(version) });
}

/** The id of the model without version and label: what its versions have in common. */
export function modelOf(id: ModelId): ModelId {
  return named(id, {});
}

/** The id of a model of a registry; the names as ARM has them. */
export function registryModelId(registry: string, name: string, version?: string): ModelId {
  return named(
    { source: 'registry', registry: canonicalName(registry), name: canonicalName(name) },
    tailOf(version),
  );
}

/** The id of a model of a workspace; the names as ARM has them. */
export function workspaceModelId(workspace: WorkspaceRef, name: string, version?: string): ModelId {
  return named(
    { source: 'workspace', workspace: canonicalWorkspace(workspace), name: canonicalName(name) },
    tailOf(version),
  );
}

type Origin =
  | { readonly source: 'registry'; readonly registry: string }
  | { readonly source: 'workspace'; readonly workspace: WorkspaceRef }
  | { readonly source: 'workspace'; readonly location: string; readonly workspaceId: string };
type Tail = { readonly version?: string; readonly label?: string };

const ML = 'microsoft.machinelearningservices';
const NO_FORM: ParsedAssetId = { problem: 'has no form that a model reference can have' };

/** `azureml://...`: `{}` stands for one name, `...` for anything. */
const LONG_FORMS: readonly Form[] = [
  form('registries/{}/models/{}', ([registry]) => ({ source: 'registry', registry })),
  form('subscriptions/{}/resourcegroups/{}/workspaces/{}/models/{}', inWorkspace),
  form(`subscriptions/{}/resourcegroups/{}/providers/${ML}/workspaces/{}/models/{}`, inWorkspace),
  form('locations/{}/workspaces/{}/models/{}', ([location, workspaceId]) => ({
    source: 'workspace',
    location,
    workspaceId,
  })),
];
const ARM_FORMS: readonly Form[] = [
  form(`subscriptions/{}/resourcegroups/{}/providers/${ML}/workspaces/{}/models/{}`, inWorkspace),
  form(`subscriptions/{}/resourcegroups/{}/providers/${ML}/registries/{}/models/{}`, ([, , registry]) => ({
    source: 'registry',
    registry,
  })),
];
/** What leads to files instead of a model. */
const FILES = [
  /^(datastores|jobs)\/.+/i,
  /^subscriptions\/[^/]+\/resourcegroups\/[^/]+\/workspaces\/[^/]+\/(datastores|jobs)\/.+/i,
];

type Names = readonly [string, string, string, ...string[]];
type Form = { readonly pattern: readonly string[]; origin(names: Names): Origin };

function form(pattern: string, origin: Form['origin']): Form {
  return { pattern: pattern.split('/'), origin };
}

function inWorkspace([subscriptionId, resourceGroup, workspace]: Names): Origin {
  return { source: 'workspace', workspace: { subscriptionId, resourceGroup, workspace } };
}

function parseLong(parts: readonly string[]): ParsedAssetId {
  const path = parts.join('/');
  return FILES.some(files => files.test(path)) ? pathOf('azureml://', parts) : parseForms(LONG_FORMS, parts);
}

function parseArmId(parts: readonly string[]): ParsedAssetId {
  return parseForms(ARM_FORMS, parts);
}

function parseForms(forms: readonly Form[], parts: readonly string[]): ParsedAssetId {
  for (const { pattern, origin } of forms) {
    const names = match(pattern, parts);
    if (names === undefined) continue;
    const tail = parseTail(parts.slice(pattern.length));
    if (tail === undefined) return NO_FORM;
    const bad = [...names, ...parts.slice(pattern.length + 1)].find(name => !isName(name));
    if (bad !== undefined) return { problem: `has '${bad}' where a name must be` };
    const canonical = names.map(canonicalName);
    const [first = '', second = '', third = ''] = canonical;
    return { id: named({ ...origin([first, second, third]), name: canonical.at(-1) ?? '' }, tail) };
  }
  return NO_FORM;
}

/** The names at the places of `{}`; undefined when a keyword differs. What follows the pattern is not looked at. */
function match(pattern: readonly string[], parts: readonly string[]): readonly string[] | undefined {
  if (parts.length < pattern.length) return undefined;
  const names: string[] = [];
  for (const [index, keyword] of pattern.entries()) {
    const part = parts[index] ?? '';
    if (keyword === '{}') names.push(part);
    else if (part.toLowerCase() !== keyword) return undefined;
  }
  return names;
}

function parseTail(parts: readonly string[]): Tail | undefined {
  const [keyword, value] = parts;
  if (keyword === undefined) return {};
  if (value === undefined || parts.length > 2) return undefined;
  if (keyword.toLowerCase() === 'versions') return tailOf(value);
  return keyword.toLowerCase() === 'labels' ? { label: canonicalName(value) } : undefined;
}

/** `azureml:N:V`, `azureml:N@L`, `azureml:N`. */
function parseShort(text: string, home: WorkspaceRef | undefined): ParsedAssetId {
  const [, name, sign, tail] = /^([^:@]+)(?:([:@])([^:@]+))?$/.exec(text) ?? [];
  if (name === undefined) return NO_FORM;
  const bad = [name, ...(tail === undefined ? [] : [tail])].find(part => !isName(part));
  if (bad !== undefined) return { problem: `has '${bad}' where a name must be` };
  if (home === undefined)
    return { problem: 'is short for a model of a workspace, and there is no workspace here' };
  const origin = {
    source: 'workspace',
    workspace: canonicalWorkspace(home),
    name: canonicalName(name),
  } as const;
  return {
    id: named(origin, sign === '@' && tail !== undefined ? { label: canonicalName(tail) } : tailOf(tail)),
  };
}

/** `https:` and `file:` addresses, and bare relative paths; nothing that could be taken for one of Azure ML's forms. */
function parsePath(parts: readonly string[]): ParsedAssetId {
  const [first = '', second, third = ''] = parts;
  const scheme = first.toLowerCase();
  if (scheme === 'https:' && second === '') {
    return third.includes('@')
      ? { problem: 'has credentials in its address' }
      : pathOf('https://', parts.slice(2));
  }
  if (scheme === 'file:') return pathOf('file:///', parts.slice(second === '' && third === '' ? 3 : 1));
  return parts.every(isName) && !RESERVED.has(scheme) ? pathOf('', parts) : NO_FORM;
}

function pathOf(start: string, parts: readonly string[]): ParsedAssetId {
  if (parts.length === 0 || parts.includes('')) return NO_FORM;
  return { id: { source: 'path', canonical: start + parts.map(encodeURI).join('/') } };
}

/** First words that begin an id of Azure ML when somebody has cut off its start. */
const RESERVED = new Set([
  'azureml',
  'registries',
  'subscriptions',
  'workspaces',
  'locations',
  'providers',
  'models',
]);

/** A version that is spelt `latest` is the label. */
function tailOf(version: string | undefined): Tail {
  if (version === undefined) return {};
  const canonical = canonicalName(version);
  return canonical === LATEST ? { label: LATEST } : { version: canonical };
}

function named(origin: Origin & { readonly name: string }, tail: Tail): ModelId {
  const end =
    tail.version !== undefined
      ? `/versions/${tail.version}`
      : tail.label !== undefined
        ? `/labels/${tail.label}`
        : '';
  const canonical = `azureml://${placeOf(origin)}/models/${origin.name}${end}`;
  const { name } = origin;
  if (origin.source === 'registry')
    return { source: 'registry', registry: origin.registry, name, ...tail, canonical };
  if ('workspace' in origin)
    return { source: 'workspace', workspace: origin.workspace, name, ...tail, canonical };
  return {
    source: 'workspace',
    location: origin.location,
    workspaceId: origin.workspaceId,
    name,
    ...tail,
    canonical,
  };
}

function placeOf(origin: Origin): string {
  if (origin.source === 'registry') return `registries/${origin.registry}`;
  if (!('workspace' in origin)) return `locations/${origin.location}/workspaces/${origin.workspaceId}`;
  const { subscriptionId, resourceGroup, workspace } = origin.workspace;
  return `subscriptions/${subscriptionId}/resourcegroups/${resourceGroup}/workspaces/${workspace}`;
}

function canonicalWorkspace({ subscriptionId, resourceGroup, workspace }: WorkspaceRef): WorkspaceRef {
  return {
    subscriptionId: canonicalName(subscriptionId),
    resourceGroup: canonicalName(resourceGroup),
    workspace: canonicalName(workspace),
  };
}
