import { ApiError } from '@sluice/arm/errors';
import type { ArmRequest, JsonValue, Verb } from '@sluice/arm/protocol';
import type { Principal } from '@sluice/engine/model';
import type { Dispatch } from '../arm/dispatch.ts';
import { isObject, textAt } from '../json-value.ts';
import type { WriteDependencies } from '../write/dependencies.ts';
import { readJsonFiles } from './content-folder.ts';

const VERBS: readonly Verb[] = ['GET', 'PUT', 'PATCH', 'DELETE', 'POST', 'HEAD'];

/**
 * Plays the requests of a folder's files in their order, in somebody's name: lists of `{method, path, apiVersion, body}`, with
 * `${word}` in any text replaced. Rejects with what refused a request.
 */
export async function playRequests(
  folder: string,
  words: Readonly<Record<string, string>>,
  principal: Principal,
  dispatch: Dispatch,
  { newId }: Pick<WriteDependencies, 'newId'>,
): Promise<void> {
  const correlationId = newId();
  for (const { file, json } of await readJsonFiles(folder)) {
    if (!Array.isArray(json)) throw new Error(`${file} is no list of requests.`);
    for (const entry of json) {
      const request = toRequest(replaceWords(entry, words), { correlationId, requestId: newId() });
      if (request === undefined) throw new Error(`${file} holds something that is no request.`);
      try {
        await dispatch(request, { principal, claims: {} });
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        throw new Error(`${file}: ${request.verb} ${request.path} was refused: ${error.message}`, {
          cause: error,
        });
      }
    }
  }
}

function toRequest(
  entry: JsonValue,
  ids: Pick<ArmRequest, 'correlationId' | 'requestId'>,
): ArmRequest | undefined {
  if (!isObject(entry)) return undefined;
  const verb = VERBS.find(each => each === entry['method']);
  const path = textAt(entry, 'path');
  const apiVersion = textAt(entry, 'apiVersion');
  if (verb === undefined || path === undefined || apiVersion === undefined) return undefined;
  return {
    verb,
    path,
    query: new Map([['api-version', apiVersion]]),
    headers: new Map(),
    apiVersion,
    body: entry['body'],
    baseUrl: 'https://localhost',
    clientAddress: '',
    ...ids,
  };
}

function replaceWords(value: JsonValue, words: Readonly<Record<string, string>>): JsonValue {
  if (typeof value === 'string')
    return value.replace(/\$\{(\w+)\}/g, (text, word: string) => words[word] ?? text);
  if (Array.isArray(value)) return value.map((member: JsonValue) => replaceWords(member, words));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, replaceWords(member, words)]),
  );
}
