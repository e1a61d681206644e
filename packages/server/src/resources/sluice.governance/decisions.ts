import { badRequest, notFound } from '@sluice/arm/errors';
import type { ODataFilter } from '@sluice/arm/odata';
import { type ArmResponse, pageResponse } from '@sluice/arm/protocol';
import {
  accessibleScopes,
  ancestry,
  decide,
  pastSnapshot,
  type Snapshot,
  scopeContext,
} from '@sluice/engine';
import type { DecisionRecord } from '@sluice/engine/model';
import { findType, RESOURCE_TYPES } from '@sluice/providers/types';
import { StorageQueryProblem } from '@sluice/storage';
import type { Call, CollectionCall, ItemCall, Route } from '../../arm/route.ts';
import { explain } from '../../explain/explain.ts';
import { createModelReader } from '../../explain/model-reader.ts';
import { createPolicyReader } from '../../explain/policy-reader.ts';
import { textAt } from '../../json-value.ts';
import { authorizationFailed, mayAct } from '../../write/access.ts';
import { whoIs } from '../../write/caller.ts';
import { decideSettled } from '../../write/judge.ts';
import { invalidFilter, readFilter } from '../filter.ts';
import { requirePlace } from '../list-stored.ts';
import { readAfter, readTop } from '../page.ts';
import { getCurrentDecision, isCurrent } from './current-decision.ts';
import { DECISION_TYPE, decisionInFullToWire, listedDecisionToWire } from './decision-to-wire.ts';

const READ = `${DECISION_TYPE}/read`;

/**
 * Past decisions. Who may read the resource that a decision was about may read the decision, and nobody else; of a resource that is
 * gone, who may read such things in its place.
 */
export const DECISION_ROUTES: readonly Route[] = [
  { verb: 'GET', kind: 'item', type: DECISION_TYPE, action: READ, access: 'self', handle: getDecision },
  {
    verb: 'GET',
    kind: 'collection',
    type: DECISION_TYPE,
    action: READ,
    access: 'self',
    handle: listDecisions,
  },
];

/**
 * One decision, taken again under its revision from what was kept: who asked what, every assignment considered, why each rule said
 * what it said, and for a denial what would have passed. With `recompute=current` as it would come out now.
 */
