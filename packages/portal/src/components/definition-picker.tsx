import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  SearchBox,
  Select,
  Tab,
  TabList,
  tokens,
} from '@fluentui/react-components';
import { useDeferredValue, useMemo, useState } from 'react';
import { common } from '#strings/common';
import { definitions as words } from '#strings/definitions';
import { number } from '../lib/format/number.ts';
import type { DefinitionKind, DefinitionSummary } from '../lib/policy/definition-summary.ts';
import { searchDefinitions, valuesOf } from '../lib/policy/search-definitions.ts';
import { useDefinitions } from '../lib/policy/use-definitions.ts';
import { useGiveFocusBack } from '../lib/use-give-focus-back.ts';
import { DefinitionList } from './definition-picker/definition-list.tsx';
import { PickedDetails } from './definition-picker/picked-details.tsx';
import { EmptyState, ListError, QueryView } from './states.tsx';

const useStyles = makeStyles({
  surface: { width: 'min(1160px, 96vw)', maxWidth: 'none', height: 'min(820px, 94vh)' },
  body: { height: '100%', gridTemplateRows: 'auto 1fr auto' },
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, minHeight: 0 },
  filters: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 180px 220px',
    gap: tokens.spacingHorizontalS,
    '@media (max-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)' },
  },
  search: { maxWidth: 'none', '@media (max-width: 760px)': { gridColumn: '1 / -1' } },
  select: { minWidth: 0, '& > select': { minWidth: 0 } },
  found: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  panes: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 11fr) minmax(0, 9fr)',
    gap: tokens.spacingHorizontalL,
    flex: 1,
    minHeight: 0,
    '@media (max-width: 760px)': {
      gridTemplateColumns: 'minmax(0, 1fr)',
      gridTemplateRows: 'minmax(0, 3fr) minmax(0, 2fr)',
    },
  },
});

export type DefinitionPickerProps = {
  readonly isOpen: boolean;
  /** Where what is picked will be used: what can be assigned there is offered. '' is the tenant. */
  readonly scopeId: string;
  /** What may be picked; both when absent. */
  readonly kind?: DefinitionKind;
  /** More than one may be picked. */
  readonly isMany?: boolean;
  readonly title?: string;
  /** The id to begin with. */
  readonly current?: string | undefined;
  /** Never empty; one unless `isMany`. */
  onPick(picked: readonly DefinitionSummary[]): void;
  onClose(): void;
};

type Filters = { readonly policyType: string; readonly category: string };
const NO_FILTERS: Filters = { policyType: '', category: '' };

/** Picks policy definitions or initiatives: search as you type, filters, what each does, and Add. */
export function DefinitionPicker(props: DefinitionPickerProps) {
  const { isOpen, scopeId, kind, isMany = false, title, current, onPick, onClose } = props;
  const styles = useStyles();
  useGiveFocusBack(isOpen);
  const [shownKind, setShownKind] = useState<DefinitionKind>(kind ?? kindOfCurrent(current));
  const [query, setQuery] = useState('');
  const [filters, setFilters] = useState(NO_FILTERS);
  const [picked, setPicked] = useState<readonly DefinitionSummary[]>([]);
  const all = useDefinitions(shownKind, isOpen ? scopeId : undefined);
  const asked = useDeferredValue(query);
  const found = useMemo(
    () =>
      all.data === undefined
        ? []
        : searchDefinitions(all.data, {
            query: asked,
            policyType: valued(filters.policyType),
            category: valued(filters.category),
          }),
    [all.data, asked, filters],
  );
  const last = picked.at(-1) ?? all.data?.find(({ id }) => id.toLowerCase() === current?.toLowerCase());

  const confirm = (chosen: readonly DefinitionSummary[]) => {
    if (chosen.length > 0) onPick(chosen);
  };
  const clear = () => {
    setQuery('');
    setFilters(NO_FILTERS);
  };

  return (
    <Dialog open={isOpen} onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface className={styles.surface}>
        <DialogBody className={styles.body}>
          <DialogTitle>{title ?? words.picker.title[kind ?? 'any']}</DialogTitle>
          <DialogContent className={styles.content}>
            {kind === undefined && (
              <TabList
                aria-label={words.picker.kind}
                selectedValue={shownKind}
                onTabSelect={(_, { value }) => {
                  setShownKind(value as DefinitionKind);
                  setPicked([]);
                  setFilters(NO_FILTERS);
                }}
              >
                <Tab value="policy">{words.kindsMany.policy}</Tab>
                <Tab value="initiative">{words.kindsMany.initiative}</Tab>
              </TabList>
            )}
            <div className={styles.filters}>
              <SearchBox
                className={styles.search}
                aria-label={words.picker.search}
                placeholder={words.picker.search}
                value={query}
                onChange={(_, { value }) => setQuery(value)}
              />
              <Select
                className={styles.select}
                aria-label={words.type}
                value={filters.policyType}
                onChange={(_, { value }) => setFilters(before => ({ ...before, policyType: value }))}
              >
                <option value="">{words.allTypes}</option>
                {Object.entries(words.policyTypes).map(([value, label]) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </Select>
              <Select
                className={styles.select}
                aria-label={words.category}
                value={filters.category}
                onChange={(_, { value }) => setFilters(before => ({ ...before, category: value }))}
              >
                <option value="">{words.allCategories}</option>
                {valuesOf(all.data ?? [], 'category').map(category => (
                  <option key={category} value={category}>
                    {category}
                  </option>
                ))}
              </Select>
            </div>
            <span role="status" className={styles.found}>
              {all.data === undefined
                ? common.loading
                : `${words.found(number(found.length))}${all.isGrowing ? ` · ${words.reading}` : ''}`}
            </span>
            {all.data !== undefined && <ListError query={all} what={common.notAllRead} />}
            <div className={styles.panes}>
              <QueryView query={all}>
                {data => (
                  <DefinitionList
                    definitions={found}
                    label={words.picker.list}
                    isMany={isMany}
                    picked={picked.length > 0 || last === undefined ? picked : [last]}
                    onPicked={setPicked}
                    onConfirm={definition => !isMany && confirm([definition])}
                    empty={
                      data.length === 0 && !all.isGrowing ? (
                        <EmptyState title={words.picker.none[shownKind]} hint={words.picker.noneHint} />
                      ) : (
                        <EmptyState
                          title={common.noMatch}
                          action={<Button onClick={clear}>{common.clearFilters}</Button>}
                        />
                      )
                    }
                  />
                )}
              </QueryView>
              <PickedDetails definition={last} />
            </div>
          </DialogContent>
          <DialogActions>
            <Button
              appearance="primary"
              disabled={picked.length === 0 && last === undefined}
              onClick={() => confirm(picked.length > 0 || last === undefined ? picked : [last])}
            >
              {isMany ? words.picker.addMany(picked.length) : words.picker.add}
            </Button>
            <Button onClick={onClose}>{common.cancel}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function kindOfCurrent(current: string | undefined): DefinitionKind {
  return /\/policySetDefinitions\//i.test(current ?? '') ? 'initiative' : 'policy';
}

function valued(value: string): readonly string[] {
  return value === '' ? [] : [value];
}
