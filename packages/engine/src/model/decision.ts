import type { EvaluatedExpression, JsonObject, JsonValue } from '@sluice/language';
import type {
  Claims,
  ComplianceState,
  PolicyAssignment,
  PolicyDefinition,
  PolicyExemption,
  PolicySetDefinition,
} from './records.ts';

/** Where the judged thing stands: what `subscription()`, `resourceGroup()` give and who is above it, nearest first. */
export type ScopeContext = {
  readonly subscription?: JsonObject;
  readonly resourceGroup?: JsonObject;
  /** Names of the management groups above, nearest first. */
  readonly managementGroups: readonly string[];
};

/** A data-plane thing derived from a resource, judged by the definitions of its mode. */
export type Component = {
  readonly mode: string;
  /** `Microsoft.MachineLearningServices.v2.Data/workspaces/deployments` */
  readonly type: string;
  readonly id: string;
  readonly name: string;
  /** Root-relative content: `{model: {assetId, registryName, publisher...}, sku: {...}}` plus `type`, `name`, `id`. */
  readonly content: JsonObject;
};

/** One evaluation asked for. Plain JSON: it is stored with the decision and can be replayed. */
export type EvaluationRequest = {
  readonly decisionId: string;
  /** ISO 8601 */
  readonly at: string;
  readonly occasion: 'write' | 'delete' | 'scan';
  /** The resource as ARM shows it (`id, name, type, location, tags, properties...`), defaults filled in. */
  readonly resource: JsonObject;
  readonly facts?: JsonObject;
  readonly context: ScopeContext;
  readonly caller?: Claims;
  readonly apiVersion: string;
  readonly correlationId: string;
  /** RBAC action of the request, e.g. `Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments/write`. */
  readonly action: string;
  /** A PATCH that touches only tags is judged only by rules that read tags. */
  readonly tagsOnly?: boolean;
  /** Whoever asks wants the verdict and what refuses: results of rules that do not match are left out. The verdict is the same. */
  readonly refusalsOnly?: true;
  /** On a delete: the resource goes because its resource group does. */
  readonly cascade?: 'resourceGroup';
  /**
   * On a write: the keys of rules that act although their assignments are not enforced, because a remediation was asked for.
   * They only change the resource; nothing is refused by them that would not be otherwise.
   */
  readonly remedies?: readonly string[];
  /** What was found for the queries of a first decision over the same request (`Decision.pending`). */
  readonly related?: readonly RelatedAnswer[];
};

/** The member of an initiative that a result is of. */
export type RuleReference = {
  readonly initiative: PolicySetDefinition;
  readonly referenceId: string;
  readonly groupNames: readonly string[];
};

/** Which resources a rule of an IfNotExists effect wants to look at. The edge fetches them, the engine judges. */
export type RelatedQuery = {
  /** `RuleResult.key` of the rule that asks. */
  readonly key: string;
  /** Type of the related resources, in lower case. */
  readonly type: string;
  /** Exact name (`parent/child` for a child); absent: all of the type. */
  readonly name?: string;
  /** Scope id to search at and below: the resource itself for child types, else its resource group, another one, or the subscription. */
  readonly scope: string;
};

/** The resources in ARM form that a query found; `[]`: none. */
export type RelatedAnswer = { readonly key: string; readonly resources: readonly JsonObject[] };

/** What append or modify did to one field of a request. `path` is where it stands (`tags.env`, `properties.rules[0].access`). */
export type FieldChange = {
  readonly operation: 'add' | 'addOrReplace' | 'remove' | 'append';
  /** As the rule names it. */
  readonly field: string;
  readonly path: string;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
};

/** What one rule said of one subject. The definition and assignment are the snapshot's own records. */
export type RuleResult = {
  /** Unique in the snapshot: the assignment's id in lower case, for a member of an initiative with `#<reference id>`. */
  readonly key: string;
  readonly assignment: PolicyAssignment;
  readonly definition: PolicyDefinition;
  /** Where the definition was assigned as a member of an initiative. */
  readonly reference?: RuleReference;
  /** The resource itself, or a component of it. */
  readonly component?: Component;
  /** As written by the definition or parameter (`Deny`), and folded (`deny`). */
  readonly effect: string;
  readonly effectName: string;
  /**
   * `pending`: matched, and its related resources have not been looked at. `exempt`: not evaluated. For an effect that changes the
   * request this is what the rule says of the changed one.
   */
  readonly outcome: 'matched' | 'notMatched' | 'error' | 'pending' | 'exempt';
  readonly complianceState: ComplianceState;
  /** Whether the assignment acts on this resource: mode Default, or Enroll with an enrollment. */
  readonly enforced: boolean;
  /** True when this result refuses the request: deny matched, a conflict, or an error, and the assignment is enforced. */
  readonly refuses: boolean;
  /** A PATCH of tags alone is not judged by this rule; it was evaluated so that the resource's states stay whole. */
  readonly stateOnly?: true;
  /** Only where the rule matched or failed. */
  readonly evaluatedExpressions?: readonly EvaluatedExpression[];
  /** With expressions whose values may be other ones by the next evaluation, though nothing was written. */
  readonly readsClock?: true;
  readonly error?: { readonly code: string; readonly message: string };
  /** The assignment's non-compliance message for this definition, when it has one. */
  readonly message?: string;
  /** The exemption that the result is exempt by. */
  readonly exemption?: PolicyExemption;
  /** Ids of exemptions of this assignment above the resource that do not cover it any more, or not yet. */
  readonly exemptionIds?: readonly string[];
  /** What append or modify did to the request. Empty: everything was as it should be. */
  readonly changes?: readonly FieldChange[];
  /** Why append or modify changed nothing, or refuses. */
  readonly unchanged?: { readonly code: string; readonly message: string };
  /** For the IfNotExists effects: the last related resource looked at, and how many there were. */
  readonly related?: { readonly resourceId?: string; readonly totalResources: number };
  /** For the IfNotExists effects where they matched: when they act after the request. Absent: never (they wait for a failure). */
  readonly evaluationDelaySeconds?: number;
  /** For deployIfNotExists that matched: `then.details` with the policy's expressions evaluated. */
  readonly details?: JsonValue;
};

/** The answer for a request over all assignments. */
export type Decision = {
  readonly id: string;
  readonly revision: number;
  readonly verdict: 'allow' | 'deny';
  /** As append and modify left it; equal to the request's when nothing modified it. */
  readonly resource: JsonObject;
  readonly components: readonly Component[];
  /** Every applicable rule, in the order of assignment ids. */
  readonly results: readonly RuleResult[];
  /** What has to be fetched, and given in `EvaluationRequest.related`, before the pending results are settled. */
  readonly pending: readonly RelatedQuery[];
};
