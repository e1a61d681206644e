import type { JsonObject } from '@sluice/arm/protocol';
import { numberAt, objectsAt, textAt } from '../json.ts';
import { type PolicyRow, readPolicyRow } from './policy-row.ts';

/** What a rule said of a request. */
export type PolicyEvent = PolicyRow & {
  readonly principalId: string | undefined;
  readonly revision: number | undefined;
  readonly decisionId: string | undefined;
  readonly componentNames: readonly string[];
};

export function readPolicyEvent(row: JsonObject): PolicyEvent {
  return {
    ...readPolicyRow(row),
    principalId: textAt(row, 'principalOid') || undefined,
    revision: numberAt(row, 'revision'),
    decisionId: textAt(row, 'decisionId'),
    componentNames: objectsAt(row, 'components').flatMap(each => textAt(each, 'name') || []),
  };
}
