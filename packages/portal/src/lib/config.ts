import { common } from '#strings/common';

/** What the server tells everybody before they sign in (`GET /portal/config.json`). */
export type PortalConfig = {
  readonly tenantId: string;
  /** The id under which the portal asks for sign-in. */
  readonly clientId: string;
  readonly version: string;
  readonly cloudName: string;
};

const PATH = '/portal/config.json';

/** Rejects when the server does not answer with it. */
export async function fetchConfig(): Promise<PortalConfig> {
  const answer = await fetch(PATH);
  if (!answer.ok) throw new Error(common.answered(answer.status, PATH));
  return (await answer.json()) as PortalConfig;
}
