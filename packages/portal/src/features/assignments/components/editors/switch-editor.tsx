import { Switch } from '@fluentui/react-components';
import { assign } from '#strings/assign';
import type { EditorProps } from './editor.ts';

/** True or false. */
export function SwitchEditor({ value, control, onChange }: EditorProps) {
  const { on, off, notSet } = assign.parameters;
  return (
    <Switch
      {...control}
      checked={value === true}
      label={value === undefined ? notSet : value === true ? on : off}
      onChange={(_, { checked }) => onChange({ value: checked })}
    />
  );
}
