/** Who is signed in, as the token says. */
export type Account = {
  readonly principalId: string;
  readonly displayName: string;
  readonly clientId: string;
};

/** Reads the claims of an access token; checking it is the server's business. */
export function readAccount(token: string): Account {
  const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
  const bytes = Uint8Array.from(atob(payload), character => character.charCodeAt(0));
  const claims = JSON.parse(new TextDecoder().decode(bytes)) as Readonly<Record<string, unknown>>;
  const text = (name: string) => (typeof claims[name] === 'string' ? claims[name] : undefined);
  const clientId = text('appid') ?? text('azp') ?? '';
  return {
    principalId: text('oid') ?? '',
    displayName: text('name') ?? text('app_displayname') ?? clientId,
    clientId,
  };
}
