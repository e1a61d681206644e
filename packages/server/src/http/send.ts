import { STATUS_CODES } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { RenderedError } from './render-error.ts';

/** An answer as it goes out: JSON, a text with its content type, bytes as they come, or a really empty body. */
export type Outgoing = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly contentType?: string | undefined;
  readonly stream?: AsyncIterable<Uint8Array>;
};

export function send(
  reply: FastifyReply,
  { status, headers = {}, body, contentType, stream }: Outgoing,
): FastifyReply {
  reply.code(status).headers(headers);
  if (stream !== undefined) return reply.send(Readable.from(stream, { objectMode: false }));
  if (body === undefined) return reply.removeHeader('content-type').send();
  reply.header('content-type', contentType ?? 'application/json; charset=utf-8');
  const isReady = body instanceof Uint8Array || (typeof body === 'string' && contentType !== undefined);
  return reply.send(isReady ? body : JSON.stringify(body));
}

/** An answer to what never became a request. */
export function rawResponse({ status, body }: RenderedError): string {
  const text = JSON.stringify(body);
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(text)}`,
    '',
    text,
  ].join('\r\n');
}
