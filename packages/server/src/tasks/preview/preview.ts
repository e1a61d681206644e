import { badRequest } from '@sluice/arm/errors';
import { type JsonObject, type JsonValue, nextLink } from '@sluice/arm/protocol';
import { applyChanges, type Snapshot, type Warning } from '@sluice/engine';
import type { SnapshotChange } from '@sluice/engine/model';
import { type Caller, whoIs } from '../../write/caller.ts';
import { judgeStored } from '../../write/judge.ts';
import type { TaskAnswer, TaskDependencies } from '../task.ts';
import { compareDecisions, type Verdict } from './compare.ts';
import { type Places, placesOf } from './places.ts';
import { loggedRequests, loggedScopes, type Period, type ReplayVerdict, replayRequest } from './replay.ts';
import { touchedBy } from './touched.ts';

/** What is asked: what a change would mean that was prepared and checked already. Plain JSON. */
export type PreviewInput = {
  readonly operation: 'put' | 'delete';
  readonly resourceId: string;
  readonly changes: readonly SnapshotChange[];
  readonly warnings: readonly Warning[];
  /** The revision that it was prepared at: it is judged by that one or a later one. */
  readonly revision: number;
  readonly caller: Caller;
  readonly replay?: Period;
  /** List what stays the same as well. */
  readonly includeUnchanged: boolean;
  /** A line a result, all of them; else one JSON object, page by page. */
  readonly form: 'lines' | 'page';
  /** Results a page. */
  readonly top: number;
  /** From `$skiptoken`: where the page before ended. */
  readonly token: JsonValue | undefined;
  readonly link: {
    readonly baseUrl: string;
    readonly path: string;
    readonly query: ReadonlyMap<string, string>;
  };
};

/** Lines that are kept while everything is counted; what is beyond is worked out again when it is its turn. */
const KEPT_LINES = 20_000;
/** Resources, or requests, between two turns of others: some milliseconds. */
const SLICE = 50;

type List = Exclude<Verdict, 'unchanged'> | 'unchanged' | 'replay';
type Line = { readonly list: List; readonly replay?: ReplayVerdict; readonly item: JsonObject };

/** Where to go on: behind a resource of a scope, or behind a logged request. */
type Cursor =
  | { readonly stage: 'states'; readonly scope: string; readonly after: string }
  | { readonly stage: 'replay'; readonly page?: string; readonly skip: number };

/** What one resource or request gave; `cursor`: how to go on behind it. */
type Step = { readonly lines: readonly Line[]; readonly cursor: Cursor };

type View = {
  readonly input: PreviewInput;
  readonly before: Snapshot;
  readonly after: Snapshot;
  readonly places: Places;
  readonly logged: readonly string[];
  readonly dependencies: TaskDependencies;
};

/**
 * What a change would mean for the resources that exist, and for the requests of some time. Complete: everything is judged before the
 * first line, so that the counts come first.
 */
export async function preview(input: PreviewInput, dependencies: TaskDependencies): Promise<TaskAnswer> {
  const token = input.token === undefined ? undefined : readToken(input.token);
  if (token !== undefined && token.revision > input.revision) throw foreignToken();
  const before = await (token === undefined
    ? dependencies.snapshots.since(input.revision)
    : dependencies.snapshots.at(token.revision));
  const after = applyChanges(before, before.revision, input.changes);
  const places = placesOf(before, after, input.changes, input.caller, dependencies.tenantId);
  const logged = input.replay ? loggedScopes(before, whoIs(input.caller), places.scopes) : [];
  const view: View = { input, before, after, places, logged, dependencies };
  return input.form === 'lines' ? answerLines(view) : answerPage(view, token);
}

