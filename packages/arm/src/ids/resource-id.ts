/** The kinds of scope in ARM's tree, widest first. A `resource` scope is any resource that extension resources hang on. */
export type ScopeKind = 'tenant' | 'managementGroup' | 'subscription' | 'resourceGroup' | 'resource';

/** A place that assignments, roles and resources can be at. */
export type ScopeId = {
  readonly kind: ScopeKind;
  /** As it came, canonical keywords (`/subscriptions/S/resourceGroups/rg`), '' for the tenant. */
  readonly id: string;
  /** `id` in lower case: what ids are compared and indexed by. */
  readonly key: string;
  readonly subscriptionId?: string;
  readonly resourceGroup?: string;
  readonly managementGroup?: string;
};

/**
 * The id of one resource, taken apart.
 *
 * Subscriptions are `Microsoft.Resources/subscriptions`, resource groups `Microsoft.Resources/subscriptions/resourceGroups`,
 * management groups `Microsoft.Management/managementGroups`. Names keep the case they came with.
 */
export type ResourceId = {
  readonly id: string;
  /** `id` in lower case. */
  readonly key: string;
  /** Provider namespace, as it came. */
  readonly namespace: string;
  /** Type segments below the namespace, outermost first. */
  readonly types: readonly string[];
  /** Names, one per type segment. */
  readonly names: readonly string[];
  /** `namespace/type/type`, as it came. */
  readonly type: string;
  readonly typeKey: string;
  /** The last name. */
  readonly name: string;
  /** What stands before the last `/providers/`: where the resource is. */
  readonly scope: ScopeId;
  /** The resource this one is a child of (`.../workspaces/w` of `.../workspaces/w/onlineEndpoints/e`); undefined for a top-level type. */
  readonly parentId: string | undefined;
};
