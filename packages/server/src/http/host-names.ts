/** Which names the server answers for. */
export type HostNames = {
  /** `https://name:port` for a Host header that names one of them; undefined for any other. The port is left out when it is 443. */
  baseUrlOf(host: string | undefined): string | undefined;
  /** All of them, in the order configured. */
  readonly baseUrls: readonly string[];
};

/**
 * Reads configured names: `host`, `host:port`, `[::1]`, `[::1]:port`. Those without a port get the one listened on; names compare
 * without case. Throws `RangeError` for a text that is none.
 */
export function createHostNames(names: readonly string[], port: number): HostNames {
  const baseUrls = new Map<string, string>();
  for (const name of names) {
    const parts = splitHost(name);
    if (parts === undefined) throw new RangeError(`'${name}' is not a host name with an optional port.`);
    const actual = parts.port ?? port;
    const baseUrl = actual === 443 ? `https://${parts.host}` : `https://${parts.host}:${actual}`;
    baseUrls.set(`${parts.host}:${actual}`, baseUrl);
  }
  return {
    baseUrls: [...new Set(baseUrls.values())],
    baseUrlOf(host) {
      const parts = host === undefined ? undefined : splitHost(host);
      return parts === undefined ? undefined : baseUrls.get(`${parts.host}:${parts.port ?? 443}`);
    },
  };
}

/** The host of a name without port and brackets: what a certificate says. */
export function hostOf(name: string): string {
  return (splitHost(name)?.host ?? name).replace(/^\[|\]$/g, '');
}

function splitHost(text: string): { readonly host: string; readonly port: number | undefined } | undefined {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)\.?(?::(\d{1,5}))?$/i.exec(text);
  if (match === null) return undefined;
  const port = match[2] === undefined ? undefined : Number(match[2]);
  return port !== undefined && (port < 1 || port > 65535)
    ? undefined
    : { host: (match[1] ?? '').toLowerCase(), port };
}
