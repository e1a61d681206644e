import type { JsonObject } from '@sluice/arm/protocol';
import { arm } from './arm.ts';
import { isObject, objectsAt, textAt } from './json.ts';

/** One page of a collection, and how to get the next. */
export type Page<Item> = {
  readonly items: readonly Item[];
  /** A path with its query; undefined on the last page. */
  readonly next: string | undefined;
  /** How many there are in all, where the server says. */
  readonly total?: number;
};

/** The first page of a collection, or the page that a `next` names. */
export async function getPage(
  path: string,
  apiVersion: string,
  query: Readonly<Record<string, string>> = {},
  next?: string,
): Promise<Page<JsonObject>> {
  const from = next === undefined ? { path, query, apiVersion } : readLink(next);
  const { body } = await arm().get(from.path, from.apiVersion, { query: from.query });
  const link = textAt(body, 'nextLink') ?? textAt(body, '@odata.nextLink');
  const total = isObject(body) && typeof body['@odata.count'] === 'number' ? body['@odata.count'] : undefined;
  return {
    items: objectsAt(body, 'value'),
    next: link === undefined || link === '' ? undefined : link,
    ...(total === undefined ? {} : { total }),
  };
}

/** Every member of a collection. For collections that are small by nature; others are paged. */
export async function getAll(
  path: string,
  apiVersion: string,
  query: Readonly<Record<string, string>> = {},
): Promise<readonly JsonObject[]> {
  const all: JsonObject[] = [];
  for await (const each of arm().list(path, apiVersion, { query })) all.push(each);
  return all;
}

/** The parts of a link to a next page. */
export function readLink(link: string): { path: string; apiVersion: string; query: Record<string, string> } {
  const url = new URL(link, location.origin);
  const query = Object.fromEntries(url.searchParams);
  const { 'api-version': apiVersion = '', ...others } = query;
  return { path: decodeURIComponent(url.pathname), apiVersion, query: others };
}
