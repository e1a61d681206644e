import { makeStyles, SpinButton } from '@fluentui/react-components';
import type { EditorProps } from './editor.ts';

const useStyles = makeStyles({ all: { width: 'min(220px, 100%)' } });

/** A whole number, by typing or by the arrow keys. What is typed and is none is kept, and said to be none. */
export function IntegerEditor(props: EditorProps) {
  return <NumberEditor {...props} step={1} isNumber={Number.isSafeInteger} />;
}

/** A number. */
export function FloatEditor(props: EditorProps) {
  return <NumberEditor {...props} step={0.1} isNumber={Number.isFinite} />;
}

function NumberEditor({
  value,
  entry,
  control,
  onChange,
  step,
  isNumber,
}: EditorProps & { readonly step: number; isNumber(value: number): boolean }) {
  const styles = useStyles();
  const shown =
    entry !== undefined && 'text' in entry ? entry.text : value === undefined ? '' : String(value);
  return (
    <SpinButton
      {...control}
      className={styles.all}
      step={step}
      value={typeof value === 'number' ? value : null}
      displayValue={shown}
      onChange={(_, { value: stepped, displayValue }) => {
        if (typeof stepped === 'number') onChange({ value: Number(stepped.toPrecision(15)) });
        else onChange(read(displayValue ?? '', isNumber));
      }}
      onInput={event => onChange(read(event.currentTarget.value, isNumber))}
    />
  );
}

function read(text: string, isNumber: (value: number) => boolean): EditorChange {
  if (text.trim() === '') return undefined;
  const value = Number(text);
  return isNumber(value) ? { value } : { text };
}

type EditorChange = Parameters<EditorProps['onChange']>[0];
