import {
  Dropdown,
  Field,
  Input,
  makeStyles,
  Option,
  Radio,
  RadioGroup,
  Textarea,
  tokens,
} from '@fluentui/react-components';
import { assign } from '#strings/assign';
import type { EnforcementMode } from '../../../../lib/policy/assignment.ts';
import { mostAssignmentName } from '../../../../lib/policy/policy-name.ts';
import { versionChoices, versionFor } from '../../draft/version-choices.ts';
import { DefinitionField } from './definition-field.tsx';
import { ExclusionsField } from './exclusions-field.tsx';
import { messageOf } from './message-of.ts';
import { ScopeField } from './scope-field.tsx';
import type { Wizard } from './use-wizard.ts';

const useStyles = makeStyles({
  form: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalL,
    maxWidth: '600px',
  },
  id: { fontFamily: tokens.fontFamilyMonospace },
});

/** Where it holds, what is assigned, and what it is called. */
export function BasicsTab({ wizard }: { readonly wizard: Wizard }) {
  const styles = useStyles();
  const { draft, change, mode } = wizard;
  const words = assign.basics;
  return (
    <div className={styles.form}>
      <ScopeField wizard={wizard} />
      <ExclusionsField wizard={wizard} />
      <DefinitionField wizard={wizard} />
      <VersionField wizard={wizard} />
      <Field
        label={words.displayName}
        hint={words.displayNameHint}
        required
        {...messageOf(wizard, 'displayName')}
      >
        <Input
          value={draft.displayName}
          autoComplete="off"
          onChange={(_, { value }) => change({ displayName: value, hasOwnDisplayName: true })}
        />
      </Field>
      <Field label={words.name} hint={words.nameHint} required {...messageOf(wizard, 'name')}>
        <Input
          input={{ className: styles.id }}
          value={draft.name}
          autoComplete="off"
          readOnly={mode === 'edit'}
          maxLength={Math.max(mostAssignmentName(draft.scope), draft.name.length)}
          onChange={(_, { value }) => change({ name: value, hasOwnName: true })}
        />
      </Field>
      <Field label={words.description} {...messageOf(wizard, 'description')}>
        <Textarea
          value={draft.description}
          rows={3}
          resize="vertical"
          onChange={(_, { value }) => change({ description: value })}
        />
      </Field>
      <EnforcementField wizard={wizard} />
      <Field label={words.assignedBy} hint={words.assignedByHint}>
        <Input
          value={draft.assignedBy}
          autoComplete="off"
          onChange={(_, { value }) => change({ assignedBy: value })}
        />
      </Field>
    </div>
  );
}

function VersionField({ wizard }: { readonly wizard: Wizard }) {
  const { draft, versions, definition, change } = wizard;
  const words = assign.basics;
  if (definition === undefined) return null;
  const [newest = ''] = versions;
  const labels = new Map([
    ['', words.current(newest)],
    ...versionChoices(versions).map(choice => {
      const meant = versionFor(choice, versions);
      const isPattern = choice.includes('*');
      return [choice, isPattern ? words.newestOf(choice, meant ?? '') : words.exactly(choice)] as const;
    }),
  ]);
  const chosen = draft.definitionVersion;
  return (
    <Field label={words.version} hint={words.versionHint} {...messageOf(wizard, 'definitionVersion')}>
      <Dropdown
        value={labels.get(chosen) ?? chosen}
        selectedOptions={[chosen]}
        onOptionSelect={(_, { optionValue = '' }) => change({ definitionVersion: optionValue })}
      >
        {[...labels].map(([value, label]) => (
          <Option key={value} value={value}>
            {label}
          </Option>
        ))}
      </Dropdown>
    </Field>
  );
}

const MODES: readonly EnforcementMode[] = ['Default', 'DoNotEnforce'];

function EnforcementField({ wizard: { draft, change } }: { readonly wizard: Wizard }) {
  const words = assign.basics;
  // Enrolled only is told where somebody has made it so; it is not offered as a way to assign.
  const modes = MODES.includes(draft.enforcementMode) ? MODES : [...MODES, draft.enforcementMode];
  return (
    <Field label={words.enforcement} hint={words.enforcementHints[draft.enforcementMode]}>
      <RadioGroup
        layout="horizontal"
        value={draft.enforcementMode}
        onChange={(_, { value }) => change({ enforcementMode: value as EnforcementMode })}
      >
        {modes.map(mode => (
          <Radio key={mode} value={mode} label={words.enforcements[mode]} />
        ))}
      </RadioGroup>
    </Field>
  );
}
