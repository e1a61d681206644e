import { Dropdown, makeStyles, Option } from '@fluentui/react-components';
import type { JsonValue } from '@sluice/arm/protocol';
import { assign } from '#strings/assign';
import { valueWords } from '../parameters-glance.tsx';
import type { EditorProps } from './editor.ts';

const useStyles = makeStyles({ all: { width: '100%', minWidth: 0 } });

/** One of the allowed values. */
export function ChoiceEditor({ parameter: { allowedValues }, value, control, onChange }: EditorProps) {
  const styles = useStyles();
  return (
    <Dropdown
      {...control}
      className={styles.all}
      placeholder={assign.parameters.choose}
      value={value === undefined ? '' : valueWords(value)}
      selectedOptions={value === undefined ? [] : [keyOf(value)]}
      onOptionSelect={(_, { optionValue }) => {
        const chosen = allowedValues.find(each => keyOf(each) === optionValue);
        if (chosen !== undefined) onChange({ value: chosen });
      }}
    >
      {allowedValues.map(each => (
        <Option key={keyOf(each)} value={keyOf(each)} text={valueWords(each)}>
          {valueWords(each)}
        </Option>
      ))}
    </Dropdown>
  );
}

/** Several of the allowed values. */
export function ChoicesEditor({ parameter: { allowedValues }, value, control, onChange }: EditorProps) {
  const styles = useStyles();
  const chosen = Array.isArray(value) ? value : [];
  return (
    <Dropdown
      {...control}
      className={styles.all}
      multiselect
      placeholder={assign.parameters.choose}
      value={chosen.map(valueWords).join(', ')}
      selectedOptions={chosen.map(keyOf)}
      onOptionSelect={(_, { selectedOptions }) =>
        onChange({ value: allowedValues.filter(each => selectedOptions.includes(keyOf(each))) })
      }
    >
      {allowedValues.map(each => (
        <Option key={keyOf(each)} value={keyOf(each)} text={valueWords(each)}>
          {valueWords(each)}
        </Option>
      ))}
    </Dropdown>
  );
}

/** Texts and numbers that look alike are different values. Texts of one kind have no letter case in the language. */
function keyOf(value: JsonValue): string {
  return JSON.stringify(value).toLowerCase();
}
