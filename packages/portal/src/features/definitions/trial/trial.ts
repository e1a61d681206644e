import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import type { ConsideredRule, Explanation } from '../../../lib/explanation/explanation.ts';
import { readExplanation } from '../../../lib/explanation/read-explanation.ts';
import { isObject, objectAt, objectsAt, textAt } from '../../../lib/json.ts';
import type { Refused } from '../../../lib/policy/draft/put-definition.ts';

/** What a definition is tried on: something that is stored, as it is, or a whole resource. */
export type TriedOn = { readonly resourceId: string } | { readonly resource: JsonObject };

export type TrialRequest = {
  /** The id of where it would be assigned. */
  readonly scope: string;
  /** The `properties` of the definition. */
  readonly definition: JsonObject;
  /** What the assignment would give. */
  readonly parameters: Readonly<Record<string, JsonValue>>;
  readonly on: TriedOn;
  /** Together with everything that is assigned above the resource. */
  readonly withAssignments: boolean;
};

export const OUTCOMES = [
  'refused',
  'nonCompliant',
  'changed',
  'compliant',
  'notApplied',
  'pending',
  'failed',
] as const;
/** What came of the tried definition. */
export type Outcome = (typeof OUTCOMES)[number];

export type Trial = {
  /** What storing or assigning the definition would be refused for; the parameters' part has their names. */
  readonly problems: readonly Refused[];
  readonly warnings: readonly string[];
  /** Undefined when there was nothing to judge by. */
  readonly judged:
    | {
        readonly outcome: Outcome;
        readonly explanation: Explanation;
        /** The tried definition, over the resource and each of its components. */
        readonly rules: readonly ConsideredRule[];
        /** Why a PUT of the given resource would be refused before policy is asked. */
        readonly resourceProblem: string | undefined;
      }
    | undefined;
};

/** The body that the server is asked with. */
export function trialBody({ definition, parameters, on, withAssignments }: TrialRequest): JsonObject {
  return {
    definition,
    parameters: Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, { value }])),
    ...on,
    withAssignments,
  };
}

/** Reads what the server answers. */
export function readTrial(body: JsonValue | undefined): Trial {
  const properties = isObject(body) ? body['properties'] : undefined;
  return {
    problems: objectsAt(body, 'problems').map(each => ({
      code: textAt(each, 'code') ?? '',
      message: textAt(each, 'message') ?? '',
      target: textAt(each, 'target') ?? '',
    })),
    warnings: objectsAt(body, 'warnings').flatMap(each => textAt(each, 'message') ?? []),
    judged: isObject(properties) ? readJudged(properties) : undefined,
  };
}

function readJudged(properties: JsonObject): Trial['judged'] {
  const explanation = readExplanation(properties);
  const rules = explanation.considered.filter(({ definitionId }) =>
    /\/policyDefinitions\/tried(-\d+)?$/i.test(definitionId ?? ''),
  );
  return {
    outcome: outcomeOf(rules),
    explanation,
    rules,
    resourceProblem: textAt(objectAt(properties, 'resourceProblem'), 'message'),
  };
}

/** Standings of a rule, what weighs most first. */
const BY_STANDING: readonly (readonly [standing: string, outcome: Outcome])[] = [
  ['refuses', 'refused'],
  ['fails', 'failed'],
  ['matches', 'nonCompliant'],
  ['pending', 'pending'],
  ['changed', 'changed'],
  ['passes', 'compliant'],
];

function outcomeOf(rules: readonly ConsideredRule[]): Outcome {
  const found = BY_STANDING.find(([standing]) => rules.some(rule => rule.standing === standing));
  return found?.[1] ?? 'notApplied';
}

/** The parameter that a problem is about; undefined when it is about something else. */
export function parameterOf({ target }: Refused): string | undefined {
  return /^\/parameters\/([^/]+)/.exec(target)?.[1]?.replaceAll('~1', '/').replaceAll('~0', '~');
}
