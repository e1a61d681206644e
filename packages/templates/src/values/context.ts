import type { JsonObject, JsonValue } from '@sluice/language/expressions';

/** What a deployment may ask about the world. All of it is handed in; look-ups ignore letter case. */
export type DeploymentContext = {
  /** ISO 8601 instant that `utcNow()` gives. */
  readonly now: string;
  readonly newGuid: () => string;
  /** What `tenant()` gives: `{tenantId, ...}`. */
  readonly tenant: JsonObject;
  /** What `environment()` gives: `{name, resourceManager, ...}`. */
  readonly environment: JsonObject;
  /** What `deployer()` gives: `{objectId, tenantId}`. */
  readonly deployer?: JsonObject;
  subscription(subscriptionId: string): JsonObject | undefined;
  /** By id. One that the template itself creates need not be known before it is there. */
  resourceGroup(id: string): JsonObject | undefined;
  managementGroup(name: string): JsonObject | undefined;
  /** What `providers()` gives of a namespace or one of its types. */
  providers?(namespace: string, type: string | undefined): JsonValue | undefined;
  /** The zones that `pickZones()` picks from; none when absent. */
  zones?(namespace: string, type: string, location: string): readonly string[];
};

/** The deployment that a template belongs to. */
export type DeploymentInfo = {
  readonly name: string;
  /** Of deployments at a subscription, a management group or the tenant. */
  readonly location?: string;
  readonly mode?: string;
};

/** What is there while a template is deployed: read when what a resource depends on has been written. */
export type TemplateRuntime = {
  /** Undefined when there is no such resource. `full`: the resource and not its `properties` alone. */
  reference(id: string, apiVersion: string, full: boolean): JsonValue | undefined;
  /** What a POST to `{id}/{action}` answers, as `listKeys`; undefined when there is no such resource or action. */
  list(id: string, apiVersion: string, action: string, input: JsonValue | undefined): JsonValue | undefined;
};
