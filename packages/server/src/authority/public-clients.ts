/** An application that people sign in to and that can keep no secret: it proves by PKCE that a code is its own. */
export type PublicClient = {
  readonly id: string;
  /** What the sign-in page calls it. */
  readonly displayName: string;
  /** Whether codes may be sent there. `baseUrls`: `https://name:port` of every name of this server. */
  allowsRedirect(uri: string, baseUrls: readonly string[]): boolean;
};

/** The portal, in every installation. */
export const PORTAL_CLIENT_ID = 'd8e1c3b4-6a52-4f0e-9b7d-2c5a41e7f093';

const PUBLIC_CLIENTS: readonly PublicClient[] = [
  {
    id: PORTAL_CLIENT_ID,
    displayName: 'Sluice portal',
    allowsRedirect: (uri, baseUrls) => baseUrls.some(baseUrl => uri === `${baseUrl}/signed-in`),
  },
];

/** The public client of that id, in any letter case. */
export function findPublicClient(id: string): PublicClient | undefined {
  return PUBLIC_CLIENTS.find(client => client.id === id.toLowerCase());
}
