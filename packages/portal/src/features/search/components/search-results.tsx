import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { common } from '#strings/common';
import { search as words } from '#strings/search';
import { CsvButton } from '../../../components/csv-button.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { type Column, ResourceTable } from '../../../components/resource-table.tsx';
import { placeOf, useHitWhere } from '../../../components/search/hit-place.ts';
import { kindIcon } from '../../../components/search/kind-icons.ts';
import { EmptyState, ErrorState } from '../../../components/states.tsx';
import type { CsvColumn } from '../../../lib/csv.ts';
import { number } from '../../../lib/format/number.ts';
import { type SearchHit, useSearch } from '../../../lib/search.ts';
import { KindFacets } from './kind-facets.tsx';

/** As many as the server gives at once; it has no further pages. */
const MOST = 100;

const useStyles = makeStyles({
  icon: { verticalAlign: 'text-bottom', marginRight: tokens.spacingHorizontalS },
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between' },
  told: { margin: `0 0 ${tokens.spacingVerticalM}`, color: tokens.colorNeutralForeground2 },
});

/** All that was found, by kind. */
export function SearchResults({
  text,
  kind,
  onKind,
}: {
  readonly text: string;
  readonly kind: string | undefined;
  onKind(kind: string | undefined): void;
}) {
  const styles = useStyles();
  const whereOf = useHitWhere();
  // The counts of all kinds, whichever is chosen.
  const everything = useSearch(text, { top: MOST });
  const narrowed = useSearch(text, { top: MOST, kind });
  const query = kind === undefined ? everything : narrowed;
  const hits = query.data?.hits ?? [];
  const counts = everything.data?.counts ?? new Map<string, number>();
  const all = kind === undefined ? sumOf(counts) : (counts.get(kind) ?? hits.length);

  const columns: readonly Column<SearchHit>[] = [
    {
      id: 'name',
      header: words.page.columns.name,
      width: 420,
      cell: hit => <Name hit={hit} />,
    },
    { id: 'kind', header: words.page.columns.kind, width: 150, cell: hit => words.kind(hit.kind) },
    { id: 'where', header: words.page.columns.where, width: 200, cell: whereOf },
    {
      id: 'description',
      header: words.page.columns.description,
      width: 420,
      cell: ({ description }) => <span title={description}>{description}</span>,
    },
  ];
  const csv: readonly CsvColumn<SearchHit>[] = [
    { header: words.page.columns.name, value: ({ displayName }) => displayName },
    { header: words.page.columns.kind, value: hit => words.kind(hit.kind) },
    { header: words.page.columns.where, value: whereOf },
    { header: words.page.columns.description, value: ({ description }) => description },
    { header: words.page.columns.id, value: ({ assetId, id }) => assetId ?? id },
  ];

  if (query.isError)
    return <ErrorState error={query.error} what={words.failed} onRetry={() => void query.refetch()} />;
  return (
    <>
      <div className={styles.bar}>
        <KindFacets counts={counts} chosen={kind} onChoose={onKind} />
        <CsvButton what={words.results} file="search" columns={csv} rows={hits} />
      </div>
      {all > hits.length && hits.length > 0 && (
        <p className={styles.told}>
          {words.page.best(
            number(hits.length),
            everything.data?.isAtLeast === true ? words.page.atLeast(number(all)) : number(all),
          )}
        </p>
      )}
      <ResourceTable
        label={words.results}
        columns={columns}
        rows={hits}
        rowKey={({ id, assetId }) => assetId ?? id}
        isLoading={query.isPending}
        empty={
          kind !== undefined && counts.size > 0 ? (
            <EmptyState
              title={words.page.noneOfKind(text)}
              action={<Button onClick={() => onKind(undefined)}>{common.clearFilters}</Button>}
            />
          ) : (
            <EmptyState title={words.nothing(text)} hint={words.nothingHint} />
          )
        }
      />
    </>
  );
}

function Name({ hit }: { readonly hit: SearchHit }) {
  const styles = useStyles();
  const place = placeOf(hit);
  const Icon = kindIcon(hit.kind);
  return (
    <span title={hit.displayName}>
      <Icon aria-hidden className={styles.icon} />
      {place === undefined ? hit.displayName : <PortalLink {...place}>{hit.displayName}</PortalLink>}
    </span>
  );
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
