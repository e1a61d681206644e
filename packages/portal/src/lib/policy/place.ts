import { parseResourceId } from '@sluice/arm/ids';

/** How people call a resource below its workspace or account, and that. */
export type Place = {
  /** `support-chat / blue` */
  readonly name: string;
  /** The workspace or account that it is in; undefined for what is in none. */
  readonly workspace: string | undefined;
};

/** Where a deployment or endpoint is; any other resource goes by its own name. */
export function placeOfResource(id: string): Place {
  const parsed = parseResourceId(id);
  if (parsed === undefined) return { name: id, workspace: undefined };
  const isInside = /^(workspaces|accounts)$/i.test(parsed.types[0] ?? '') && parsed.names.length > 1;
  return isInside
    ? { name: parsed.names.slice(1).join(' / '), workspace: parsed.names[0] }
    : { name: parsed.name, workspace: undefined };
}

/** Whether a resource is a deployment of a model. */
export function isDeployment(type: string): boolean {
  return /\/(deployments|serverlessEndpoints)$/i.test(type);
}