async function answerLines(view: View): Promise<TaskAnswer> {
  const { counts, lines, rest } = await countAll(view, KEPT_LINES);
  return {
    headers: headersOf(view, 'application/x-ndjson'),
    text: (async function* () {
      let written = 0;
      yield `${JSON.stringify({ kind: 'summary', ...summaryOf(view), counts })}\n`;
      for (const line of lines) {
        written++;
        yield toLine(line);
      }
      if (rest !== undefined) {
        for await (const step of steps(view, rest)) {
          written += step.lines.length;
          for (const line of step.lines) yield toLine(line);
        }
      }
      yield `${JSON.stringify({ kind: 'end', lines: written })}\n`;
    })(),
  };
}

function toLine({ list, replay, item }: Line): string {
  return `${JSON.stringify({ kind: list === 'replay' ? `replay.${replay}` : list, ...item })}\n`;
}

async function answerPage(view: View, token: Token | undefined): Promise<TaskAnswer> {
  const { input, before } = view;
  const { counts, lines, rest } =
    token === undefined
      ? await countAll(view, input.top)
      : { counts: token.counts, ...(await readOn(view, token.cursor)) };
  const of = (list: List, replay?: ReplayVerdict) =>
    lines.filter(line => line.list === list && line.replay === replay).map(({ item }) => item);
  const body: JsonObject = {
    ...summaryOf(view),
    counts,
    newlyNonCompliant: of('newlyNonCompliant'),
    newlyCompliant: of('newlyCompliant'),
    couldNotJudge: of('couldNotJudge'),
    ...(input.includeUnchanged ? { unchanged: of('unchanged') } : {}),
    ...(input.replay === undefined
      ? {}
      : {
          replay: {
            wouldBeRefused: of('replay', 'wouldBeRefused'),
            wouldBeLetThrough: of('replay', 'wouldBeLetThrough'),
            couldNotJudge: of('replay', 'couldNotJudge'),
          },
        }),
    ...(rest === undefined
      ? {}
      : { nextLink: nextLink(input.link, { revision: before.revision, counts, cursor: { ...rest } }) }),
  };
  return { headers: headersOf(view, 'application/json; charset=utf-8'), text: [JSON.stringify(body)] };
}

function headersOf({ before }: View, contentType: string): Readonly<Record<string, string>> {
  return { 'content-type': contentType, 'x-sluice-revision': String(before.revision) };
}

function summaryOf({ input, before, places }: View): JsonObject {
  return {
    operation: input.operation,
    resourceId: input.resourceId,
    revision: before.revision,
    narrowed: places.narrowed,
    warnings: input.warnings.map(each => ({ ...each })),
  };
}

/** Judges everything; keeps the first lines, and where to go on for the others. */
async function countAll(view: View, most: number) {
  const states = {
    resources: 0,
    newlyNonCompliant: 0,
    newlyCompliant: 0,
    unchanged: 0,
    couldNotJudge: 0,
    notConcerned: 0,
  };
  const replay = { requests: 0, wouldBeRefused: 0, wouldBeLetThrough: 0, couldNotJudge: 0 };
  const kept: Line[] = [];
  let rest: Cursor | undefined;
  let last: Cursor | undefined;
  for await (const { lines, cursor } of steps(view, undefined)) {
    if (cursor.stage === 'replay') replay.requests++;
    else {
      states.resources++;
      if (lines.length === 0) states.notConcerned++;
    }
    for (const line of lines) {
      if (line.list !== 'replay') states[line.list]++;
      else if (line.replay !== undefined && line.replay !== 'asLogged') replay[line.replay]++;
    }
    const listed = lines.filter(line => isListed(view, line));
    if (rest === undefined && kept.length > 0 && kept.length + listed.length > most) rest = last;
    if (rest === undefined) kept.push(...listed);
    last = cursor;
  }
  const counts: JsonObject = view.input.replay === undefined ? states : { ...states, replay };
  return { counts, lines: kept, rest };
}

