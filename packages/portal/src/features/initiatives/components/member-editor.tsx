import { Button, Checkbox, Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import { Delete20Regular } from '@fluentui/react-icons';
import type { JsonObject } from '@sluice/arm/protocol';
import { initiativePages as words } from '#strings/initiative-pages';
import { DetailsPanel } from '../../../components/details-panel.tsx';
import { InfoField } from '../../../components/info-field.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { QueryView } from '../../../components/states.tsx';
import { ValueText } from '../../../components/value-text.tsx';
import { type PolicyParameter, readParameters } from '../../../lib/policy/parameters.ts';
import { type Definition, useDefinition } from '../../../lib/policy/use-definition.ts';
import { changeMember, declareFor, removeMember } from '../document/change-members.ts';
import { readGroups } from '../document/groups.ts';
import type { Member, Wiring } from '../document/member.ts';
import { wiringOf } from './member-panel.tsx';
import { type MemberRow, nameOfRow } from './member-table.tsx';
import { emptyValue, ValueInput } from './value-input.tsx';

const useStyles = makeStyles({
  fields: { display: 'grid', gap: tokens.spacingVerticalM, marginTop: tokens.spacingVerticalM },
  heading: {
    fontSize: tokens.fontSizeBase400,
    margin: `${tokens.spacingVerticalXL} 0 ${tokens.spacingVerticalS}`,
  },
  list: { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: tokens.spacingVerticalL },
  name: { margin: 0, fontSize: tokens.fontSizeBase300, overflowWrap: 'anywhere' },
  hint: { margin: 0, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  wiring: { display: 'grid', gap: tokens.spacingVerticalXS, marginTop: tokens.spacingVerticalXS },
  groups: { border: 'none', margin: 0, padding: 0, display: 'grid', maxHeight: '200px', overflowY: 'auto' },
  legend: { padding: 0 },
  remove: { marginTop: tokens.spacingVerticalXL },
});

export type MemberEditorProps = {
  readonly row: MemberRow;
  readonly document: JsonObject;
  onChange(document: JsonObject): void;
  onClose(): void;
};

/** Changes what a policy is in an initiative: its reference, version, groups, and where its parameters get their values. */
export function MemberEditor({ row, document, onChange, onClose }: MemberEditorProps) {
  const styles = useStyles();
  const { member, index } = row;
  const policy = useDefinition(member.definitionId);
  const groups = readGroups(document);
  const change = (changes: Partial<Member>) => onChange(changeMember(document, index, changes));
  return (
    <DetailsPanel title={nameOfRow(row)} onClose={onClose}>
      <PortalLink to="/policy/definitions/details" search={{ id: member.definitionId }}>
        {words.showPolicy}
      </PortalLink>
      <div className={styles.fields}>
        <InfoField label={words.reference} info={words.referenceHint}>
          <Input value={member.referenceId} onChange={(_, { value }) => change({ referenceId: value })} />
        </InfoField>
        <InfoField label={words.version} info={words.versionHint}>
          <Select value={member.version} onChange={(_, { value }) => change({ version: value })}>
            <option value="">{words.currentVersion}</option>
            {patternsOf(policy.data, member.version).map(pattern => (
              <option key={pattern} value={pattern}>
                {pattern}
              </option>
            ))}
          </Select>
        </InfoField>
        {groups.length > 0 && (
          <fieldset className={styles.groups}>
            <legend className={styles.legend}>{words.groups}</legend>
            {groups.map(({ name, displayName }) => {
              const isIn = member.groupNames.some(each => each.toLowerCase() === name.toLowerCase());
              return (
                <Checkbox
                  key={name}
                  label={displayName || name}
                  checked={isIn}
                  onChange={() =>
                    change({
                      groupNames: isIn
                        ? member.groupNames.filter(each => each.toLowerCase() !== name.toLowerCase())
                        : [...member.groupNames, name],
                    })
                  }
                />
              );
            })}
          </fieldset>
        )}
      </div>
      <h3 className={styles.heading}>{words.parameters}</h3>
      <QueryView query={policy} what={words.unknownPolicy}>
        {definition => (
          <ul className={styles.list}>
            {definition.parameters.map(parameter => (
              <li key={parameter.name}>
                <WiringEditor
                  parameter={parameter}
                  wiring={wiringOf(member, parameter.name)}
                  offered={readParameters(document).filter(
                    each => each.type.toLowerCase() === parameter.type.toLowerCase(),
                  )}
                  onChange={wiring => change({ parameters: withWiring(member, parameter.name, wiring) })}
                  onDeclare={() => {
                    const { document: declared, name } = declareFor(document, parameter, definition);
                    onChange(
                      changeMember(declared, index, {
                        parameters: withWiring(member, parameter.name, { kind: 'parameter', name }),
                      }),
                    );
                  }}
                />
              </li>
            ))}
          </ul>
        )}
      </QueryView>
      <Button
        className={styles.remove}
        icon={<Delete20Regular />}
        onClick={() => {
          onClose();
          onChange(removeMember(document, index));
        }}
      >
        {words.removeMember}
      </Button>
    </DetailsPanel>
  );
}

/** Patterns that keep to a major version, for each that there is; and the one that is there. */
function patternsOf(policy: Definition | undefined, current: string): readonly string[] {
  const majors = (policy?.versions ?? []).map(version => {
    const [numbers = '', suffix] = version.split('-');
    return `${numbers.split('.')[0]}.*.*${suffix === undefined ? '' : `-${suffix}`}`;
  });
  return [...new Set([...(current === '' ? [] : [current]), ...majors])];
}

function withWiring({ parameters }: Member, name: string, wiring: Wiring | undefined): Member['parameters'] {
  const others = Object.entries(parameters).filter(([each]) => each.toLowerCase() !== name.toLowerCase());
  return Object.fromEntries(wiring === undefined ? others : [...others, [name, wiring]]);
}

/** Choices that are no parameter of the initiative. */
const DEFAULT = 'default';
const VALUE = 'value';
const NEW = 'new';
const EXPRESSION = 'expression';

function WiringEditor({
  parameter,
  wiring,
  offered,
  onChange,
  onDeclare,
}: {
  readonly parameter: PolicyParameter;
  readonly wiring: Wiring | undefined;
  /** The initiative's parameters of the same type. */
  readonly offered: readonly PolicyParameter[];
  onChange(wiring: Wiring | undefined): void;
  onDeclare(): void;
}) {
  const styles = useStyles();
  const { displayName, description, defaultValue } = parameter;
  const chosen =
    wiring === undefined
      ? DEFAULT
      : wiring.kind === 'parameter'
        ? `parameter ${wiring.name.toLowerCase()}`
        : wiring.kind;
  const isKnown =
    wiring?.kind !== 'parameter' || offered.some(({ name }) => `parameter ${name.toLowerCase()}` === chosen);
  return (
    <>
      <h4 className={styles.name}>{displayName}</h4>
      {description !== undefined && <p className={styles.hint}>{description}</p>}
      <div className={styles.wiring}>
        <Field
          label={words.valueFrom}
          {...(wiring === undefined && defaultValue === undefined
            ? { validationMessage: words.noDefault }
            : {})}
        >
          <Select
            value={chosen}
            onChange={(_, { value }) => {
              if (value === DEFAULT) onChange(undefined);
              else if (value === VALUE) onChange({ kind: 'value', value: emptyValue(parameter) });
              else if (value === NEW) onDeclare();
              else {
                const found = offered.find(({ name }) => `parameter ${name.toLowerCase()}` === value);
                if (found !== undefined) onChange({ kind: 'parameter', name: found.name });
              }
            }}
          >
            <option value={DEFAULT}>{defaultValue === undefined ? words.noDefault : words.byDefault}</option>
            <option value={VALUE}>{words.giveValue}</option>
            {wiring?.kind === 'expression' && <option value={EXPRESSION}>{words.expression}</option>}
            {!isKnown && wiring?.kind === 'parameter' && (
              <option value={chosen}>{words.fromParameter(wiring.name)}</option>
            )}
            {offered.map(({ name }) => (
              <option key={name} value={`parameter ${name.toLowerCase()}`}>
                {words.fromParameter(name)}
              </option>
            ))}
            <option value={NEW}>{words.newParameter}</option>
          </Select>
        </Field>
        {wiring === undefined && defaultValue !== undefined && (
          <p className={styles.hint}>
            <ValueText value={defaultValue} />
          </p>
        )}
        {wiring?.kind === 'value' && (
          <ValueInput
            parameter={parameter}
            value={wiring.value}
            onChange={value => onChange({ kind: 'value', value })}
          />
        )}
        {wiring?.kind === 'expression' && (
          <Field label={words.expression}>
            <Input
              value={wiring.text}
              onChange={(_, { value }) => onChange({ kind: 'expression', text: value })}
            />
          </Field>
        )}
      </div>
    </>
  );
}
