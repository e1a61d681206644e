import { Dropdown, makeStyles, Option, ToggleButton, tokens } from '@fluentui/react-components';
import { Grid20Regular, Table20Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { models as words } from '#strings/models';
import { SearchField } from '../../../components/search-field.tsx';
import { WorkspacePicker } from '../../../components/workspace-picker.tsx';
import { type CatalogSearch, readCatalogState, sortsFor } from './catalog-state.ts';

const useStyles = makeStyles({
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    marginBottom: tokens.spacingVerticalM,
  },
  workspace: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  search: { flex: '1 1 220px', maxWidth: '360px' },
  sort: { minWidth: '150px' },
  views: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, marginLeft: 'auto' },
});

export type CatalogToolbarProps = {
  readonly search: CatalogSearch;
  /** What is done with the list as a whole. */
  readonly children: ReactNode;
  onChange(change: CatalogSearch, options?: { readonly replace?: boolean }): void;
};

/** For which workspace, by which words, in which order and as what the models are shown. */
export function CatalogToolbar({ search, children, onChange }: CatalogToolbarProps) {
  const styles = useStyles();
  const { workspace, text, sort, view } = readCatalogState(search);
  const sorts = sortsFor(workspace);
  return (
    <>
      <div className={styles.line}>
        <span className={styles.workspace}>
          <span aria-hidden>{words.showing}</span>
          <WorkspacePicker
            label={`${words.showing}: ${words.workspace}`}
            value={workspace}
            none={words.anyWorkspace}
            onChange={id => onChange({ workspace: id, ...(id === undefined ? { verdict: undefined } : {}) })}
          />
        </span>
      </div>
      <div className={styles.line}>
        <span className={styles.search}>
          <SearchField label={words.search} value={text} onChange={q => onChange({ q }, { replace: true })} />
        </span>
        <Dropdown
          aria-label={words.sort}
          className={styles.sort}
          value={words.sorts[sort]}
          selectedOptions={[sort]}
          onOptionSelect={(_, { optionValue }) =>
            onChange({ sort: optionValue === sorts[0] ? undefined : optionValue })
          }
        >
          {sorts.map(each => (
            <Option key={each} value={each}>
              {words.sorts[each]}
            </Option>
          ))}
        </Dropdown>
        <span className={styles.views}>
          <ToggleButton
            appearance="subtle"
            icon={<Grid20Regular />}
            checked={view === 'cards'}
            aria-label={words.views.cards}
            title={words.views.cards}
            onClick={() => onChange({ view: undefined })}
          />
          <ToggleButton
            appearance="subtle"
            icon={<Table20Regular />}
            checked={view === 'table'}
            aria-label={words.views.table}
            title={words.views.table}
            onClick={() => onChange({ view: 'table' })}
          />
          {children}
        </span>
      </div>
    </>
  );
}
