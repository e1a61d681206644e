import { Button, Field, InfoLabel, type LabelProps, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowReset20Regular, Braces16Regular, Form20Regular } from '@fluentui/react-icons';
import { type ReactNode, useState } from 'react';
import { assign } from '#strings/assign';
import type { PolicyParameter } from '../../../../lib/policy/parameters.ts';
import type { Entry } from '../../draft/draft.ts';
import { canShow, type EditorKind, editorFor, hintOf } from '../../parameters/editor-for.ts';
import type { Hint } from '../../parameters/what-parameters-name.ts';
import { ChoiceEditor, ChoicesEditor } from '../editors/choice-editor.tsx';
import type { EditorProps } from '../editors/editor.ts';
import { JsonEntryEditor } from '../editors/json-entry-editor.tsx';
import { ModelEntriesEditor } from '../editors/model-entries-editor.tsx';
import { ModelEditor, ModelsEditor } from '../editors/models-editor.tsx';
import { FloatEditor, IntegerEditor } from '../editors/number-editor.tsx';
import { SuggestedEditor } from '../editors/suggested-editor.tsx';
import { SwitchEditor } from '../editors/switch-editor.tsx';
import { TextEditor } from '../editors/text-editor.tsx';
import { TimeEditor } from '../editors/time-editor.tsx';
import { TokensEditor } from '../editors/tokens-editor.tsx';
import { ParameterFacts } from './parameter-facts.tsx';

const EDITORS: Readonly<Record<EditorKind, (props: EditorProps) => ReactNode>> = {
  choice: ChoiceEditor,
  choices: ChoicesEditor,
  switch: SwitchEditor,
  integer: IntegerEditor,
  float: FloatEditor,
  time: TimeEditor,
  text: TextEditor,
  suggested: SuggestedEditor,
  model: ModelEditor,
  tokens: TokensEditor,
  models: ModelsEditor,
  modelEntries: ModelEntriesEditor,
  json: JsonEntryEditor,
};

const useStyles = makeStyles({
  parameter: {
    minWidth: 0,
    position: 'relative',
    '& > .fui-Field > .fui-Field__label': { paddingRight: '170px' },
  },
  tools: {
    display: 'flex',
    position: 'absolute',
    top: 0,
    right: 0,
  },
  tool: { fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground2, minWidth: 0 },
});

/** One parameter: its name, what is known of it, and the editor that fits it. Every value can be edited as JSON instead. */
export function ParameterField({
  parameter,
  hints,
  entry,
  problem,
  onChange,
}: {
  readonly parameter: PolicyParameter;
  readonly hints: ReadonlyMap<string, Hint>;
  readonly entry: Entry | undefined;
  readonly problem: string | undefined;
  onChange(entry: Entry | undefined): void;
}) {
  const styles = useStyles();
  const hint = hintOf(parameter, hints);
  const kind = editorFor(parameter, hint);
  const value = entry === undefined ? parameter.defaultValue : 'value' in entry ? entry.value : undefined;
  const isText = entry !== undefined && 'text' in entry && kind !== 'integer' && kind !== 'float';
  const isOnlyJson = !canShow(kind, value) || isText;
  const [wantsJson, setWantsJson] = useState(isOnlyJson);
  const isJson = wantsJson || isOnlyJson;
  const Editor = isJson ? JsonEntryEditor : EDITORS[kind];
  const { displayName } = parameter;
  const words = assign.parameters;
  return (
    <div className={styles.parameter}>
      <Field
        label={{
          children: (_: unknown, slot: LabelProps) => (
            <InfoLabel
              {...slot}
              info={<ParameterFacts parameter={parameter} />}
              infoButton={{ 'aria-label': words.about, title: parameter.description ?? '' }}
            >
              {displayName}
            </InfoLabel>
          ),
        }}
        required={parameter.defaultValue === undefined}
        {...(problem === undefined ? {} : { validationMessage: problem })}
      >
        {control => (
          <Editor
            parameter={parameter}
            hint={hint}
            value={value}
            entry={entry}
            control={control}
            onChange={onChange}
          />
        )}
      </Field>
      <div className={styles.tools}>
        {kind !== 'json' && (
          <Button
            className={styles.tool}
            size="small"
            appearance="subtle"
            icon={isJson ? <Form20Regular /> : <Braces16Regular />}
            disabled={isJson && isOnlyJson}
            aria-label={isJson ? words.asForm(displayName) : words.asJson(displayName)}
            title={isJson && isOnlyJson ? words.notInForm : ''}
            onClick={() => setWantsJson(before => !before)}
          >
            {isJson ? words.formTool : words.jsonTool}
          </Button>
        )}
        {entry !== undefined && parameter.defaultValue !== undefined && (
          <Button
            className={styles.tool}
            size="small"
            appearance="subtle"
            icon={<ArrowReset20Regular />}
            aria-label={words.toDefault(displayName)}
            onClick={() => onChange(undefined)}
          >
            {words.defaultTool}
          </Button>
        )}
      </div>
    </div>
  );
}
