import type { JsonObject } from '@sluice/arm/protocol';
import { scopeOfId } from '../format/id.ts';
import { listAt, objectAt, textAt } from '../json.ts';
import { type ResourceSelector, readResourceSelectors } from './assignment.ts';

export type ExemptionCategory = 'Waiver' | 'Mitigated';

/** A policy exemption as the portal reads it; `body` is all that the server said. */
export type Exemption = {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  /** What it exempts: a scope, a resource or a model deployment. */
  readonly scope: string;
  readonly assignmentId: string;
  readonly category: ExemptionCategory;
  /** Undefined: it does not end. */
  readonly expiresOn: string | undefined;
  /** The members of the initiative that it covers; none: all of the assignment. */
  readonly referenceIds: readonly string[];
  readonly resourceSelectors: readonly ResourceSelector[];
  readonly createdBy: string | undefined;
  readonly createdAt: string | undefined;
  readonly changedBy: string | undefined;
  readonly changedAt: string | undefined;
  /** Of one that was read by itself; lists have none. */
  readonly etag: string | undefined;
  readonly body: JsonObject;
};

export function readExemption(body: JsonObject): Exemption {
  const properties = objectAt(body, 'properties');
  const system = objectAt(body, 'systemData');
  const id = textAt(body, 'id') ?? '';
  const name = textAt(body, 'name') ?? id.slice(id.lastIndexOf('/') + 1);
  return {
    id,
    name,
    displayName: textAt(properties, 'displayName') ?? name,
    description: textAt(properties, 'description') ?? '',
    scope: scopeOfId(id),
    assignmentId: textAt(properties, 'policyAssignmentId') ?? '',
    category: textAt(properties, 'exemptionCategory') === 'Mitigated' ? 'Mitigated' : 'Waiver',
    expiresOn: textAt(properties, 'expiresOn'),
    referenceIds: listAt(properties, 'policyDefinitionReferenceIds').filter(each => typeof each === 'string'),
    resourceSelectors: readResourceSelectors(properties),
    createdBy: textAt(system, 'createdBy'),
    createdAt: textAt(system, 'createdAt'),
    changedBy: textAt(system, 'lastModifiedBy'),
    changedAt: textAt(system, 'lastModifiedAt'),
    etag: undefined,
    body,
  };
}

/** Whether an exemption is over, or ends within the next two weeks. */
export function expiryOf(
  { expiresOn }: Pick<Exemption, 'expiresOn'>,
  now: number,
): 'never' | 'later' | 'soon' | 'over' {
  if (expiresOn === undefined) return 'never';
  const left = Date.parse(expiresOn) - now;
  if (left <= 0) return 'over';
  return left <= SOON_MS ? 'soon' : 'later';
}

const SOON_MS = 14 * 86_400_000;
