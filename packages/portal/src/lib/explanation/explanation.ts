import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import type { Trace } from '../trace/condition-node.ts';

export type Verdict = 'allow' | 'deny';

/** The policy behind an answer, by ids and by the names that people know it under. */
export type PolicyNames = {
  readonly assignmentId: string;
  readonly assignmentName: string;
  /** Where it is assigned; '' for the tenant. */
  readonly scope: string;
  readonly scopeName: string;
  readonly definitionId: string | undefined;
  readonly definitionName: string | undefined;
  readonly definitionVersion: string | undefined;
  /** Of a member of an initiative. */
  readonly initiativeId: string | undefined;
  readonly initiativeName: string | undefined;
  readonly referenceId: string | undefined;
};

/** A rule that refuses. */
export type Refusal = PolicyNames & {
  readonly effect: string;
  /** What the assignment says to whom it refuses. */
  readonly message: string | undefined;
  /** What the rule saw, as a sentence. */
  readonly reason: string;
};

/** A rule above the resource, and what became of it. */
export type ConsideredRule = PolicyNames & {
  readonly effect: string | undefined;
  readonly enforcementMode: string;
  /** Whether it was asked and its answer counted. */
  readonly applied: boolean;
  /** How it stands to the decision, as the API spells it: `refuses`, `passes`, `excluded`, ... */
  readonly standing: string;
  /** The same as a sentence. */
  readonly why: string;
  /** The type of the component that it was asked about; undefined: the resource itself. */
  readonly componentType: string | undefined;
  readonly trace: Trace | undefined;
};

/** One thing that would have had to be otherwise. `after` undefined: without it. */
export type ProposedChange = {
  readonly kind: string;
  readonly path: string;
  readonly before: JsonValue | undefined;
  readonly after: JsonValue | undefined;
};

/** A model that would have been let through instead. */
export type AlternativeModel = {
  readonly assetId: string;
  readonly registry: string;
  readonly name: string;
  readonly version: string | undefined;
  readonly publisher: string | undefined;
  readonly licence: string | undefined;
  readonly task: string | undefined;
};

/** Why a request is allowed or refused: a decision, a rehearsal, a trial. */
export type Explanation = {
  readonly verdict: Verdict;
  /** By which it was judged so. */
  readonly revision: number | undefined;
  /** The whole in a sentence. */
  readonly sentence: string;
  readonly refusals: readonly Refusal[];
  /** The smallest change found with which it would have passed; undefined: it passed, or nobody looked for one. */
  readonly wouldPass:
    | { readonly found: true; readonly changes: readonly ProposedChange[] }
    | { readonly found: false; readonly complete: boolean }
    | undefined;
  readonly alternatives: readonly AlternativeModel[];
  readonly considered: readonly ConsideredRule[];
  /** What was asked in full, without secrets. */
  readonly request: JsonObject;
  /** The resource as append and modify left it, where they changed something. */
  readonly changedResource: JsonObject | undefined;
};
