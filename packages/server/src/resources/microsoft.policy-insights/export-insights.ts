import { badRequest } from '@sluice/arm/errors';
import { beginPages } from '../../export/begin-pages.ts';
import type { CsvColumn } from '../../export/csv.ts';
import { type ExportFormat, writeExport } from '../../export/export-format.ts';
import { requireStored } from '../list-stored.ts';
import { POLICY_EVENT_COLUMNS, STATE_COLUMNS } from './exported-columns.ts';
import { type ExportedRow, type ExportSource, exportedEvents, exportedStates } from './exported-rows.ts';
import { EVENT_FIELDS, STATE_FIELDS } from './fields.ts';
import type { InsightsScope } from './insights-place.ts';
import { filtersOf, readInsightsQuery, refusing } from './insights-query.ts';
import { periodOf } from './policy-states.ts';

/** What can be exported of compliance. */
export type InsightsExportKind = 'policyStates' | 'policyEvents';

export type InsightsExport = {
  readonly kind: InsightsExportKind;
  readonly format: ExportFormat;
  readonly target: InsightsScope;
  /** Keys; what is at or below one of them is told, where it is of the target. */
  readonly under: readonly string[];
  /** OData, as `$filter` of a query. */
  readonly filter?: string;
  /** ISO 8601. States are those that held at `to`, events those of `from` to `to`, both included. States have no `from`. */
  readonly from?: string;
  readonly to?: string;
  readonly now: string;
  /** Told how many rows there have been, after each page. */
  onRows?(rows: number): void;
};

/**
 * Everything that queries of the target would show, as the bytes of a file: read page by page, as it is taken. The first page is read at
 * once: throws 400 for what cannot be asked and 404 for a place that is not there.
 */
export async function exportInsights(
  source: ExportSource,
  asked: InsightsExport,
): Promise<AsyncIterable<Uint8Array>> {
  const { columns, fields, read } = KINDS[asked.kind];
  const { filter = '', from, to = asked.now } = asked;
  if (from !== undefined && Date.parse(from) > Date.parse(to))
    throw badRequest('InvalidQueryParameter', `from (${from}) is later than to (${to}).`, 'from');
  const query = readInsightsQuery(new Map([['$filter', filter]]), fields);
  const { policy } = asked.target;
  const place = {
    under: asked.under,
    filters: filtersOf(query),
    ...(policy === undefined ? {} : { policy }),
  };
  const begun = await refusing(() => beginPages(read(source, place, asked)));
  if (begun.isEmpty) await requireStored(source.storage, asked.target.scope.id);
  const pages = asked.onRows === undefined ? begun.pages : counted(begun.pages, asked.onRows);
  return writeExport(asked.format, columns, pages, ({ wire }) => wire);
}

type Place = Omit<Parameters<typeof exportedStates>[1], 'period' | 'subject'>;

type Kind = {
  readonly fields: readonly string[];
  readonly columns: readonly CsvColumn<ExportedRow>[];
  read(source: ExportSource, place: Place, asked: InsightsExport): AsyncGenerator<readonly ExportedRow[]>;
};

const KINDS: Readonly<Record<InsightsExportKind, Kind>> = {
  policyStates: {
    fields: STATE_FIELDS,
    columns: STATE_COLUMNS,
    read: (source, place, { to, now }) =>
      exportedStates(source, {
        ...place,
        subject: 'resources',
        period: periodOf('latest', { from: undefined, to }, now),
      }),
  },
  policyEvents: {
    fields: EVENT_FIELDS,
    columns: POLICY_EVENT_COLUMNS,
    read: (source, place, { from = BEGINNING, to, now }) =>
      exportedEvents(source, { ...place, from, to: to ?? now }),
  },
};

/** Before anything was recorded. */
const BEGINNING = '1970-01-01T00:00:00.000Z';

async function* counted<T>(
  pages: AsyncIterable<readonly T[]>,
  onRows: (rows: number) => void,
): AsyncGenerator<readonly T[]> {
  let rows = 0;
  for await (const page of pages) {
    yield page;
    rows += page.length;
    onRows(rows);
  }
}
