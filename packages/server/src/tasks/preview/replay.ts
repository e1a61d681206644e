import type { JsonObject } from '@sluice/arm/protocol';
import { accessibleScopes, decide, isWithin, type Snapshot, type Who } from '@sluice/engine';
import type { Decision, DecisionRecord } from '@sluice/engine/model';
import type { Storage } from '@sluice/storage';
import { reasonOf, ruleOf } from './compare.ts';

/** A time (ISO 8601): from the first, before the second. */
export type Period = { readonly from: string; readonly to: string };

/** What would become of a logged request. */
export type ReplayVerdict = 'wouldBeRefused' | 'wouldBeLetThrough' | 'couldNotJudge' | 'asLogged';

/** The scopes (keys) whose logged requests the caller may read, of those given. */
export function loggedScopes(snapshot: Snapshot, who: Who, scopes: readonly string[]): readonly string[] {
  const readable = accessibleScopes(snapshot, who, 'Sluice.Governance/decisions/read');
  const narrower = scopes.flatMap(scope =>
    isWithin(readable, scope) ? [scope] : readable.filter(each => isWithin([scope], each)),
  );
  return [...new Set(narrower)].sort();
}

/** A page of the writes and deletes that were decided in that time. */
export async function loggedRequests(
  { decisions }: Pick<Storage, 'decisions'>,
  period: Period,
  under: readonly string[],
  after: string | undefined,
): Promise<{ readonly items: readonly DecisionRecord[]; readonly next?: string }> {
  const page = await decisions.list({ ...period, under, ...(after === undefined ? {} : { after }) });
  return { ...page, items: page.items.filter(({ request }) => request.occasion !== 'scan') };
}

/**
 * Decides a logged request again, as it was asked then, by the policies of two snapshots.
 *
 * `isDue`: it is the previewed change that makes the difference; policies of today may differ from those of then by themselves. A request
 * that is refused for nothing but failures to evaluate could not be judged: what is kept of a request lacks its secrets.
 */
export function replayRequest(
  { request, verdict, resourceKey }: DecisionRecord,
  before: Snapshot,
  after: Snapshot,
): { readonly verdict: ReplayVerdict; readonly item: JsonObject } {
  const current = decide(before, request);
  const previewed = decide(after, request);
  const id = request.resource['id'];
  return {
    verdict: verdictOf(verdict, previewed),
    item: {
      decisionId: request.decisionId,
      at: request.at,
      resourceId: typeof id === 'string' ? id : resourceKey,
      action: request.action,
      logged: verdict,
      current: current.verdict,
      previewed: previewed.verdict,
      isDueToChange: current.verdict !== previewed.verdict,
      violations: previewed.results
        .filter(({ refuses }) => refuses)
        .map(result => ({ ...ruleOf(result), effect: result.effect, ...reasonOf(result) })),
    },
  };
}

function verdictOf(logged: Decision['verdict'], previewed: Decision): ReplayVerdict {
  if (logged === previewed.verdict) return 'asLogged';
  if (previewed.verdict === 'allow') return 'wouldBeLetThrough';
  const refusals = previewed.results.filter(({ refuses }) => refuses);
  return refusals.every(({ outcome }) => outcome === 'error') ? 'couldNotJudge' : 'wouldBeRefused';
}