async function getDecision(call: ItemCall): Promise<ArmResponse> {
  const { services, target, request } = call;
  if (isCurrent(target.id)) return getCurrentDecision(call);
  const recomputes = readRecompute(request.query);
  const record = UUID.test(target.id.name)
    ? await services.storage.decisions.get(target.id.name.toLowerCase())
    : undefined;
  if (record === undefined || !mayRead(call, record))
    throw notFound('ResourceNotFound', `There is no decision '${target.id.name}'.`);
  const type = typeOf(record);
  const { snapshot, asked, decision } = await (recomputes ? takenNow(call, record) : takenThen(call, record));
  const options = {
    mayRead: createModelReader(call.snapshot, services.tenantId, call.caller),
    mayReadPolicy: policyReader(call, record),
  };
  const explained = explain(snapshot, type, asked, decision, options);
  return { status: 200, body: decisionInFullToWire(snapshot, record, explained) };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function readRecompute(query: ReadonlyMap<string, string>): boolean {
  const text = query.get('recompute') ?? 'then';
  if (/^(then|current)$/i.test(text)) return text.toLowerCase() === 'current';
  throw badRequest('InvalidQueryParameter', `recompute is 'current' or 'then', not '${text}'.`, 'recompute');
}

async function takenThen({ snapshot, services }: Call, record: DecisionRecord) {
  const past = await snapshotAt(snapshot, services, record.revision);
  return { snapshot: past, asked: record.request, decision: decide(past, record.request) };
}

async function snapshotAt(
  snapshot: Snapshot,
  { storage }: Call['services'],
  wanted: number,
): Promise<Snapshot> {
  if (snapshot.revision === wanted) return snapshot;
  const { revision, changes } = await storage.changes.at(wanted);
  const { types, vocabulary } = snapshot;
  return pastSnapshot({ types, vocabulary, revision, records: changes });
}

/** The same request with everything around it as it is now: policies, exemptions, tags of the scopes, the catalog, the time. */
async function takenNow({ snapshot, services }: Call, record: DecisionRecord) {
  const { related: _, facts, ...kept } = record.request;
  const known = typeOf(record)?.factsFor?.(kept.resource, snapshot, 'scan') ?? facts;
  const { request, decision } = await decideSettled(
    snapshot,
    {
      ...kept,
      at: services.now(),
      context: scopeContext(snapshot, record.resourceKey),
      ...(known && { facts: known }),
    },
    services.storage,
  );
  return { snapshot, asked: request, decision };
}

/** The decisions about what is at or below a scope, newest first; denials with what refused, in a sentence and by name. */
async function listDecisions(call: CollectionCall): Promise<ArmResponse> {
  const { request, target } = call;
  const filter = readFilter(request.query);
  requireSomethingReadable(call);
  const { items, next } = await readRecords(call, filter);
  if (items.length === 0 && target.under !== '') await requirePlace(call);
  const denials = items.filter(({ verdict }) => verdict === 'deny').map(({ id }) => id);
  const refusals = await call.services.storage.decisions.refusals(denials);
  return pageResponse(
    request,
    items.map(each =>
      listedDecisionToWire(call.snapshot, each, policyReader(call, each), refusals.get(each.id)),
    ),
    next,
  );
}

async function readRecords(
  call: CollectionCall,
  filter: ODataFilter | undefined,
): Promise<{ readonly items: readonly DecisionRecord[]; readonly next?: string }> {
  const { request, services } = call;
  const top = readTop(request.query);
  const under = placesBelow(call);
  const found: DecisionRecord[] = [];
  let after = readAfter(request.query);
  try {
    do {
      const page = await services.storage.decisions.query({
        under,
        filter,
        top: top - found.length,
        ...(after === undefined ? {} : { after }),
      });
      found.push(...page.items.filter(record => mayRead(call, record)));
      after = page.next;
    } while (after !== undefined && found.length < top);
  } catch (error) {
    if (error instanceof StorageQueryProblem) throw invalidFilter(error.message);
    throw error;
  }
  return { items: found, ...(after === undefined ? {} : { next: after }) };
}

/** A management group is not in the ids of what is below it. */
function placesBelow({ snapshot, target }: CollectionCall): readonly string[] {
  const { key, kind } = target.underScope;
  if (kind !== 'managementGroup') return [key];
  const below = [...snapshot.scopes].filter(
    ([id, scope]) =>
      (scope.kind === 'subscription' || scope.kind === 'managementGroup') &&
      ancestry(snapshot.scopes, id).includes(key),
  );
  return [key, ...below.map(([id]) => id).filter(id => id !== key)];
}

function mayRead({ snapshot, services, caller }: Call, record: DecisionRecord): boolean {
  const type = textAt(record.request.resource, 'type') ?? '';
  return mayAct(snapshot, services.tenantId, caller, `${type}/read`, record.resourceKey);
}

function policyReader({ snapshot, services, caller }: Call, { resourceKey }: DecisionRecord) {
  return createPolicyReader(snapshot, services.tenantId, caller, resourceKey);
}

function typeOf({ request }: DecisionRecord) {
  return findType((textAt(request.resource, 'type') ?? '').toLowerCase());
}

/** Throws `AuthorizationFailed` for a caller who may read nothing that policy judges at the place or below it. */
function requireSomethingReadable({ snapshot, services, caller, target }: CollectionCall): void {
  const { under, underScope } = target;
  const isBelow = (scope: string) => underScope.key === '' || scope.startsWith(`${underScope.key}/`);
  const readable = RESOURCE_TYPES.filter(({ judged }) => judged).some(({ type }) => {
    const action = `${type}/read`;
    return (
      mayAct(snapshot, services.tenantId, caller, action, under) ||
      accessibleScopes(snapshot, whoIs(caller), action).some(isBelow)
    );
  });
  if (!readable) throw authorizationFailed(caller, READ, under);
}
