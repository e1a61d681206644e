import { Field, Input, Select } from '@fluentui/react-components';
import type { JsonValue } from '@sluice/arm/protocol';
import { useState } from 'react';
import { initiativePages as words } from '#strings/initiative-pages';
import { JsonEditor } from '../../../components/json-editor.tsx';
import type { PolicyParameter } from '../../../lib/policy/parameters.ts';

export type ValueInputProps = {
  readonly parameter: PolicyParameter;
  readonly value: JsonValue;
  onChange(value: JsonValue): void;
};

/** Takes a value of a parameter's type: one of those allowed, a text, a number, true or false, anything else as JSON. */
export function ValueInput({ parameter, value, onChange }: ValueInputProps) {
  const { allowedValues, type } = parameter;
  const isList = /^(array|object)$/i.test(type);
  if (allowedValues.length > 0 && !isList)
    return (
      <Choice
        values={allowedValues}
        value={value}
        label={each => (typeof each === 'string' ? each : JSON.stringify(each))}
        onChange={onChange}
      />
    );
  if (/^boolean$/i.test(type))
    return (
      <Choice
        values={[true, false]}
        value={value}
        label={each => (each === true ? words.true : words.false)}
        onChange={onChange}
      />
    );
  if (/^(string|datetime)$/i.test(type))
    return (
      <Field label={words.value}>
        <Input
          value={typeof value === 'string' ? value : JSON.stringify(value)}
          onChange={(_, { value: text }) => onChange(text)}
        />
      </Field>
    );
  return <JsonInput parameter={parameter} value={value} onChange={onChange} />;
}

function Choice({
  values,
  value,
  label,
  onChange,
}: {
  readonly values: readonly JsonValue[];
  readonly value: JsonValue;
  label(value: JsonValue): string;
  onChange(value: JsonValue): void;
}) {
  const index = values.findIndex(each => JSON.stringify(each) === JSON.stringify(value));
  return (
    <Field label={words.value}>
      <Select
        value={String(index)}
        onChange={(_, { value: chosen }) => {
          const next = values[Number(chosen)];
          if (next !== undefined) onChange(next);
        }}
      >
        {index < 0 && <option value="-1">{label(value)}</option>}
        {values.map((each, at) => (
          <option key={JSON.stringify(each)} value={String(at)}>
            {label(each)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

/** What cannot be read, or is of another type, stays in the field and is not taken. */
function JsonInput({ parameter, value, onChange }: ValueInputProps) {
  const [text, setText] = useState(() => JSON.stringify(value, null, 2));
  const [problem, setProblem] = useState<string>();
  return (
    <Field {...(problem === undefined ? {} : { validationMessage: problem })}>
      <JsonEditor
        label={`${words.value}: ${parameter.displayName}`}
        value={text}
        height="140px"
        onChange={next => {
          setText(next);
          const read = readJson(next);
          if (read === undefined) return setProblem(words.notJson);
          if (!isOfType(read, parameter.type)) return setProblem(words.notOfType(parameter.type));
          setProblem(undefined);
          onChange(read);
        }}
      />
    </Field>
  );
}

export function readJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function isOfType(value: JsonValue, type: string): boolean {
  switch (type.toLowerCase()) {
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'float':
      return typeof value === 'number';
    default:
      return true;
  }
}

/** What a value begins with before somebody has given one. */
export function emptyValue({ type, defaultValue, allowedValues }: PolicyParameter): JsonValue {
  if (defaultValue !== undefined) return defaultValue;
  const [first] = allowedValues;
  switch (type.toLowerCase()) {
    case 'array':
      return [];
    case 'object':
      return {};
    case 'boolean':
      return first ?? true;
    case 'integer':
    case 'float':
      return first ?? 0;
    default:
      return first ?? '';
  }
}
