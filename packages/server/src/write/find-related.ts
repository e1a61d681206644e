import { parseResourceId } from '@sluice/arm/ids';
import type { EvaluationRequest, RelatedAnswer, RelatedQuery, Resource } from '@sluice/engine/model';
import { toArm } from '@sluice/providers/prepare';
import { findType, maskSecrets } from '@sluice/providers/types';
import type { Storage } from '@sluice/storage';

type Stored = Pick<Storage, 'resources'>;

/**
 * Fetches what the pending rules of a decision look at, as it is stored, without secrets. The judged resource itself is as the request
 * has it, not as it is stored.
 *
 * A type that hangs on resources (diagnostic settings) is looked for on the judged resource alone: what another resource of the group
 * has says nothing of this one.
 */
export async function findRelated(
  { resources }: Stored,
  queries: readonly RelatedQuery[],
  request: EvaluationRequest,
): Promise<readonly RelatedAnswer[]> {
  const { resource } = request;
  const own = typeof resource['id'] === 'string' ? resource['id'] : '';
  const ownKey = own.toLowerCase();
  return Promise.all(
    queries.map(async query => {
      const wanted = query.name === undefined ? undefined : exactKey(query, query.name);
      if (wanted === ownKey) return { key: query.key, resources: [resource] };
      const found =
        wanted === undefined ? await listAll(resources, query, ownKey) : await resources.getMany([wanted]);
      return { key: query.key, resources: found.map(shown) };
    }),
  );
}

/** The key that a type and a name (`parent/child`) stand for at a scope; names of a child type may leave out what is in the scope already. */
function exactKey({ type, scope }: RelatedQuery, name: string): string {
  const [namespace = '', ...types] = type.split('/');
  const names = name.toLowerCase().split('/');
  const below = names.length < types.length ? types.slice(-names.length) : types;
  const pairs = below.map((segment, index) => `${segment}/${names[index] ?? ''}`).join('/');
  const place = scope.toLowerCase();
  if (names.length < types.length) return `${place}/${pairs}`;
  const isBelow =
    parseResourceId(place)?.typeKey !== undefined && type.startsWith(`${parseResourceId(place)?.typeKey}/`);
  return `${isBelow ? withoutResource(place) : place}/providers/${namespace}/${pairs}`;
}

/** The group (or other scope) that a resource is in. */
function withoutResource(key: string): string {
  return key.slice(0, key.lastIndexOf('/providers/'));
}

async function listAll(
  resources: Stored['resources'],
  { type, scope }: RelatedQuery,
  ownKey: string,
): Promise<readonly Resource[]> {
  const found: Resource[] = [];
  let after: string | undefined;
  do {
    const page = await resources.list({
      types: [type],
      under: scope.toLowerCase(),
      ...(after === undefined ? {} : { after }),
    });
    found.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return found.filter(({ key }) => {
    const at = parseResourceId(key)?.scope;
    return at?.kind !== 'resource' || at.key === ownKey;
  });
}

function shown(resource: Resource) {
  const shape = findType(resource.type.toLowerCase())?.shape;
  const arm = toArm(resource);
  return shape === undefined ? arm : maskSecrets(shape, arm);
}
