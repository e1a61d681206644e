export { ApiError } from '../errors/api-error.ts';
export { type ArmClient, type CallOptions, createClient } from './create-client.ts';
export type { FetchLike } from './fetch-like.ts';
export type { ClientRequest, ClientResponse, Connection } from './send.ts';
