import { Combobox, Field, makeStyles, Option, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { common } from '#strings/common';
import { roles as words } from '#strings/roles';
import { byText } from '../../../lib/by-text.ts';
import type { Principal } from '../../../lib/principals.ts';
import { matchesWords } from '../../../lib/words.ts';

const useStyles = makeStyles({
  option: { display: 'grid', minWidth: 0 },
  detail: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
  // Fluent's is 250 pixels at least, wider than a phone leaves.
  box: { minWidth: 0 },
});

export type PickerOption<Value> = {
  readonly key: string;
  readonly name: string;
  readonly detail: string;
  readonly value: Value;
};

/** As many as are read through; typing finds the others. */
const MOST = 100;

/** Principals to pick from, in the order of their names. */
export function principalOptions(principals: readonly Principal[]): readonly PickerOption<Principal>[] {
  const inOrder = [...principals].sort((one, other) => byText(one.displayName, other.displayName));
  return inOrder.map(each => ({
    key: each.objectId,
    name: each.displayName,
    detail: `${words.kinds[each.principalType] ?? each.principalType} · ${each.objectId}`,
    value: each,
  }));
}

/** One of a list, found by typing. */
export function Picker<Value>({
  label,
  hint,
  problem,
  required = false,
  startsAnew = false,
  options,
  onPick,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly problem?: string | undefined;
  readonly required?: boolean;
  /** What is picked goes elsewhere, and the field is ready for the next one. */
  readonly startsAnew?: boolean;
  readonly options: readonly PickerOption<Value>[];
  onPick(value: Value | undefined): void;
}) {
  const styles = useStyles();
  const [typed, setTyped] = useState('');
  const [picked, setPicked] = useState<string>();
  const [isOpen, setIsOpen] = useState(false);
  const found =
    picked === undefined ? options.filter(({ name, detail }) => matchesWords(typed, name, detail)) : options;
  const shown = found.slice(0, MOST);
  return (
    <Field
      required={required}
      label={label}
      {...(hint === undefined ? {} : { hint })}
      {...(problem === undefined ? {} : { validationMessage: problem })}
    >
      <Combobox
        className={styles.box}
        value={typed}
        selectedOptions={picked === undefined ? [] : [picked]}
        open={isOpen}
        onOpenChange={(_, { open }) => setIsOpen(open)}
        onChange={event => {
          setIsOpen(true);
          setTyped(event.target.value);
          setPicked(undefined);
          if (!startsAnew) onPick(undefined);
        }}
        onOptionSelect={(_, { optionValue }) => {
          const option = options.find(({ key }) => key === optionValue);
          if (option === undefined) return;
          setPicked(startsAnew ? undefined : option.key);
          setTyped(startsAnew ? '' : option.name);
          onPick(option.value);
        }}
      >
        {shown.map(({ key, name, detail }) => (
          <Option key={key} value={key} text={name}>
            <span className={styles.option}>
              <span>{name}</span>
              <span className={styles.detail}>{detail}</span>
            </span>
          </Option>
        ))}
        {shown.length === 0 && (
          <Option disabled text={common.noMatch}>
            {common.noMatch}
          </Option>
        )}
      </Combobox>
    </Field>
  );
}
