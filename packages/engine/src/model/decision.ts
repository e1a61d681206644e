import type { EvaluatedExpression, JsonObject } from '@sluice/language';
import type { Claims, ComplianceState, PolicyAssignment, PolicyDefinition } from './records.ts';

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
};

/** What one rule said of one subject. The definition and assignment are the snapshot's own records. */
export type RuleResult = {
  readonly assignment: PolicyAssignment;
  readonly definition: PolicyDefinition;
  /** The resource itself, or a component of it. */
  readonly component?: Component;
  /** As written by the definition or parameter (`Deny`), and folded (`deny`). */
  readonly effect: string;
  readonly effectName: string;
  readonly outcome: 'matched' | 'notMatched' | 'error';
  readonly complianceState: ComplianceState;
  /** True when this result refuses the request: deny matched, or an error, and the assignment is enforced. */
  readonly refuses: boolean;
  /** A PATCH of tags alone is not judged by this rule; it was evaluated so that the resource's states stay whole. */
  readonly stateOnly?: true;
  /** Only where the rule matched or failed. */
  readonly evaluatedExpressions?: readonly EvaluatedExpression[];
  readonly error?: { readonly code: string; readonly message: string };
  /** The assignment's non-compliance message for this definition, when it has one. */
  readonly message?: string;
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
};
