import type { ActivityEntry } from '../model/write-set.ts';
import { type EntryInput, toEntry } from './entry-base.ts';

/** Something that the service itself did, or that was done to it past its API. */
export type HouseAct = {
  /** RBAC action: `Sluice.Governance/signingKeys/rotate/action`. */
  readonly action: string;
  readonly resourceId: string;
  readonly resourceType: string;
  readonly properties?: Readonly<Record<string, string>>;
};

/** The activity log's entry about such an act. */
export function houseEntry(input: Omit<EntryInput, 'operation' | 'principal'>, act: HouseAct): ActivityEntry {
  const { action, resourceId, resourceType, properties } = act;
  return toEntry(
    { ...input, principal: undefined, operation: { action, resourceId, resourceType, status: 200 } },
    {
      category: 'Administrative',
      operation: action,
      status: 'Succeeded',
      level: 'Informational',
      subStatus: { value: '', localizedValue: '' },
      properties: { eventCategory: 'Administrative', entity: resourceId, message: action, ...properties },
    },
  );
}
