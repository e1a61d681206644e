import { Button, Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import { Add20Regular, Delete20Regular } from '@fluentui/react-icons';
import type { JsonObject } from '@sluice/arm/protocol';
import { useState } from 'react';
import { initiativePages as words } from '#strings/initiative-pages';
import { EmptyState } from '../../../components/states.tsx';
import { type PolicyParameter, readParameters } from '../../../lib/policy/parameters.ts';
import {
  addParameter,
  changeParameter,
  type ParameterChanges,
  removeParameter,
  usesOfParameters,
} from '../document/parameters.ts';
import { readJson } from './value-input.tsx';

const TYPES = ['String', 'Array', 'Object', 'Boolean', 'Integer', 'Float', 'DateTime'];

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: tokens.spacingVerticalM },
  item: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    padding: tokens.spacingHorizontalM,
  },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  name: { margin: 0, fontSize: tokens.fontSizeBase300, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground2, flex: 1 },
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(240px, 100%), 1fr))',
    gap: tokens.spacingHorizontalM,
    marginTop: tokens.spacingVerticalS,
    alignItems: 'start',
  },
  add: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'end',
    gap: tokens.spacingHorizontalM,
    marginTop: tokens.spacingVerticalL,
  },
});

type Props = { readonly document: JsonObject; onChange(document: JsonObject): void };

/** The parameters of an initiative: what they are called and default to, which of them nothing uses, new ones. */
export function ParametersEditor({ document, onChange }: Props) {
  const styles = useStyles();
  const parameters = readParameters(document);
  const uses = usesOfParameters(document);
  return (
    <>
      {parameters.length === 0 && <EmptyState title={words.noParameters} hint={words.noParametersHint} />}
      <ul className={styles.list}>
        {parameters.map(parameter => (
          <li key={parameter.name} className={styles.item}>
            <ParameterEditor
              parameter={parameter}
              uses={uses.get(parameter.name.toLowerCase()) ?? 0}
              onChange={changes => onChange(changeParameter(document, parameter.name, changes))}
              onRemove={() => onChange(removeParameter(document, parameter.name))}
            />
          </li>
        ))}
      </ul>
      <AddParameter onAdd={(name, type) => onChange(addParameter(document, name, type))} />
    </>
  );
}

function ParameterEditor({
  parameter,
  uses,
  onChange,
  onRemove,
}: {
  readonly parameter: PolicyParameter;
  readonly uses: number;
  onChange(changes: ParameterChanges): void;
  onRemove(): void;
}) {
  const styles = useStyles();
  const { name, type, displayName, description = '', defaultValue } = parameter;
  const [text, setText] = useState(defaultValue === undefined ? '' : JSON.stringify(defaultValue));
  const isJson = text === '' || readJson(text) !== undefined;
  return (
    <>
      <div className={styles.head}>
        <h2 className={styles.name}>{name}</h2>
        <span className={styles.quiet}>
          {type}. {words.usedBy(uses)}
        </span>
        {uses === 0 && (
          <Button
            size="small"
            appearance="subtle"
            icon={<Delete20Regular />}
            aria-label={words.removeParameter(name)}
            title={words.removeParameter(name)}
            onClick={onRemove}
          />
        )}
      </div>
      <div className={styles.fields}>
        <Field label={words.displayName}>
          <Input
            value={displayName === name ? '' : displayName}
            onChange={(_, { value }) => onChange({ displayName: value })}
          />
        </Field>
        <Field label={words.description}>
          <Input value={description} onChange={(_, { value }) => onChange({ description: value })} />
        </Field>
        <Field
          label={words.defaultValue}
          hint={words.noDefaultHint}
          {...(isJson ? {} : { validationMessage: words.notJson })}
        >
          <Input
            value={text}
            onChange={(_, { value }) => {
              setText(value);
              const read = readJson(value);
              if (value === '' || read !== undefined)
                onChange({ defaultValue: value === '' ? undefined : read });
            }}
          />
        </Field>
      </div>
    </>
  );
}

function AddParameter({ onAdd }: { onAdd(name: string, type: string): void }) {
  const styles = useStyles();
  const [name, setName] = useState('');
  const [type, setType] = useState('String');
  return (
    <form
      className={styles.add}
      onSubmit={event => {
        event.preventDefault();
        if (name.trim() === '') return;
        onAdd(name.trim(), type);
        setName('');
      }}
    >
      <Field label={words.parameterName}>
        <Input value={name} onChange={(_, { value }) => setName(value)} autoComplete="off" />
      </Field>
      <Field label={words.parameterType}>
        <Select value={type} onChange={(_, { value }) => setType(value)}>
          {TYPES.map(each => (
            <option key={each}>{each}</option>
          ))}
        </Select>
      </Field>
      <Button type="submit" icon={<Add20Regular />} disabled={name.trim() === ''}>
        {words.addParameter}
      </Button>
    </form>
  );
}
