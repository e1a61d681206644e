import type { JsonObject, JsonValue } from '@sluice/language';
import { EFFECTS } from '../effects/index.ts';
import type { BoundRule } from '../snapshot/snapshot.ts';
import type { Changed, Contradictions, Made } from './changed-by.ts';
import { inputOf, type View } from './judge.ts';
import { mutate } from './mutate.ts';
import type { Mutated, Mutation, MutationOutcome } from './mutation.ts';
import { exempting, isEnforced } from './standing.ts';
import type { Subject } from './subject.ts';

const UNCHANGED: Changed = new Map();

/**
 * The request as append and modify leave it, before anything else judges it.
 *
 * All rules look at the request as it came; those that match, are enforced (or asked for by a remediation) and not exempt change it in the order of `mutate`.
 * Only a write is changed. Source: Azure Policy documentation, "Order of evaluation".
 */
export function changeRequest(
  view: View,
  rules: readonly BoundRule[],
  subject: Subject,
): { readonly resource: JsonObject; readonly changed: Changed } {
  const changing = rules.filter(rule => EFFECTS[rule.effect].phase === 'change');
  if (changing.length === 0 || view.request.occasion !== 'write')
    return { resource: subject.content, changed: UNCHANGED };
  const mutations: Mutation[] = [];
  const changed = new Map<string, Made>();
  for (const rule of changing) {
    const wanted = wantedBy(view, rule, subject);
    if (wanted === undefined) continue;
    if ('details' in wanted)
      mutations.push({ key: rule.key, effect: wanted.effect, details: wanted.details });
    else changed.set(rule.key, wanted);
  }
  const { resource, outcomes } = mutateSubject(view, subject, mutations);
  for (const [key, outcome] of outcomes) changed.set(key, toMade(outcome));
  return { resource, changed };
}

const NONE: Contradictions = new Map();

/**
 * Which rules of append and modify contradict each other over a resource as it is, or as a write leaves it: each would change it, and
 * not all of them can. Source: Azure Policy documentation, "Compliance states" (Conflict).
 */
export function contradictionsOver(
  view: View,
  rules: readonly BoundRule[],
  subject: Subject,
): Contradictions {
  const changing = rules.filter(rule => EFFECTS[rule.effect].phase === 'change');
  if (changing.length < 2 || view.request.occasion === 'delete') return NONE;
  const { remedies: _, ...request } = view.request;
  const asIs: View = { ...view, request: { ...request, tagsOnly: false } };
  const mutations = changing.flatMap((rule): readonly Mutation[] => {
    const wanted = wantedBy(asIs, rule, subject);
    return wanted !== undefined && 'details' in wanted ? [{ key: rule.key, ...wanted }] : [];
  });
  if (mutations.length < 2) return NONE;
  const { outcomes } = mutateSubject(view, subject, mutations);
  return new Map(
    [...outcomes].flatMap(([key, outcome]) =>
      outcome.kind === 'conflict' ? [[key, { code: outcome.code, message: outcome.message }] as const] : [],
    ),
  );
}

function mutateSubject(view: View, subject: Subject, mutations: readonly Mutation[]): Mutated {
  return mutate({
    resource: subject.content,
    typeKey: subject.typeKey,
    apiVersion: view.request.apiVersion,
    vocabulary: view.snapshot.vocabulary,
    mutations,
  });
}

type Wanted = { readonly effect: 'append' | 'modify'; readonly details: JsonValue } | Made | undefined;

function wantedBy(view: View, rule: BoundRule, subject: Subject): Wanted {
  const { snapshot, request, place } = view;
  const { effect, program } = rule;
  if (effect !== 'append' && effect !== 'modify') return undefined;
  if (!subject.seenBy(rule.mode) || (request.tagsOnly === true && !program.readsTags)) return undefined;
  const input = inputOf(view, rule, subject);
  if (!subject.answers.applies(program, input) || subject.answers.evaluate(program, input).kind !== 'matched')
    return undefined;
  const acts = request.remedies?.includes(rule.key) === true || isEnforced(snapshot, rule, place);
  if (!acts || exempting(snapshot, rule, place).exemption) return undefined;
  const resolved = rule.details()?.resolve(input);
  if (resolved !== undefined && 'details' in resolved) return { effect, details: resolved.details };
  const error = resolved?.error;
  const code = error?.kind === 'error' ? error.code : 'details/missing';
  const message = error?.kind === 'error' ? error.message : `The effect '${effect}' has no details.`;
  return { changes: [], refusal: { code, message, isConflict: false } };
}

function toMade(outcome: MutationOutcome): Made {
  if (outcome.kind === 'applied') return { changes: outcome.changes };
  const { kind, code, message } = outcome;
  return kind === 'skipped'
    ? { changes: [], unchanged: { code, message } }
    : { changes: [], refusal: { code, message, isConflict: kind === 'conflict' } };
}
