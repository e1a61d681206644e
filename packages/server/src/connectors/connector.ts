import type { JsonObject } from '@sluice/arm/protocol';
import type { Resource } from '@sluice/engine/model';

/**
 * What realises the deployments of a workspace, after they were allowed.
 *
 * What was allowed is the stored resource; what runs is the connector's to know. Every call may be repeated.
 */
export type Connector = {
  readonly name: string;
  /** Makes the deployment what the resource says. */
  apply(resource: Resource): Promise<void>;
  /** Takes the deployment away; absent ones are fine. */
  remove(id: string): Promise<void>;
  /** What is running, as properties that a GET of the deployment shows beside its own. */
  observe(resource: Resource): JsonObject;
};
