import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Filter20Regular } from '@fluentui/react-icons';
import { type ReactNode, useCallback, useId, useState } from 'react';
import { common } from '#strings/common';
import { models as words } from '#strings/models';
import { ExportButton } from '../../../components/export-button.tsx';
import { Page } from '../../../components/page.tsx';
import { EmptyState, ErrorState } from '../../../components/states.tsx';
import { number } from '../../../lib/format/number.ts';
import type { ModelPage } from '../../../lib/models/model-query.ts';
import { useModels } from '../../../lib/models/use-models.ts';
import { morePages } from '../../../lib/more-pages.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { useMedia } from '../../../lib/use-media.ts';
import { exportModels } from '../api/export-models.ts';
import { ActiveFilters } from '../components/active-filters.tsx';
import {
  activeFilters,
  type CatalogParameter,
  CLEARED,
  readCatalogState,
} from '../components/catalog-state.ts';
import { CatalogToolbar } from '../components/catalog-toolbar.tsx';
import { LoadingCards, ModelCards } from '../components/model-cards.tsx';
import { ModelFacets } from '../components/model-facets.tsx';
import { ModelTable } from '../components/model-table.tsx';
import { MoreOnScroll } from '../components/more-on-scroll.tsx';

const A_PAGE = 60;

const useStyles = makeStyles({
  body: { display: 'grid', gridTemplateColumns: '220px minmax(0, 1fr)', gap: tokens.spacingHorizontalXXL },
  list: { minWidth: 0 },
  filters: { marginBottom: tokens.spacingVerticalM },
  count: { margin: `0 0 ${tokens.spacingVerticalM}`, color: tokens.colorNeutralForeground2 },
});

/** The models of all registries, and for a workspace which of them may be deployed. */
export default function CatalogPage() {
  const styles = useStyles();
  const [search, change] = useUrlState<CatalogParameter>();
  const { workspace, filter, sort, view } = readCatalogState(search);
  const asked = { workspace, filter, sort };
  const query = useModels({ ...asked, top: A_PAGE });
  const { data, error, isPending, fetchNextPage, refetch } = query;
  const onMore = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const more = { ...morePages(query), onMore };
  const models = data?.pages.flatMap(page => page.models) ?? [];
  const last = data?.pages.at(-1);

  function results(): ReactNode {
    if (error !== null && data === undefined)
      return <ErrorState error={error} what={words.couldNotRead} onRetry={() => void refetch()} />;
    if (!isPending && models.length === 0)
      return activeFilters(search).length > 0 ? (
        <EmptyState
          title={common.noMatch}
          action={<Button onClick={() => change(CLEARED)}>{common.clearFilters}</Button>}
        />
      ) : (
        <EmptyState title={words.empty} hint={words.emptyHint} />
      );
    if (view === 'table')
      return (
        <ModelTable
          {...more}
          models={models}
          workspace={workspace}
          total={last?.total}
          isLoading={isPending}
        />
      );
    if (isPending) return <LoadingCards />;
    return (
      <>
        <ModelCards models={models} workspace={workspace} />
        <MoreOnScroll {...more} />
      </>
    );
  }

  return (
    <Page title={words.title} purpose={words.purpose}>
      <CatalogToolbar search={search} onChange={change}>
        <ExportButton
          what={words.exportWhat}
          formats={[{ format: 'csv', label: common.exportCsv }]}
          onExport={() => exportModels(asked)}
        />
      </CatalogToolbar>
      <WithFacets
        facets={<ModelFacets search={search} facets={last?.facets} onChange={change} />}
        active={activeFilters(search).length}
      >
        <ActiveFilters search={search} onChange={change} />
        <p role="status" className={styles.count}>
          {last !== undefined && countWords(last, workspace !== undefined)}
        </p>
        {results()}
      </WithFacets>
    </Page>
  );
}

function countWords({ total, facets: { verdict } }: ModelPage, hasVerdicts: boolean): string {
  const models = total === 1 ? words.foundOne : words.found(number(total));
  const of = (wanted: string) => verdict.find(({ value }) => value === wanted)?.count ?? 0;
  return hasVerdicts ? words.foundVerdicts(models, number(of('allow')), number(of('deny'))) : models;
}

/** Facets beside the list, or behind a button where there is no room for both. */
function WithFacets({
  facets,
  active,
  children,
}: {
  readonly facets: ReactNode;
  readonly active: number;
  readonly children: ReactNode;
}) {
  const styles = useStyles();
  const id = useId();
  const isSmall = useMedia('(max-width: 900px)');
  const [isOpen, setIsOpen] = useState(false);
  if (!isSmall)
    return (
      <div className={styles.body}>
        <search aria-label={words.filters}>{facets}</search>
        <div className={styles.list}>{children}</div>
      </div>
    );
  return (
    <>
      <Button
        className={styles.filters}
        icon={<Filter20Regular />}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setIsOpen(open => !open)}
      >
        {isOpen ? words.hideFilters : words.showFilters(active)}
      </Button>
      {isOpen && (
        <search id={id} aria-label={words.filters}>
          {facets}
        </search>
      )}
      {children}
    </>
  );
}
