import { Button, Checkbox, Input, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
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
  typed: { justifyContent: 'start', width: '100%', overflowWrap: 'anywhere', textAlign: 'start' },
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
  const { label, isSingle = false, canType = false } = filter;
  const [query, setQuery] = useState('');
  const options = withChosen(filter.options, values);
  const found = options.filter(each => matchesWords(query, each.label, each.detail)).slice(0, MOST);
  const typed = query.trim();
  if (options.length === 0 && !canType) return <p>{words.none}</p>;
  return (
    <>
      {(options.length > MANY || canType) && (
        <Input
          className={styles.search}
          contentBefore={<Search20Regular />}
          aria-label={words.find(label)}
          placeholder={words.find(label)}
          value={query}
          onChange={(_, { value }) => setQuery(value)}
        />
      )}
      {found.length === 0 && !(canType && typed !== '') && <p>{common.noMatch}</p>}
      {canType && typed !== '' && !options.some(({ value }) => value === typed) && (
        <Button
          appearance="subtle"
          className={styles.typed}
          onClick={() => {
            setQuery('');
            onChange(isSingle ? [typed] : [...values, typed]);
          }}
        >
          {words.use(typed)}
        </Button>
      )}
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

/** What is chosen can be taken off, whether it is offered or not. */
function withChosen(options: readonly FilterOption[], values: readonly string[]): readonly FilterOption[] {
  const offered = new Set(options.map(({ value }) => value));
  const others = values.filter(value => !offered.has(value)).map(value => ({ value, label: value }));
  return [...others, ...options];
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
