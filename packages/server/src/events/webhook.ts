import type { Resource } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { EVENT_TYPES } from '@sluice/providers/types';
import { objectAt, textAt } from '../json-value.ts';

/** A webhook as the sender needs it. Ids are in lower case. */
export type Webhook = {
  readonly key: string;
  readonly endpointUrl: string;
  readonly enabled: boolean;
  readonly eventTypes: ReadonlySet<string>;
  readonly secrets: JsonObject | undefined;
  readonly filter: {
    readonly scope: string | undefined;
    /** Undefined: of any. */
    readonly assignmentIds: ReadonlySet<string> | undefined;
    readonly complianceStates: ReadonlySet<string> | undefined;
  };
};

export function readWebhook({ key, body, secrets }: Pick<Resource, 'key' | 'body' | 'secrets'>): Webhook {
  const properties = objectAt(body, 'properties');
  const filter = objectAt(properties, 'filter');
  return {
    key,
    endpointUrl: textAt(properties, 'endpointUrl') ?? '',
    secrets,
    enabled: properties['enabled'] !== false,
    eventTypes: textsAt(properties['eventTypes']) ?? new Set(EVENT_TYPES),
    filter: {
      scope: textAt(filter, 'scope')?.toLowerCase(),
      assignmentIds: textsAt(filter['assignmentIds'], id => id.toLowerCase()),
      complianceStates: textsAt(filter['complianceStates']),
    },
  };
}

/** An empty list asks for nothing in particular, as an absent one. */
function textsAt(value: unknown, form = (text: string) => text): ReadonlySet<string> | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return new Set(value.map(each => form(String(each))));
}
