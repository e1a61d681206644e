import https from 'node:https';
import { text } from 'node:stream/consumers';

export type CallOptions = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly agent?: https.Agent;
};

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
  json(): unknown;
};

/** One request to a server on this machine, its path sent exactly as given. */
export function call(
  server: { readonly port: number; readonly ca: string },
  path: string,
  options: CallOptions = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = https.request(
      {
        host: '127.0.0.1',
        port: server.port,
        ca: server.ca,
        servername: 'localhost',
        path,
        method: options.method ?? 'GET',
        headers: options.headers,
        agent: options.agent ?? false,
      },
      response => {
        const headers = Object.fromEntries(
          Object.entries(response.headers).map(([name, value]) => [name, value?.toString()]),
        );
        text(response).then(
          body =>
            resolve({ status: response.statusCode ?? 0, headers, text: body, json: () => JSON.parse(body) }),
          reject,
        );
      },
    );
    request.on('error', reject);
    request.end(options.body);
  });
}
