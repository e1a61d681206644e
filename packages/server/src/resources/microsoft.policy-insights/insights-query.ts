import { type ApiError, badRequest } from '@sluice/arm/errors';
import {
  checkInsightsColumns,
  type InsightsQuery,
  type ODataApplyStep,
  parseInsightsQuery,
} from '@sluice/arm/odata';
import { type ArmRequest, nextLink, readSkipToken } from '@sluice/arm/protocol';
import { type InsightsPlace, type Page, StorageQueryProblem } from '@sluice/storage';
import { invalidFilter } from '../filter.ts';

/** The most rows of a page; a client may ask for fewer by `Prefer: odata.maxpagesize`. */
const PAGE = 1_000;
const DAY_MS = 86_400_000;

/** The options of a query over rows with these columns. Throws 400 with the place of the first problem. */
export function readInsightsQuery(
  query: ReadonlyMap<string, string>,
  columns: readonly string[],
): InsightsQuery {
  checkOptions(query);
  const { value, problem } = parseInsightsQuery(query);
  const found = problem ?? (value && checkInsightsColumns(value, columns));
  if (found !== undefined)
    throw invalidOption(found.option, `${found.message} (at character ${found.position} of ${found.option})`);
  if (value === undefined) throw new Error('A query has neither a value nor a problem.');
  return value;
}

const OPTIONS = [
  '$filter',
  '$apply',
  '$select',
  '$orderby',
  '$top',
  '$expand',
  '$from',
  '$to',
  '$skiptoken',
] as const;

/** Throws 400 for an option that there is not, and for one without its `$`: the answer would be to another question. */
function checkOptions(query: ReadonlyMap<string, string>): void {
  for (const name of query.keys()) {
    const meant = OPTIONS.find(option => option === `$${name}`);
    if (meant === undefined && (!name.startsWith('$') || OPTIONS.some(option => option === name))) continue;
    const instead = meant === undefined ? `there is ${OPTIONS.join(', ')}` : `say ${meant}`;
    throw badRequest('InvalidQueryParameter', `There is no option '${name}' here: ${instead}.`, name);
  }
}

/** What all rows have to fit: `$filter`, and a `$apply` that only filters. */
export function filtersOf({ filter, apply = [] }: InsightsQuery): InsightsPlace['filters'] {
  const steps = isGrouped(apply) ? [] : apply;
  return [
    ...(filter === undefined ? [] : [{ filter, option: '$filter' }]),
    ...steps.flatMap(step => (step.kind === 'filter' ? [{ filter: step.filter, option: '$apply' }] : [])),
  ];
}

/** Whether `$apply` makes rows of its own. */
export function isGrouped(apply: readonly ODataApplyStep[] | undefined): boolean {
  return apply?.some(({ kind }) => kind !== 'filter') === true;
}

/** The times that rows are asked of, both included: up to now and for a day where nothing else is said. */
export function windowOf(
  { from, to }: Pick<InsightsQuery, 'from' | 'to'>,
  now: string,
): { readonly from: string; readonly to: string } {
  const end = to ?? now;
  return { from: from ?? new Date(Date.parse(end) - DAY_MS).toISOString(), to: end };
}

/** A page of rows, and the address of the next one. */
export type InsightsPage<Row> = { readonly rows: readonly Row[]; readonly next: string | undefined };

/**
 * Reads a page: `$top` is how many rows there are at most on all pages, as clients that follow every link count on. `pinned`: options that the
 * next page needs to be asked of the same rows. Throws 400 for what storage cannot ask.
 */
export async function readInsightsPage<Row>(
  request: ArmRequest,
  top: number | undefined,
  pinned: Readonly<Record<string, string>>,
  read: (paging: { readonly top: number; readonly after?: string }) => Promise<Page<Row>>,
): Promise<InsightsPage<Row>> {
  const { after, left = top } = readToken(request.query);
  const size = Math.min(pageSize(request), left ?? PAGE);
  const page = await refusing(() => read({ top: size, ...(after === undefined ? {} : { after }) }));
  const rows = left === undefined ? page.items : page.items.slice(0, left);
  const rest = left === undefined ? undefined : left - rows.length;
  if (page.next === undefined || rest === 0) return { rows, next: undefined };
  const query = new Map([...request.query, ...Object.entries(pinned)]);
  const token = rest === undefined ? { after: page.next } : { after: page.next, left: rest };
  return { rows, next: nextLink({ ...request, query }, token) };
}

type Token = { readonly after?: string; readonly left?: number };

function readToken(query: ReadonlyMap<string, string>): Token {
  const token = readSkipToken(query);
  if (token === undefined) return {};
  if (typeof token === 'object' && token !== null && !Array.isArray(token) && 'after' in token) {
    const { after, left } = token;
    if (typeof after === 'string' && left === undefined) return { after };
    if (typeof after === 'string' && typeof left === 'number' && Number.isSafeInteger(left) && left > 0)
      return { after, left };
  }
  throw foreignToken();
}

function foreignToken(): ApiError {
  return badRequest('InvalidSkipToken', 'The $skiptoken was not made by this list.', '$skiptoken');
}

function pageSize({ headers }: ArmRequest): number {
  const asked = /(?:^|[,;\s])odata\.maxpagesize\s*=\s*(\d{1,9})/i.exec(headers.get('prefer') ?? '')?.[1];
  return Math.min(PAGE, Math.max(1, Number(asked ?? PAGE)));
}

/** What storage cannot ask, as the caller's mistake. */
export async function refusing<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof StorageQueryProblem)) throw error;
    throw error.option === undefined ? foreignToken() : invalidOption(error.option, error.message);
  }
}

function invalidOption(option: string, message: string): ApiError {
  return option === '$filter'
    ? invalidFilter(message)
    : badRequest('InvalidQueryParameter', `Invalid ${option}: ${message}`, option);
}