/** Judges as far as the page goes. */
async function readOn(view: View, from: Cursor) {
  const kept: Line[] = [];
  let last = from;
  for await (const { lines, cursor } of steps(view, from)) {
    if (kept.length > 0 && kept.length + lines.length > view.input.top) return { lines: kept, rest: last };
    kept.push(...lines);
    last = cursor;
  }
  return { lines: kept, rest: undefined };
}

function isListed({ input }: View, { list, replay }: Line): boolean {
  if (list === 'unchanged') return input.includeUnchanged;
  return replay !== 'asLogged';
}

/** Goes through everything from behind a place: first the resources, then the logged requests. */
async function* steps(view: View, from: Cursor | undefined): AsyncGenerator<Step> {
  const listed = (step: Step): Step =>
    from === undefined ? step : { ...step, lines: step.lines.filter(line => isListed(view, line)) };
  let count = 0;
  const all =
    from?.stage === 'replay' ? [replaySteps(view, from)] : [stateSteps(view, from), replaySteps(view)];
  for (const stage of all) {
    for await (const step of stage) {
      if (++count % SLICE === 0) await view.dependencies.breathe();
      yield listed(step);
    }
  }
}

async function* stateSteps(
  { input, before, after, places, dependencies }: View,
  from: Extract<Cursor, { stage: 'states' }> | undefined,
): AsyncGenerator<Step> {
  const { storage, newId } = dependencies;
  const isTouched = touchedBy(before, after, input.changes);
  const at = dependencies.now();
  for (const scope of places.scopes) {
    if (from !== undefined && scope < from.scope) continue;
    const start = scope === from?.scope ? from.after : undefined;
    for await (const { type, resource } of places.subjects(storage, scope, start)) {
      const occasion = { at, decisionId: newId() };
      const [one, other] = [
        await judgeStored(before, type, resource, occasion, storage),
        await judgeStored(after, type, resource, occasion, storage),
      ];
      const lines = compareDecisions(resource, one, other, isTouched).map(({ verdict, item }) => ({
        list: verdict,
        item,
      }));
      yield { lines, cursor: { stage: 'states', scope, after: resource.key } };
    }
  }
}

async function* replaySteps(
  { input, before, after, logged, dependencies }: View,
  from?: Extract<Cursor, { stage: 'replay' }>,
): AsyncGenerator<Step> {
  if (input.replay === undefined) return;
  let start = from?.page;
  let skip = from?.skip ?? 0;
  do {
    const page = await loggedRequests(dependencies.storage, input.replay, logged, start);
    for (const [index, record] of page.items.entries()) {
      if (index < skip) continue;
      const { verdict, item } = replayRequest(record, before, after);
      const place = start === undefined ? {} : { page: start };
      yield {
        lines: [{ list: 'replay', replay: verdict, item }],
        cursor: { stage: 'replay', ...place, skip: index + 1 },
      };
    }
    start = page.next;
    skip = 0;
  } while (start !== undefined);
}

type Token = { readonly revision: number; readonly counts: JsonObject; readonly cursor: Cursor };

function readToken(value: JsonValue): Token {
  const token = objectOf(value);
  const { revision } = token;
  const cursor = cursorOf(objectOf(token['cursor']));
  if (typeof revision !== 'number' || !Number.isSafeInteger(revision) || revision < 1 || cursor === undefined)
    throw foreignToken();
  return { revision, counts: objectOf(token['counts']), cursor };
}

function cursorOf({ stage, scope, after, page, skip }: JsonObject): Cursor | undefined {
  if (stage === 'states' && typeof scope === 'string' && typeof after === 'string')
    return { stage, scope, after };
  if (stage !== 'replay' || typeof skip !== 'number') return undefined;
  return { stage, skip, ...(typeof page === 'string' ? { page } : {}) };
}

function objectOf(value: JsonValue | undefined): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw foreignToken();
}

function foreignToken() {
  return badRequest('InvalidSkipToken', 'The $skiptoken was not made by this preview.', '$skiptoken');
}
