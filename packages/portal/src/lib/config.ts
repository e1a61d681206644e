/** What the server tells everybody before they sign in (`GET /portal/config.json`). */
export type PortalConfig = {
  readonly tenantId: string;
  /** The id under which the portal asks for sign-in. */
  readonly clientId: string;
  readonly version: string;
  readonly cloudName: string;
};

/** Rejects when the server does not answer with it. */
export async function fetchConfig(): Promise<PortalConfig> {
  const answer = await fetch('/portal/config.json');
  if (!answer.ok) throw new Error(`The server answered ${answer.status} to the portal's first question.`);
  return (await answer.json()) as PortalConfig;
}
