import type { FieldControlProps } from '@fluentui/react-components';
import type { JsonValue } from '@sluice/arm/protocol';
import type { PolicyParameter } from '../../../../lib/policy/parameters.ts';
import type { Entry } from '../../draft/draft.ts';
import type { Hint } from '../../parameters/what-parameters-name.ts';

/** What every editor of a parameter is given. */
export type EditorProps = {
  readonly parameter: PolicyParameter;
  readonly hint: Hint | undefined;
  /** What is given, or the default; undefined where there is neither. The editor can show it. */
  readonly value: JsonValue | undefined;
  /** What is given, as it is: for texts that are no value yet. */
  readonly entry: Entry | undefined;
  /** Names and describes the control to screen readers. */
  readonly control: FieldControlProps;
  /** Undefined takes back what was given. */
  onChange(entry: Entry | undefined): void;
};
