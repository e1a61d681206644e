import {
  Button,
  Combobox,
  Dropdown,
  Field,
  Input,
  makeStyles,
  Option,
  Select,
  tokens,
} from '@fluentui/react-components';
import { Delete16Regular } from '@fluentui/react-icons';
import { initiatives } from '#strings/initiatives';
import { DefinitionName } from '../../../components/definition-name.tsx';
import type { PolicyParameter } from '../../../lib/policy/parameters.ts';
import type { MemberDraft, Setting } from '../draft/initiative-draft.ts';

const words = initiatives.form;

const useStyles = makeStyles({
  member: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    padding: tokens.spacingHorizontalL,
    display: 'grid',
    gap: tokens.spacingVerticalM,
  },
  head: {
    display: 'flex',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
    flexWrap: 'wrap',
  },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, overflowWrap: 'anywhere' },
  beside: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(260px, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
  },
  setting: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: tokens.spacingHorizontalM,
    alignItems: 'end',
    '@media (max-width: 640px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2 },
});

export type MemberEditorProps = {
  readonly member: MemberDraft;
  /** Undefined until the policy is read. */
  readonly parameters: readonly PolicyParameter[] | undefined;
  readonly groups: readonly string[];
  /** Names of the initiative's own parameters. */
  readonly offered: readonly string[];
  onChange(changes: Partial<MemberDraft>): void;
  /** The parameter is to come from one of the initiative, which may be new. */
  onParameter(declared: PolicyParameter, name: string): void;
  onRemove(): void;
};

/** One policy of an initiative: what it is called there, its groups, and where each of its parameters comes from. */
export function MemberEditor(props: MemberEditorProps) {
  const { member, parameters, groups, offered, onChange, onParameter, onRemove } = props;
  const styles = useStyles();
  const set = (name: string, setting: Setting) =>
    onChange({ settings: { ...member.settings, [name]: setting } });
  return (
    <section className={styles.member} aria-label={member.referenceId}>
      <div className={styles.head}>
        <h3 className={styles.title}>
          <DefinitionName id={member.definitionId} />
        </h3>
        <Button
          size="small"
          icon={<Delete16Regular />}
          aria-label={words.remove(member.referenceId)}
          onClick={onRemove}
        />
      </div>
      <div className={styles.beside}>
        <Field label={words.referenceId} hint={words.referenceHint} required>
          <Input
            value={member.referenceId}
            onChange={(_, { value }) => onChange({ referenceId: value.trim() })}
          />
        </Field>
        {groups.length > 0 && (
          <Field label={words.groupsOf}>
            <Dropdown
              multiselect
              selectedOptions={[...member.groups]}
              value={member.groups.join(', ')}
              onOptionSelect={(_, { selectedOptions }) => onChange({ groups: selectedOptions })}
            >
              {groups.map(name => (
                <Option key={name} value={name}>
                  {name}
                </Option>
              ))}
            </Dropdown>
          </Field>
        )}
      </div>
      {parameters?.length === 0 && <p className={styles.quiet}>{words.noParameters}</p>}
      {parameters?.map(declared => (
        <SettingEditor
          key={declared.name}
          declared={declared}
          setting={member.settings[declared.name] ?? { how: 'default' }}
          offered={offered}
          onSet={setting => set(declared.name, setting)}
          onParameter={name => onParameter(declared, name)}
        />
      ))}
    </section>
  );
}

function SettingEditor({
  declared,
  setting,
  offered,
  onSet,
  onParameter,
}: {
  readonly declared: PolicyParameter;
  readonly setting: Setting;
  readonly offered: readonly string[];
  onSet(setting: Setting): void;
  onParameter(name: string): void;
}) {
  const styles = useStyles();
  const { name, displayName, defaultValue, type } = declared;
  function choose(how: string): void {
    if (how === 'parameter')
      onParameter(offered.find(each => each.toLowerCase() === name.toLowerCase()) ?? name);
    else if (how === 'value')
      onSet({ how: 'value', text: defaultValue === undefined ? '' : textOf(defaultValue) });
    else onSet({ how: 'default' });
  }
  return (
    <div className={styles.setting}>
      <Field label={words.how(displayName)} required={defaultValue === undefined}>
        <Select value={setting.how} onChange={(_, { value }) => choose(value)}>
          <option value="default">
            {words.hows.default}
            {defaultValue === undefined ? ` (${words.required})` : `: ${textOf(defaultValue)}`}
          </option>
          <option value="value">{words.hows.value}</option>
          <option value="parameter">{words.hows.parameter}</option>
        </Select>
      </Field>
      {setting.how === 'value' && (
        <Field label={`${words.value(displayName)} (${type})`}>
          {declared.allowedValues.length > 0 && /^string$/i.test(type) ? (
            <Select value={setting.text} onChange={(_, { value }) => onSet({ how: 'value', text: value })}>
              <option value="" />
              {declared.allowedValues.map(each => (
                <option key={textOf(each)} value={textOf(each)}>
                  {textOf(each)}
                </option>
              ))}
            </Select>
          ) : (
            <Input value={setting.text} onChange={(_, { value }) => onSet({ how: 'value', text: value })} />
          )}
        </Field>
      )}
      {setting.how === 'parameter' && (
        <Field label={words.parameter(displayName)}>
          <Combobox
            freeform
            value={setting.name}
            selectedOptions={[setting.name]}
            onChange={event => onSet({ how: 'parameter', name: event.target.value.trim() })}
            onBlur={() => onParameter(setting.name)}
            onOptionSelect={(_, { optionValue }) => optionValue !== undefined && onParameter(optionValue)}
          >
            {offered.map(each => (
              <Option key={each} value={each}>
                {each}
              </Option>
            ))}
          </Combobox>
        </Field>
      )}
    </div>
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
