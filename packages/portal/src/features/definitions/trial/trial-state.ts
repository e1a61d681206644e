import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import { isObject, listAt, objectAt, textAt } from '../../../lib/json.ts';
import { OUTCOMES, type Outcome, type TriedOn } from './trial.ts';

/** What somebody tries a definition with. */
export type TrialState = {
  readonly kind: 'stored' | 'given';
  /** Of a stored resource. */
  readonly resourceId: string;
  /** JSON of a given one. */
  readonly resourceText: string;
  readonly parameters: Readonly<Record<string, JsonValue>>;
  readonly withAssignments: boolean;
};

export const NO_TRIAL: TrialState = {
  kind: 'stored',
  resourceId: '',
  resourceText: '',
  parameters: {},
  withAssignments: false,
};

/** A resource with what the definition is expected to say of it. */
export type TestCase = {
  readonly id: string;
  readonly name: string;
  readonly on: TriedOn;
  readonly parameters: Readonly<Record<string, JsonValue>>;
  readonly expected: Outcome;
};

/** What the browser keeps of trying a definition. */
export type KeptTrial = { readonly trial: TrialState; readonly cases: readonly TestCase[] };

/** What is tried on; undefined while nothing is chosen, or what is given is no object. */
export function triedOn({ kind, resourceId, resourceText }: TrialState): TriedOn | undefined {
  if (kind === 'stored') return resourceId === '' ? undefined : { resourceId };
  try {
    const resource = JSON.parse(resourceText) as JsonValue;
    return isObject(resource) ? { resource } : undefined;
  } catch {
    return undefined;
  }
}

/** Reads what is kept; what cannot be read is left out. */
export function readKeptTrial(kept: JsonValue | undefined): KeptTrial {
  const trial = objectAt(kept, 'trial');
  return {
    trial: {
      kind: textAt(trial, 'kind') === 'given' ? 'given' : 'stored',
      resourceId: textAt(trial, 'resourceId') ?? '',
      resourceText: textAt(trial, 'resourceText') ?? '',
      parameters: objectAt(trial, 'parameters'),
      withAssignments: trial['withAssignments'] === true,
    },
    cases: listAt(kept, 'cases').flatMap(readCase),
  };
}

function readCase(value: JsonValue): readonly TestCase[] {
  const id = textAt(value, 'id');
  const expected = OUTCOMES.find(each => each === textAt(value, 'expected'));
  const on = readOn(objectAt(value, 'on'));
  if (id === undefined || expected === undefined || on === undefined) return [];
  return [{ id, name: textAt(value, 'name') ?? '', on, parameters: objectAt(value, 'parameters'), expected }];
}

function readOn(on: JsonObject): TriedOn | undefined {
  const resourceId = textAt(on, 'resourceId');
  if (resourceId !== undefined) return { resourceId };
  return isObject(on['resource']) ? { resource: on['resource'] } : undefined;
}

/** As JSON to be kept. */
export function writeKeptTrial({ trial, cases }: KeptTrial): JsonValue {
  return { trial: { ...trial }, cases: cases.map(each => ({ ...each, on: { ...each.on } })) };
}

/** The id of what a case is about. */
export function resourceIdOf(on: TriedOn): string {
  return 'resourceId' in on ? on.resourceId : (textAt(on.resource, 'id') ?? '');
}
