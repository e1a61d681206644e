import type { JsonObject } from '@sluice/arm/protocol';
import { useQuery } from '@tanstack/react-query';
import { API } from '../../../lib/arm.ts';
import { objectAt, textAt } from '../../../lib/json.ts';
import { isEqual } from '../../../lib/odata.ts';
import { getPage } from '../../../lib/pages.ts';

/** A request that policy refused. */
export type Denial = {
  readonly decisionId: string;
  readonly at: string | undefined;
  readonly resourceId: string;
  readonly principalId: string;
  /** Where the list says it. */
  readonly principalName: string | undefined;
  /** Why, where the list says it. */
  readonly sentence: string | undefined;
};

const SHOWN = 5;

/** The newest denials about what is at or below a scope. */
export function useDenials(scope: string) {
  return useQuery({ queryKey: ['home', 'denials', scope], queryFn: () => getDenials(scope) });
}

async function getDenials(scope: string): Promise<readonly Denial[]> {
  const { items } = await getPage(`${scope}/providers/Sluice.Governance/decisions`, API.governance, {
    $filter: isEqual('verdict', 'deny'),
    $top: String(SHOWN),
  });
  return items.map(readDenial);
}

function readDenial(body: JsonObject): Denial {
  const properties = objectAt(body, 'properties');
  const principal = objectAt(properties, 'principal');
  const caller = objectAt(properties, 'caller');
  return {
    decisionId: textAt(body, 'name') ?? '',
    at: textAt(properties, 'at'),
    resourceId: textAt(properties, 'resourceId') ?? '',
    principalId: textAt(principal, 'id') ?? textAt(caller, 'oid') ?? '',
    principalName: textAt(principal, 'displayName'),
    sentence: textAt(properties, 'sentence'),
  };
}
