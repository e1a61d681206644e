import type { ArmRequest, Verb } from '@sluice/arm/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PlainRequest } from './plain-route.ts';
import { decodeUtf8, readJsonBody } from './read-body.ts';
import type { RequestUrl } from './read-url.ts';
import type { RequestIds } from './request-ids.ts';

export const VERBS: readonly Verb[] = ['GET', 'PUT', 'PATCH', 'DELETE', 'POST', 'HEAD'];

/** What is known of a request before its body is read. */
export type Opened = { readonly ids: RequestIds; readonly url: RequestUrl; readonly baseUrl: string };

/** The request without HTTP. Throws `ApiError` for a body that is no JSON. The token stays behind. */
export function toArmRequest(
  request: FastifyRequest,
  reply: FastifyReply,
  { url, baseUrl, ids }: Opened,
): ArmRequest {
  return {
    verb: verbOf(request.method),
    path: url.path,
    query: url.query,
    headers: headersOf(request, name => name !== 'authorization'),
    apiVersion: url.query.get('api-version') ?? '',
    body: readJsonBody(request.headers['content-type'], bytesOf(request), {
      templates: DEPLOYMENT.test(url.path),
    }),
    ...ids,
    baseUrl,
    clientAddress: request.socket.remoteAddress ?? '',
    onGone(listener) {
      reply.raw.once('close', () => {
        if (!reply.raw.writableFinished) listener();
      });
    },
  };
}

/** `az deployment` puts the text of a template file into its request, comments and all. */
const DEPLOYMENT = /\/providers\/Microsoft\.Resources\/deployments\//i;

/** The request as text. Throws `ApiError` for a body that is no UTF-8. */
export function toPlainRequest(
  request: FastifyRequest,
  { url, baseUrl, ids }: Opened,
  params: PlainRequest['params'],
): PlainRequest {
  const bytes = bytesOf(request);
  return {
    method: request.method,
    path: url.path,
    params,
    query: url.query,
    headers: headersOf(request, () => true),
    body: bytes === undefined || bytes.length === 0 ? undefined : decodeUtf8(bytes),
    baseUrl,
    clientAddress: request.socket.remoteAddress ?? '',
    correlationId: ids.correlationId,
  };
}

function headersOf(request: FastifyRequest, wanted: (name: string) => boolean): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && wanted(name))
      headers.set(name, typeof value === 'string' ? value : value.join(', '));
  }
  return headers;
}

function bytesOf(request: FastifyRequest): Uint8Array | undefined {
  return request.body instanceof Uint8Array ? request.body : undefined;
}

function verbOf(method: string): Verb {
  const verb = VERBS.find(each => each === method);
  if (verb === undefined) throw new Error(`${method} is not routed.`);
  return verb;
}
