/** The endpoint that a deployment is behind, by the deployment's id; undefined for anything else. */
export function endpointOf(id: string): string | undefined {
  return /^(\/subscriptions\/.+\/(?:online|batch)Endpoints\/[^/]+)\/deployments\/[^/]+$/i.exec(id)?.[1];
}
