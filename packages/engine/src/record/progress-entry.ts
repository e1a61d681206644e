import type { JsonObject } from '@sluice/language';
import type { ActivityEntry } from '../model/write-set.ts';
import { toEntry } from './entry-base.ts';
import type { WriteSetInput } from './write-operation.ts';

/** Where work that outlives its request (a remediation) has got to. */
export type Progress =
  | { readonly kind: 'begun' }
  | {
      readonly kind: 'ended';
      readonly status: 'Succeeded' | 'Failed' | 'Canceled';
      readonly message: string;
      readonly counts: JsonObject;
    };

/** The activity log's entry about the beginning or end of such work; `input.operation` is what asked for it. */
export function progressEntry(input: WriteSetInput, progress: Progress): ActivityEntry {
  const { action, resourceId } = input.operation;
  const properties = { eventCategory: 'Administrative', entity: resourceId, message: action };
  const common = { category: 'Administrative', operation: action, subStatus: BLANK } as const;
  if (progress.kind === 'begun')
    return toEntry(input, {
      ...common,
      status: 'Started',
      level: 'Informational',
      eventName: 'BeginRequest',
      properties,
    });
  const { status, message, counts } = progress;
  return toEntry(input, {
    ...common,
    status,
    level: status === 'Failed' ? 'Error' : 'Informational',
    properties: { ...properties, statusMessage: message, deploymentStatus: JSON.stringify(counts) },
  });
}

const BLANK = { value: '', localizedValue: '' };
