import { parseODataFilter } from '@sluice/arm/odata';
import type { ArmResponse, JsonObject } from '@sluice/arm/protocol';
import type { Snapshot } from '@sluice/engine';
import type { TrackedResource } from '@sluice/storage';
import type { CollectionCall, Route } from '../../arm/route.ts';
import { readFilter } from '../filter.ts';
import { readTop } from '../page.ts';
import { readablePlaces, readInsightsTarget, requireInsightsPlace } from './insights-place.ts';
import { readInsightsPage } from './insights-query.ts';

const TRACKED = 'Microsoft.PolicyInsights/policyTrackedResources';
const READ = `${TRACKED}/queryResults/read`;

/** Resources that policies have had deployed, or set right by remediations, and what did it. */
export const TRACKED_RESOURCE_ROUTES: readonly Route[] = [
  {
    verb: 'POST',
    kind: 'collection',
    type: `${TRACKED}/queryResults`,
    action: READ,
    access: 'self',
    handle: queryTracked,
  },
];

async function queryTracked(call: CollectionCall): Promise<ArmResponse> {
  const { request, services, snapshot } = call;
  const target = readInsightsTarget(call, ['default']);
  const under = readablePlaces(call, target.scope, [READ, `${TRACKED}/queryResults/action`]);
  const filter = readFilter(request.query);
  const top = request.query.has('$top') ? readTop(request.query) : undefined;
  const filters = [
    ...(filter === undefined ? [] : [{ filter, option: '$filter' }]),
    ...(target.policy?.kind === 'assignment' ? target.policy.keys.flatMap(ofAssignment) : []),
  ];
  const page = await readInsightsPage(request, top, {}, paging =>
    services.storage.insights.trackedResources({ under, filters, ...paging }),
  );
  if (page.rows.length === 0) await requireInsightsPlace(call, target);
  return {
    status: 200,
    body: {
      value: page.rows.map(row => trackedToWire(row, snapshot)),
      ...(page.next === undefined ? {} : { nextLink: page.next }),
    },
  };
}

function ofAssignment(key: string) {
  const { value } = parseODataFilter(`policyAssignmentId eq '${key.replaceAll("'", "''")}'`);
  return value === undefined ? [] : [{ filter: value, option: '$filter' }];
}

function trackedToWire(row: TrackedResource, snapshot: Snapshot): JsonObject {
  const policyDetails = policyDetailsOf(row, snapshot);
  const change = ({ at, deploymentId }: TrackedResource['created']): JsonObject => ({
    policyDetails,
    ...(deploymentId === null ? {} : { deploymentId }),
    deploymentTime: at,
  });
  return {
    trackedResourceId: row.resourceId,
    policyDetails,
    createdBy: change(row.created),
    lastModifiedBy: change(row.changed),
    lastUpdateUtc: row.changed.at,
  };
}

/** What acted is kept; how its assignment is called, and where it is, is known as long as that is there. */
function policyDetailsOf(row: TrackedResource, snapshot: Snapshot): JsonObject {
  const { definitionId, assignmentId, initiativeId, referenceId } = row;
  const assignment = snapshot.assignments.get(assignmentId.toLowerCase());
  return {
    policyDefinitionId: definitionId ?? '',
    policyAssignmentId: assignment?.id ?? assignmentId,
    ...(assignment?.displayName === undefined ? {} : { policyAssignmentDisplayName: assignment.displayName }),
    policyAssignmentScope: assignment?.scope ?? '',
    ...(initiativeId === null ? {} : { policySetDefinitionId: initiativeId }),
    ...(referenceId === null ? {} : { policyDefinitionReferenceId: referenceId }),
  };
}
