import { Checkbox, Input, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { Search20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { common } from '#strings/common';
import { filters as words } from '#strings/filters';
import { matchesWords } from '../../lib/words.ts';
import type { ChoiceOf, FilterOption } from './filter.ts';

/** From how many options on there is a field to search them. */
const MANY = 8;
/** More than this nobody reads; searching finds the rest. */
const MOST = 100;

const useStyles = makeStyles({
  search: { width: '100%', marginBottom: tokens.spacingVerticalS },
  list: { border: 'none', margin: 0, padding: 0, minWidth: 0, display: 'grid' },
  detail: { display: 'block', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  label: { overflowWrap: 'anywhere' },
});

/** The options of a filter, to be ticked; searched where they are many. */
export function ChoiceFilter({
  filter,
  values,
  onChange,
}: {
  readonly filter: ChoiceOf;
  readonly values: readonly string[];
  onChange(values: readonly string[]): void;
}) {
  const styles = useStyles();
  const { label, options, isSingle = false } = filter;
  const [query, setQuery] = useState('');
  const found = options.filter(each => matchesWords(query, each.label, each.detail)).slice(0, MOST);
  if (options.length === 0) return <p>{words.none}</p>;
  return (
    <>
      {options.length > MANY && (
        <Input
          className={styles.search}
          contentBefore={<Search20Regular />}
          aria-label={words.find(label)}
          placeholder={words.find(label)}
          value={query}
          onChange={(_, { value }) => setQuery(value)}
        />
      )}
      {found.length === 0 && <p>{common.noMatch}</p>}
      {isSingle ? (
        <RadioGroup
          aria-label={label}
          value={values[0] ?? ''}
          onChange={(_, { value }) => onChange(value === '' ? [] : [value])}
        >
          <Radio value="" label={words.all} />
          {found.map(option => (
            <Radio key={option.value} value={option.value} label={<OptionWords option={option} />} />
          ))}
        </RadioGroup>
      ) : (
        <fieldset className={styles.list} aria-label={label}>
          {found.map(option => (
            <Checkbox
              key={option.value}
              label={<OptionWords option={option} />}
              checked={values.includes(option.value)}
              onChange={(_, { checked }) =>
                onChange(
                  checked === true
                    ? [...values, option.value]
                    : values.filter(value => value !== option.value),
                )
              }
            />
          ))}
        </fieldset>
      )}
    </>
  );
}

function OptionWords({ option: { label, detail } }: { readonly option: FilterOption }) {
  const styles = useStyles();
  return (
    <span className={styles.label}>
      {label}
      {detail !== undefined && <span className={styles.detail}>{detail}</span>}
    </span>
  );
}
