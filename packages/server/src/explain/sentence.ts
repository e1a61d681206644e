import type { Decision } from '@sluice/engine/model';
import type { Refusal } from './refusal.ts';

/** Refusals that are told one by one. */
const MOST_TOLD = 3;

/** A refusal for people: which assignments, from where, and why; in their own words where they have some. */
export function refusalSentence(refusals: readonly Refusal[]): string {
  const told = refusals.slice(0, MOST_TOLD).map(sayRefusal);
  const more = refusals.length - told.length;
  return [...told, ...(more === 0 ? [] : [`Refused by ${more} more.`])].join(' ');
}

function sayRefusal(refusal: Refusal): string {
  const { policyAssignmentDisplayName, policyAssignmentScopeDisplayName, message, reason } = refusal;
  return `Refused by '${policyAssignmentDisplayName}' (assigned at '${policyAssignmentScopeDisplayName}'): ${message ?? reason}`;
}

/** The same of a decision that lets a request through. */
export function allowanceSentence({ results }: Pick<Decision, 'results'>): string {
  if (results.length === 0) return 'Allowed: no policy applies to it.';
  const rules = new Set(results.map(({ key }) => key)).size;
  const changed = new Set(results.filter(({ changes }) => changes?.length).map(({ key }) => key)).size;
  const said =
    rules === 1 ? 'the one rule that applies does not refuse it' : `none of ${rules} rules refuses it`;
  return `Allowed: ${said}${changed === 0 ? '' : `, ${changed} changed it`}.`;
}
