import { notFound } from '@sluice/arm/errors';
import { pageResponse } from '@sluice/arm/protocol';
import type { DataManifest } from '@sluice/providers/resource-type';
import { DATA_MANIFESTS, dataPolicyManifestToWire, isInNamespace } from '@sluice/providers/types';
import type { Route } from '../../arm/route.ts';
import { compileFilter, readFilter } from '../filter.ts';

const TYPE = 'Microsoft.Authorization/dataPolicyManifests';

/** What rules of each data-plane mode may name; the same for everybody. */
export const DATA_POLICY_MANIFEST_ROUTES: readonly Route[] = [
  {
    verb: 'GET',
    kind: 'item',
    type: TYPE,
    action: `${TYPE}/read`,
    access: 'anywhere',
    handle: ({ target }) => {
      const manifest = DATA_MANIFESTS.find(({ mode }) => mode.toLowerCase() === target.id.name.toLowerCase());
      if (manifest !== undefined) return { status: 200, body: dataPolicyManifestToWire(manifest) };
      throw notFound('NotFound', `There is no data policy manifest '${target.id.name}'.`);
    },
  },
  {
    verb: 'GET',
    kind: 'collection',
    type: TYPE,
    action: `${TYPE}/read`,
    access: 'anywhere',
    handle: ({ request }) => {
      const fits = namespaceFilter(request.query);
      return pageResponse(request, DATA_MANIFESTS.filter(fits).map(dataPolicyManifestToWire), undefined);
    },
  },
];

/** `$filter=namespace eq 'Microsoft.X'`. */
function namespaceFilter(query: ReadonlyMap<string, string>): (manifest: DataManifest) => boolean {
  const filter = readFilter(query);
  if (filter === undefined) return () => true;
  if (
    filter.kind === 'comparison' &&
    filter.operator === 'eq' &&
    'value' in filter.right &&
    filter.left.kind === 'property'
  ) {
    const wanted = String(filter.right.value);
    if (filter.left.path.toLowerCase() === 'namespace') return manifest => isInNamespace(manifest, wanted);
  }
  return compileFilter<DataManifest>(filter, { properties: {} });
}
