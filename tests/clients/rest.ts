import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import type { Demo } from './demo-server.ts';

export type Answer = {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Record<string, never>;
};

export type Rest = {
  /** Rejects when the connection breaks: then nobody knows what the server did. */
  send(method: string, path: string, body?: object): Promise<Answer>;
  close(): void;
};

/** The REST API by hand, for what must know exactly which request was answered. */
export async function connect(demo: Demo, who: keyof Demo['principals']): Promise<Rest> {
  const { hostname, port } = new URL(demo.endpoint);
  const agent = new Agent({ keepAlive: true, maxSockets: 8, ca: readFileSync(demo.caFile) });
  const { clientId, clientSecret } = demo.principals[who];
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    scope: `${demo.endpoint}/.default`,
  });
  const call = (
    method: string,
    path: string,
    headers: Record<string, string>,
    text?: string,
  ): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const sent = request(
        {
          host: hostname,
          port,
          agent,
          method,
          path,
          headers: { ...headers, ...(text ? { 'content-length': String(Buffer.byteLength(text)) } : {}) },
        },
        response => {
          let answer = '';
          response.setEncoding('utf8').on('data', (part: string) => {
            answer += part;
          });
          response.on('error', reject);
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: answer ? JSON.parse(answer) : {},
            }),
          );
        },
      );
      sent.on('error', reject);
      sent.end(text);
    });
  const token = await call(
    'POST',
    `/${demo.tenantId}/oauth2/v2.0/token`,
    { 'content-type': 'application/x-www-form-urlencoded' },
    form.toString(),
  );
  const authorization = `Bearer ${(token.body as { access_token?: string }).access_token}`;
  return {
    send: (method, path, body) =>
      call(
        method,
        path,
        { authorization, 'content-type': 'application/json' },
        body ? JSON.stringify(body) : undefined,
      ),
    close: () => agent.destroy(),
  };
}
