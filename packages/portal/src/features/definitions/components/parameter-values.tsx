import { Field, Input, makeStyles, Select, Textarea, tokens } from '@fluentui/react-components';
import type { JsonValue } from '@sluice/arm/protocol';
import { useState } from 'react';
import { trial as words } from '#strings/trial';
import { linesOf } from '../../../lib/lines-of.ts';
import type { PolicyParameter } from '../../../lib/policy/parameters.ts';

type Values = Readonly<Record<string, JsonValue>>;

const useStyles = makeStyles({ list: { display: 'grid', gap: tokens.spacingVerticalS } });

/** What an assignment would give: a field a parameter; empty ones give nothing, so that defaults hold. */
export function ParameterValues({
  parameters,
  values,
  problems,
  onChange,
}: {
  readonly parameters: readonly PolicyParameter[];
  readonly values: Values;
  /** What the server says of a value, by the parameter's name in lower case. */
  readonly problems: ReadonlyMap<string, string>;
  onChange(values: Values): void;
}) {
  const styles = useStyles();
  if (parameters.length === 0) return <p>{words.noParameters}</p>;
  return (
    <div className={styles.list}>
      {parameters.map(parameter => (
        <ParameterValue
          key={`${parameter.name} ${parameter.type}`}
          parameter={parameter}
          value={values[parameter.name]}
          problem={problems.get(parameter.name.toLowerCase())}
          onChange={value => {
            const { [parameter.name]: _, ...others } = values;
            onChange(value === undefined ? others : { ...others, [parameter.name]: value });
          }}
        />
      ))}
    </div>
  );
}

type ValueProps = {
  readonly parameter: PolicyParameter;
  readonly value: JsonValue | undefined;
  readonly problem: string | undefined;
  onChange(value: JsonValue | undefined): void;
};

function ParameterValue({ parameter, value, problem, onChange }: ValueProps) {
  const { displayName, type, allowedValues } = parameter;
  const said = problem === undefined ? {} : { validationMessage: problem };
  const isBoolean = /^boolean$/i.test(type);
  if (isBoolean || (allowedValues.length > 0 && !/^(array|object)$/i.test(type))) {
    const choices: readonly JsonValue[] = isBoolean ? [true, false] : allowedValues;
    const index =
      value === undefined ? -1 : choices.findIndex(each => JSON.stringify(each) === JSON.stringify(value));
    return (
      <Field label={displayName} {...said}>
        <Select value={String(index)} onChange={(_, { value: chosen }) => onChange(choices[Number(chosen)])}>
          <option value="-1">{absent(parameter)}</option>
          {choices.map((each, at) => (
            <option key={JSON.stringify(each)} value={String(at)}>
              {typeof each === 'string' ? each : JSON.stringify(each)}
            </option>
          ))}
        </Select>
      </Field>
    );
  }
  if (/^(string|datetime)$/i.test(type))
    return (
      <Field label={displayName} {...said}>
        <Input
          value={typeof value === 'string' ? value : ''}
          placeholder={absent(parameter)}
          onChange={(_, { value: text }) => onChange(text === '' ? undefined : text)}
        />
      </Field>
    );
  if (/^array$/i.test(type))
    return <ListValue parameter={parameter} value={value} problem={problem} onChange={onChange} />;
  return <JsonValueField parameter={parameter} value={value} problem={problem} onChange={onChange} />;
}

/** Texts, one a line; a list that begins with a bracket is JSON, for lists of anything else. */
function ListValue({ parameter, value, problem, onChange }: ValueProps) {
  const [text, setText] = useState(() => listText(value));
  const parsed = text.trim().startsWith('[') ? parse(text) : linesOf(text);
  const message = parsed === undefined ? words.notJson : problem;
  return (
    <Field
      label={parameter.displayName}
      hint={words.oneALine}
      {...(message === undefined ? {} : { validationMessage: message })}
    >
      <Textarea
        value={text}
        rows={2}
        resize="vertical"
        placeholder={absent(parameter)}
        onChange={(_, { value: next }) => {
          setText(next);
          if (next.trim() === '') onChange(undefined);
          else onChange(next.trim().startsWith('[') ? (parse(next) ?? value) : linesOf(next));
        }}
      />
    </Field>
  );
}

function listText(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  return Array.isArray(value) && value.every(each => typeof each === 'string')
    ? value.join('\n')
    : JSON.stringify(value);
}

function JsonValueField({ parameter, value, problem, onChange }: ValueProps) {
  const [text, setText] = useState(() => (value === undefined ? '' : JSON.stringify(value)));
  const message = text.trim() !== '' && parse(text) === undefined ? words.notJson : problem;
  return (
    <Field label={parameter.displayName} {...(message === undefined ? {} : { validationMessage: message })}>
      <Input
        value={text}
        placeholder={absent(parameter)}
        onChange={(_, { value: next }) => {
          setText(next);
          onChange(next.trim() === '' ? undefined : (parse(next) ?? value));
        }}
      />
    </Field>
  );
}

function absent({ defaultValue }: PolicyParameter): string {
  return defaultValue === undefined
    ? words.notGiven
    : words.byDefault(typeof defaultValue === 'string' ? defaultValue : JSON.stringify(defaultValue));
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
