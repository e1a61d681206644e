import type { ResourceType } from './resource-type.ts';

/** A type that is only read: nothing is stored under it, `server/resources` answers it from what it knows otherwise. */
export function computedType(
  facts: Pick<ResourceType, 'type' | 'apiVersions' | 'scopes' | 'verbs'> &
    Pick<Partial<ResourceType>, 'parent' | 'actions' | 'notFoundCode'>,
): ResourceType {
  return {
    ...facts,
    stored: false,
    shape: { kind: 'object', properties: {}, unknown: 'drop' },
    tracked: false,
    judged: false,
    complete: body => body,
  };
}
