import { makeStyles, ToggleButton, tokens } from '@fluentui/react-components';
import { search as words } from '#strings/search';
import { number } from '../../../lib/format/number.ts';

const useStyles = makeStyles({
  facets: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalXS,
    border: 'none',
    margin: `${tokens.spacingVerticalM} 0`,
    padding: 0,
  },
  facet: { minWidth: 0, fontWeight: tokens.fontWeightRegular },
});

/** The kinds of what was found, each with how many; one of them narrows the results. */
export function KindFacets({
  counts,
  chosen,
  onChoose,
}: {
  readonly counts: ReadonlyMap<string, number>;
  readonly chosen: string | undefined;
  /** Undefined: all kinds. */
  onChoose(kind: string | undefined): void;
}) {
  const styles = useStyles();
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return (
    <fieldset className={styles.facets} aria-label={words.page.kindFilter}>
      <Facet
        label={words.page.allKinds}
        count={total}
        isChosen={chosen === undefined}
        onChoose={() => onChoose(undefined)}
      />
      {[...counts].map(([kind, count]) => (
        <Facet
          key={kind}
          label={words.kinds(kind)}
          count={count}
          isChosen={kind === chosen}
          onChoose={() => onChoose(kind === chosen ? undefined : kind)}
        />
      ))}
    </fieldset>
  );
}

function Facet({
  label,
  count,
  isChosen,
  onChoose,
}: {
  readonly label: string;
  readonly count: number;
  readonly isChosen: boolean;
  onChoose(): void;
}) {
  const styles = useStyles();
  return (
    <ToggleButton
      size="small"
      shape="circular"
      className={styles.facet}
      appearance={isChosen ? 'primary' : 'outline'}
      checked={isChosen}
      onClick={onChoose}
    >
      {label} {number(count)}
    </ToggleButton>
  );
}
