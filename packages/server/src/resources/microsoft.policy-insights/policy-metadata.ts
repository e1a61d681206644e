import { notFound } from '@sluice/arm/errors';
import { type ArmResponse, type JsonObject, pageResponse } from '@sluice/arm/protocol';
import type { Snapshot } from '@sluice/engine';
import type { Resource } from '@sluice/engine/model';
import type { Call, CollectionCall, ItemCall, Route } from '../../arm/route.ts';
import { isObject, objectAt, textAt } from '../../json-value.ts';
import { mayAct } from '../../write/access.ts';
import { pageOf } from '../page.ts';

const METADATA = 'Microsoft.PolicyInsights/policyMetadata';
const SETS = 'Microsoft.Authorization/policySetDefinitions';

/**
 * The controls that groups of initiatives name by `additionalMetadataId`. None are shipped: what is known of one is what an initiative that is
 * stored here says of it, to whom may read that initiative.
 */
export const POLICY_METADATA_ROUTES: readonly Route[] = [
  {
    verb: 'GET',
    kind: 'item',
    type: METADATA,
    action: `${METADATA}/read`,
    access: 'anywhere',
    handle: getMetadata,
  },
  {
    verb: 'GET',
    kind: 'collection',
    type: METADATA,
    action: `${METADATA}/read`,
    access: 'anywhere',
    handle: listMetadata,
  },
];

async function listMetadata(call: CollectionCall): Promise<ArmResponse> {
  const controls = await readControls(call);
  const { items, next } = pageOf(controls, call.request.query);
  return pageResponse(
    call.request,
    items.map(control => controlToWire(control, false)),
    next,
  );
}

async function getMetadata(call: ItemCall): Promise<ArmResponse> {
  const { id } = call.target;
  const wanted = id.name.toLowerCase();
  const control = (await readControls(call)).find(({ name }) => name.toLowerCase() === wanted);
  if (control === undefined)
    throw notFound('NotFound', `No initiative here names the policy metadata '${id.name}'.`);
  return { status: 200, body: controlToWire(control, true) };
}

/** A group of an initiative, and which. */
type Control = {
  readonly name: string;
  readonly group: JsonObject;
  readonly initiative: Pick<Resource, 'id' | 'key'>;
};

/** By name, each once: as the first initiative that the caller may read tells of it. */
async function readControls(call: Call): Promise<readonly Control[]> {
  const { snapshot, services, caller } = call;
  const known = KNOWN.get(snapshot) ?? readAll(call);
  KNOWN.set(snapshot, known);
  known.catch(() => KNOWN.delete(snapshot));
  const mayRead = new Map<string, boolean>();
  const isReadable = ({ initiative: { id, key } }: Control) => {
    const may =
      mayRead.get(key) ??
      (key.startsWith('/providers/microsoft.authorization/') ||
        mayAct(snapshot, services.tenantId, caller, `${SETS}/read`, id));
    mayRead.set(key, may);
    return may;
  };
  const first = new Map<string, Control>();
  for (const control of (await known).filter(isReadable))
    if (!first.has(control.name.toLowerCase())) first.set(control.name.toLowerCase(), control);
  return [...first.values()];
}

/** Initiatives are large and change with the revision only. */
const KNOWN = new WeakMap<Snapshot, Promise<readonly Control[]>>();

async function readAll({ services }: Call): Promise<readonly Control[]> {
  const controls: Control[] = [];
  let after: string | undefined;
  do {
    const page = await services.storage.resources.list({
      types: [SETS.toLowerCase()],
      under: '',
      top: 50,
      ...(after === undefined ? {} : { after }),
    });
    controls.push(...page.items.flatMap(controlsOf));
    after = page.next;
  } while (after !== undefined);
  return controls.sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
}

function controlsOf({ id, key, body }: Resource): readonly Control[] {
  const groups = objectAt(body, 'properties')['policyDefinitionGroups'];
  if (!Array.isArray(groups)) return [];
  return groups.filter(isObject).flatMap(group => {
    const name = METADATA_ID.exec(textAt(group, 'additionalMetadataId') ?? '')?.[1];
    return name === undefined ? [] : [{ name, group, initiative: { id, key } }];
  });
}

const METADATA_ID = /^\/?providers\/microsoft\.policyinsights\/policymetadata\/([^/]+)$/i;

function controlToWire({ name, group }: Control, whole: boolean): JsonObject {
  return {
    properties: {
      metadataId: name,
      category: textAt(group, 'category') ?? '',
      title: textAt(group, 'displayName') ?? textAt(group, 'name') ?? '',
      owner: '',
      ...(whole ? { description: textAt(group, 'description') ?? '', requirements: '' } : {}),
      additionalContentUrl: '',
      metadata: {},
    },
    id: `/providers/${METADATA}/${name}`,
    name,
    type: METADATA,
  };
}
