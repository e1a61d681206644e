/** An application that people sign in to and that can keep no secret: it proves by PKCE that a code is its own. */
export type PublicClient = {
  readonly id: string;
  /** What the sign-in page calls it. */
  readonly displayName: string;
  /** Whether codes may be sent there. `baseUrls`: `https://name:port` of every name of this server. */
  allowsRedirect(uri: string, baseUrls: readonly string[]): boolean;
  readonly refresh: RefreshRule;
  /** Whether its users may sign in with a browser elsewhere, by a code that they type there. */
  readonly hasDeviceCodes: boolean;
};

/** How its refresh tokens go on. Each is used once and brings the next one. */
export type RefreshRule = {
  /** How long they go on, and from when: the first one, or each anew. */
  readonly seconds: number;
  readonly from: 'sign-in' | 'last-use';
  /**
   * For how long one that was used may be used again: programs of the command line run beside one another on one cache of tokens. After that
   * it counts as stolen.
   */
  readonly overlapSeconds: number;
  /** Whether they are good for what was signed in for, or for everything that tokens are issued for here. */
  readonly audiences: 'signed-in' | 'any';
};

/** The portal, in every installation. */
export const PORTAL_CLIENT_ID = 'd8e1c3b4-6a52-4f0e-9b7d-2c5a41e7f093';

/** `az`, and the credentials of Azure's SDKs that open a browser or show a device code. */
export const AZURE_CLI_CLIENT_ID = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
const AZURE_POWERSHELL_CLIENT_ID = '1950a258-227b-4e31-a9cf-717495945fc2';

/** As Entra has it for single-page applications ("Refresh tokens in the Microsoft identity platform"). */
const OF_A_BROWSER: RefreshRule = {
  seconds: 24 * 3600,
  from: 'sign-in',
  overlapSeconds: 0,
  audiences: 'signed-in',
};

/** As Entra has it for everybody else, but that a token is used once. */
const OF_A_PROGRAM: RefreshRule = {
  seconds: 90 * 24 * 3600,
  from: 'last-use',
  overlapSeconds: 60,
  audiences: 'any',
};

const PUBLIC_CLIENTS: readonly PublicClient[] = [
  {
    id: PORTAL_CLIENT_ID,
    displayName: 'Sluice portal',
    allowsRedirect: (uri, baseUrls) => baseUrls.some(baseUrl => uri === `${baseUrl}/signed-in`),
    refresh: OF_A_BROWSER,
    hasDeviceCodes: false,
  },
  program(AZURE_CLI_CLIENT_ID, 'Azure CLI'),
  program(AZURE_POWERSHELL_CLIENT_ID, 'Azure PowerShell'),
];

/** The public client of that id, in any letter case. */
export function findPublicClient(id: string): PublicClient | undefined {
  return PUBLIC_CLIENTS.find(client => client.id === id.toLowerCase());
}

function program(id: string, displayName: string): PublicClient {
  return {
    id,
    displayName,
    allowsRedirect: isLoopbackRedirect,
    refresh: OF_A_PROGRAM,
    hasDeviceCodes: true,
  };
}

/** A program listens on a port of its own machine, whichever is free (RFC 8252, section 7.3). */
function isLoopbackRedirect(uri: string): boolean {
  return /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?\/?$/.test(uri) && URL.canParse(uri);
}
