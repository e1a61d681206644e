import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Dismiss12Regular } from '@fluentui/react-icons';
import { common } from '#strings/common';
import { models as words } from '#strings/models';
import {
  type ActiveFilter,
  activeFilters,
  type CatalogSearch,
  CLEARED,
  type SizeName,
} from './catalog-state.ts';

const useStyles = makeStyles({
  bar: {
    listStyleType: 'none',
    margin: `0 0 ${tokens.spacingVerticalM}`,
    padding: 0,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
  },
  chip: { fontWeight: tokens.fontWeightRegular, maxWidth: '100%', overflowWrap: 'anywhere' },
});

/** What narrows the list now; each goes away by a click. */
export function ActiveFilters({
  search,
  onChange,
}: {
  readonly search: CatalogSearch;
  onChange(change: CatalogSearch): void;
}) {
  const styles = useStyles();
  const active = activeFilters(search);
  if (active.length === 0) return null;
  return (
    <ul className={styles.bar} aria-label={words.active}>
      {active.map(filter => {
        const [name, value] = wordsOf(filter);
        return (
          <li key={`${filter.name} ${filter.value}`}>
            <Button
              size="small"
              shape="circular"
              className={styles.chip}
              icon={<Dismiss12Regular />}
              iconPosition="after"
              aria-label={words.removeFilter(name, value)}
              onClick={() => onChange(filter.without)}
            >
              {words.chip(name, value)}
            </Button>
          </li>
        );
      })}
      <li>
        <Button size="small" appearance="transparent" onClick={() => onChange(CLEARED)}>
          {common.clearFilters}
        </Button>
      </li>
    </ul>
  );
}

function wordsOf({ name, value }: ActiveFilter): readonly [name: string, value: string] {
  if (name === 'q') return [words.textChip, value];
  if (name === 'verdict') return [words.facets.verdict, words.verdicts[value] ?? value];
  if (name === 'size') return [words.facets.size, words.sizes[value as SizeName]];
  return [words.facets[name], value];
}
