import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

const CHANNEL = 'http.client.request.start';

export type ApiVersions = {
  /** Those of the requests that this process sent since it was asked last. */
  take(): readonly string[];
  stop(): void;
};

/** Listens to what the clients of this process ask for. */
export function watchApiVersions(): ApiVersions {
  const seen = new Set<string>();
  const note = (message: unknown) => {
    const { request } = message as { readonly request: ClientRequest };
    const version = new URL(request.path, 'https://localhost').searchParams.get('api-version');
    if (version !== null) seen.add(version);
  };
  subscribe(CHANNEL, note);
  return {
    take: () => {
      const taken = [...seen].sort();
      seen.clear();
      return taken;
    },
    stop: () => {
      unsubscribe(CHANNEL, note);
    },
  };
}
