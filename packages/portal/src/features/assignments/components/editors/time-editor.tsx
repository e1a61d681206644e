import { Input, makeStyles } from '@fluentui/react-components';
import { fromLocalInput, toLocalInput } from '../../../../lib/time-range.ts';
import type { EditorProps } from './editor.ts';

const useStyles = makeStyles({ all: { width: 'min(260px, 100%)' } });

/** A moment, in the reader's zone; given as UTC. */
export function TimeEditor({ value, control, onChange }: EditorProps) {
  const styles = useStyles();
  const isTime = typeof value === 'string' && !Number.isNaN(Date.parse(value));
  return (
    <Input
      {...control}
      className={styles.all}
      type="datetime-local"
      value={isTime ? toLocalInput(value) : ''}
      onChange={(_, { value: typed }) => {
        const time = fromLocalInput(typed);
        onChange(time === undefined ? undefined : { value: time });
      }}
    />
  );
}
