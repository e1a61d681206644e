import { Button, Checkbox, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { models as words } from '#strings/models';
import { number } from '../../../lib/format/number.ts';
import { FACETS, type Facet, type FacetValue, type ModelPage } from '../../../lib/models/model-query.ts';
import { type CatalogSearch, readCatalogState, SIZES, toggled } from './catalog-state.ts';

const FEW = 6;

const useStyles = makeStyles({
  facet: { border: 'none', margin: `0 0 ${tokens.spacingVerticalL}`, padding: 0, minWidth: 0 },
  legend: { fontWeight: tokens.fontWeightSemibold, padding: 0, marginBottom: tokens.spacingVerticalXS },
  value: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', alignItems: 'start' },
  box: { minWidth: 0, '& label': { overflowWrap: 'anywhere' } },
  count: {
    padding: `${tokens.spacingVerticalS} 0`,
    color: tokens.colorNeutralForeground2,
    fontVariantNumeric: 'tabular-nums',
  },
  none: { color: tokens.colorNeutralForeground2, margin: 0 },
});

type FacetsProps = {
  readonly search: CatalogSearch;
  readonly facets: ModelPage['facets'] | undefined;
  onChange(change: CatalogSearch): void;
};

/** What the catalog can be narrowed by, with how many models each choice would leave. */
export function ModelFacets({ search, facets, onChange }: FacetsProps) {
  const { workspace, filter, size } = readCatalogState(search);
  return (
    <>
      {workspace !== undefined && (
        <FacetOf title={words.facets.verdict}>
          {(['allow', 'deny'] as const).map(value => (
            <Value
              key={value}
              label={words.verdicts[value] ?? value}
              count={countOf(facets?.verdict, value)}
              isChosen={filter.verdict === value}
              onToggle={() => onChange({ verdict: filter.verdict === value ? undefined : value })}
            />
          ))}
        </FacetOf>
      )}
      {FACETS.map(facet => (
        <Values key={facet} facet={facet} search={search} values={facets?.[facet]} onChange={onChange} />
      ))}
      <FacetOf title={words.facets.size}>
        <RadioGroup
          aria-label={words.facets.size}
          value={size ?? ''}
          onChange={(_, { value }) => onChange({ size: value === '' ? undefined : value })}
        >
          <Radio value="" label={words.anySize} />
          {Object.keys(SIZES).map(name => (
            <Radio key={name} value={name} label={words.sizes[name as keyof typeof SIZES]} />
          ))}
        </RadioGroup>
      </FacetOf>
    </>
  );
}

function Values({
  facet,
  search,
  values,
  onChange,
}: {
  readonly facet: Facet;
  readonly search: CatalogSearch;
  readonly values: readonly FacetValue[] | undefined;
  onChange(change: CatalogSearch): void;
}) {
  const styles = useStyles();
  const [isWhole, setIsWhole] = useState(false);
  const chosen = readCatalogState(search).filter[facet] ?? [];
  const isChosen = (value: string) => chosen.some(each => each.toLowerCase() === value.toLowerCase());
  // What is chosen stays to be taken off, though no model may have it under the other filters.
  const gone = chosen
    .filter(value => countOf(values, value) === undefined)
    .map(value => ({ value, count: 0 }));
  const all = [...(values ?? []), ...gone];
  const shown = all.filter(({ value }, index) => isWhole || index < FEW || isChosen(value));
  const more = all.length - shown.length;
  return (
    <FacetOf title={words.facets[facet]}>
      {values !== undefined && all.length === 0 && <p className={styles.none}>{words.noValues}</p>}
      {shown.map(({ value, count }) => (
        <Value
          key={value.toLowerCase()}
          label={value}
          count={count}
          isChosen={isChosen(value)}
          onToggle={() => onChange(toggled(search, facet, value))}
        />
      ))}
      {(more > 0 || (isWhole && all.length > FEW)) && (
        <Button
          appearance="transparent"
          size="small"
          aria-expanded={isWhole}
          onClick={() => setIsWhole(before => !before)}
        >
          {isWhole ? words.showFewer : words.showMore(more)}
        </Button>
      )}
    </FacetOf>
  );
}

function FacetOf({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const styles = useStyles();
  return (
    <fieldset className={styles.facet}>
      <legend className={styles.legend}>{title}</legend>
      {children}
    </fieldset>
  );
}

function Value({
  label,
  count,
  isChosen,
  onToggle,
}: {
  readonly label: string;
  readonly count: number | undefined;
  readonly isChosen: boolean;
  onToggle(): void;
}) {
  const styles = useStyles();
  return (
    <div className={styles.value}>
      <Checkbox className={styles.box} label={label} checked={isChosen} onChange={onToggle} />
      <span className={styles.count}>{number(count ?? 0)}</span>
    </div>
  );
}

function countOf(values: readonly FacetValue[] | undefined, wanted: string): number | undefined {
  return values?.find(({ value }) => value.toLowerCase() === wanted.toLowerCase())?.count;
}
