import {
  Button,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  tokens,
} from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons';
import { type ReactNode, useState } from 'react';
import { common } from '#strings/common';
import { filters as words } from '#strings/filters';
import { ChoiceFilter } from './filters/choice-filter.tsx';
import type { Filter } from './filters/filter.ts';
import { TextFilter } from './filters/text-filter.tsx';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    marginBottom: tokens.spacingVerticalM,
  },
  pill: { display: 'inline-flex', alignItems: 'center', maxWidth: '100%' },
  button: {
    fontWeight: tokens.fontWeightRegular,
    maxWidth: 'min(360px, 80vw)',
    minWidth: 0,
    overflow: 'hidden',
    whiteSpace: 'nowrap',
  },
  words: { overflow: 'hidden', textOverflow: 'ellipsis' },
  surface: { width: 'min(360px, 84vw)', maxHeight: '60vh', overflowY: 'auto' },
});

/** What is chosen of each filter, by its id. Filters that are not there let everything through. */
export type FilterValues = Readonly<Record<string, readonly string[]>>;

export type FilterBarProps = {
  readonly filters: readonly Filter[];
  readonly values: FilterValues;
  onChange(id: string, values: readonly string[]): void;
  onClear(): void;
  /** Other things that narrow the list, before the filters: a search field, a time range. */
  readonly children?: ReactNode;
};

/** What narrows a list: a pill for each filter, which says what it lets through, opens to be changed and can be taken off. */
export function FilterBar({ filters, values, onChange, onClear, children }: FilterBarProps) {
  const styles = useStyles();
  const isNarrowed = filters.some(({ id }) => (values[id]?.length ?? 0) > 0);
  return (
    <search aria-label={words.label} className={styles.bar}>
      {children}
      {filters.map(filter => (
        <Pill
          key={filter.id}
          filter={filter}
          values={values[filter.id] ?? []}
          onChange={next => onChange(filter.id, next)}
        />
      ))}
      {isNarrowed && (
        <Button appearance="transparent" onClick={onClear}>
          {common.clearFilters}
        </Button>
      )}
    </search>
  );
}

type PillProps = {
  readonly filter: Filter;
  readonly values: readonly string[];
  onChange(values: readonly string[]): void;
};

function Pill({ filter, values, onChange }: PillProps) {
  const styles = useStyles();
  const [isOpen, setIsOpen] = useState(false);
  const said = valueWords(filter, values);
  const isActive = values.length > 0;
  return (
    <span className={styles.pill}>
      <Popover
        open={isOpen}
        onOpenChange={(_, { open }) => setIsOpen(open)}
        positioning="below-start"
        trapFocus
      >
        <PopoverTrigger disableButtonEnhancement>
          <Button
            shape="circular"
            appearance={isActive ? 'primary' : 'outline'}
            className={styles.button}
            aria-label={words.change(filter.label, said)}
            title={words.pill(filter.label, said)}
          >
            <span className={styles.words}>{words.pill(filter.label, said)}</span>
          </Button>
        </PopoverTrigger>
        <PopoverSurface aria-label={filter.label} className={styles.surface}>
          {filter.kind === 'text' ? (
            <TextFilter
              filter={filter}
              value={values[0] ?? ''}
              onApply={text => {
                setIsOpen(false);
                onChange(text === '' ? [] : [text]);
              }}
            />
          ) : (
            <ChoiceFilter filter={filter} values={values} onChange={onChange} />
          )}
        </PopoverSurface>
      </Popover>
      {isActive && (
        <Button
          appearance="transparent"
          size="small"
          icon={<Dismiss16Regular />}
          aria-label={words.remove(filter.label)}
          title={words.remove(filter.label)}
          onClick={() => onChange([])}
        />
      )}
    </span>
  );
}

function valueWords(filter: Filter, values: readonly string[]): string {
  const [first] = values;
  if (first === undefined) return words.all;
  const label =
    filter.kind === 'choice' ? (filter.options.find(({ value }) => value === first)?.label ?? first) : first;
  return values.length === 1 ? label : words.several(label, values.length - 1);
}
