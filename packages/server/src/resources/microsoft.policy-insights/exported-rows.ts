import type { JsonObject } from '@sluice/arm/protocol';
import type { Snapshot } from '@sluice/engine';
import type { StateResult } from '@sluice/engine/model';
import type { EventsPlace, StatesPlace, Storage } from '@sluice/storage';
import { rowFacts } from './query-results.ts';
import { detailsToWire, eventToWire, stateToWire } from './row-to-wire.ts';

/** What exports read: the parts of a server, or those of an installation without one. */
export type ExportSource = {
  readonly storage: Pick<Storage, 'insights' | 'resources'>;
  readonly tenantId: string;
  /** The newest one; asked for each page. */
  snapshot(): Snapshot;
};

/** A row with its details, as queries show it, and the result that it is of. */
export type ExportedRow = { readonly wire: JsonObject; readonly result: StateResult };

/** Every state of a place, page by page, in the order of resources. */
export async function* exportedStates(
  { storage, snapshot }: ExportSource,
  place: StatesPlace,
): AsyncGenerator<readonly ExportedRow[]> {
  for await (const rows of storage.insights.eachState(place)) {
    const facts = await rowFacts({ storage, snapshot: snapshot() }, rows, place.period.kind === 'now');
    yield rows.map(row => toExported(stateToWire(row, facts(row)), row.result));
  }
}

/** Every policy event of a place, page by page, newest first. */
export async function* exportedEvents(
  { storage, snapshot, tenantId }: ExportSource,
  place: EventsPlace,
): AsyncGenerator<readonly ExportedRow[]> {
  for await (const rows of storage.insights.eachEvent(place)) {
    const facts = await rowFacts({ storage, snapshot: snapshot() }, rows, false);
    yield rows.map(row => toExported(eventToWire(row, facts(row), tenantId), row.result));
  }
}

function toExported(wire: JsonObject, result: StateResult): ExportedRow {
  return { wire: { ...wire, policyEvaluationDetails: detailsToWire(result) }, result };
}
