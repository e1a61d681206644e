import {
  Button,
  Combobox,
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
import { lazy, Suspense, useState } from 'react';
import { exemptions as words } from '#strings/exemptions';
import { nameOfId } from '../../../lib/format/id.ts';
import type { Assignment } from '../../../lib/policy/assignment.ts';
import { membersOf } from '../../../lib/policy/members-of.ts';
import { useDefinition } from '../../../lib/policy/use-definition.ts';
import { useScope } from '../../../lib/scope.ts';
import { matchesWords } from '../../../lib/words.ts';
import { type Draft, type DraftField, type DraftProblems, dayOf, nameFrom } from '../draft/draft.ts';

const ScopePicker = lazy(async () => ({
  default: (await import('../../../components/scope-picker.tsx')).ScopePicker,
}));

const useStyles = makeStyles({
  form: { display: 'grid', gap: tokens.spacingVerticalL, maxWidth: '600px' },
  beside: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  wide: { flex: '1 1 280px' },
});

/** Days that are offered as an end. */
const SUGGESTED_DAYS = [7, 30, 90] as const;
const DAY_MS = 86_400_000;
const CATEGORIES = ['Waiver', 'Mitigated'] as const;

export type ExemptionFormProps = {
  readonly draft: Draft;
  onChange(changes: Partial<Draft>): void;
  readonly problems: DraftProblems;
  readonly assignments: readonly Assignment[];
  /** Its id and scope are part of its address and stay. */
  readonly isEdit: boolean;
};

/** The fields of an exemption. */
export function ExemptionForm({ draft, onChange, problems, assignments, isEdit }: ExemptionFormProps) {
  const styles = useStyles();
  const { form } = words;
  const [isNameOwn, setIsNameOwn] = useState(isEdit);
  const problem = (field: DraftField) => {
    const found = problems[field];
    return found === undefined ? {} : { validationMessage: form.missing[found] };
  };
  return (
    <div className={styles.form}>
      <AssignmentField
        draft={draft}
        onChange={onChange}
        assignments={assignments}
        {...problem('assignment')}
      />
      <ScopeField draft={draft} onChange={onChange} isEdit={isEdit} {...problem('scope')} />
      <MembersField draft={draft} onChange={onChange} assignments={assignments} />
      <Field label={form.category}>
        <RadioGroup
          value={draft.category}
          onChange={(_, { value }) => onChange({ category: value === 'Mitigated' ? 'Mitigated' : 'Waiver' })}
        >
          {CATEGORIES.map(each => (
            <Radio
              key={each}
              value={each}
              label={`${words.categories[each]}: ${words.categoryHints[each]}`}
            />
          ))}
        </RadioGroup>
      </Field>
      <Field label={form.name} required {...problem('displayName')}>
        <Input
          value={draft.displayName}
          maxLength={128}
          onChange={(_, { value }) =>
            onChange({ displayName: value, ...(isNameOwn ? {} : { name: nameFrom(value) }) })
          }
        />
      </Field>
      <Field label={form.id} required hint={form.idHint} {...problem('name')}>
        <Input
          value={draft.name}
          disabled={isEdit}
          onChange={(_, { value }) => {
            setIsNameOwn(true);
            onChange({ name: value });
          }}
        />
      </Field>
      <Field label={form.reason} required hint={form.reasonHint} {...problem('reason')}>
        <Textarea
          value={draft.reason}
          maxLength={512}
          rows={4}
          onChange={(_, { value }) => onChange({ reason: value })}
        />
      </Field>
      <Field label={form.expires} hint={form.expiresHint} {...problem('expires')}>
        <Input type="date" value={draft.expires} onChange={(_, { value }) => onChange({ expires: value })} />
      </Field>
      <div className={styles.beside}>
        {SUGGESTED_DAYS.map(days => (
          <Button
            key={days}
            size="small"
            onClick={() => onChange({ expires: dayOf(new Date(Date.now() + days * DAY_MS)) })}
          >
            {form.suggested(days)}
          </Button>
        ))}
        <Button size="small" onClick={() => onChange({ expires: '' })}>
          {form.noEnd}
        </Button>
      </div>
    </div>
  );
}

type FieldProps = Pick<ExemptionFormProps, 'draft' | 'onChange'> & { readonly validationMessage?: string };

function AssignmentField({
  draft,
  onChange,
  assignments,
  validationMessage,
}: FieldProps & Pick<ExemptionFormProps, 'assignments'>) {
  const chosen = assignments.find(({ id }) => id.toLowerCase() === draft.assignmentId.toLowerCase());
  const [typed, setTyped] = useState<string>();
  const shown = typed ?? chosen?.displayName ?? nameOfId(draft.assignmentId);
  const options =
    typed === undefined
      ? assignments
      : assignments.filter(({ displayName, id }) => matchesWords(typed, displayName, id));
  return (
    <Field
      label={words.form.assignment}
      required
      hint={words.form.assignmentHint}
      {...(validationMessage === undefined ? {} : { validationMessage })}
    >
      <Combobox
        value={shown}
        selectedOptions={[draft.assignmentId]}
        onChange={event => setTyped(event.target.value)}
        onBlur={() => setTyped(undefined)}
        onOptionSelect={(_, { optionValue }) => {
          setTyped(undefined);
          onChange({ assignmentId: optionValue ?? '', referenceIds: [] });
        }}
      >
        {options.map(({ id, displayName }) => (
          <Option key={id} value={id} text={displayName}>
            {displayName}
          </Option>
        ))}
      </Combobox>
    </Field>
  );
}

function ScopeField({
  draft,
  onChange,
  isEdit,
  validationMessage,
}: FieldProps & Pick<ExemptionFormProps, 'isEdit'>) {
  const styles = useStyles();
  const current = useScope();
  const [isPicking, setIsPicking] = useState(false);
  return (
    <div className={styles.beside}>
      <Field
        className={styles.wide}
        label={words.form.scope}
        required
        hint={words.form.scopeHint}
        {...(validationMessage === undefined ? {} : { validationMessage })}
      >
        <Input
          value={draft.scope}
          disabled={isEdit}
          onChange={(_, { value }) => onChange({ scope: value })}
        />
      </Field>
      {!isEdit && (
        <Button style={{ alignSelf: 'center' }} onClick={() => setIsPicking(true)}>
          {words.form.pickScope}
        </Button>
      )}
      {isPicking && (
        <Suspense fallback={null}>
          <ScopePicker
            isOpen
            title={words.form.pickScope}
            current={draft.scope === '' ? current?.id : draft.scope}
            onClose={() => setIsPicking(false)}
            onPick={({ id }) => {
              setIsPicking(false);
              onChange({ scope: id });
            }}
          />
        </Suspense>
      )}
    </div>
  );
}

/** Only an initiative has members to choose from. */
function MembersField({
  draft,
  onChange,
  assignments,
}: FieldProps & Pick<ExemptionFormProps, 'assignments'>) {
  const chosen = assignments.find(({ id }) => id.toLowerCase() === draft.assignmentId.toLowerCase());
  const { data: initiative } = useDefinition(chosen?.isInitiative === true ? chosen.definitionId : undefined);
  const members = initiative === undefined ? [] : membersOf(initiative);
  if (members.length === 0) return null;
  return (
    <Field label={words.form.members} hint={words.form.membersHint}>
      <Dropdown
        multiselect
        selectedOptions={[...draft.referenceIds]}
        value={draft.referenceIds.length === 0 ? words.allMembers : draft.referenceIds.join(', ')}
        onOptionSelect={(_, { selectedOptions }) => onChange({ referenceIds: selectedOptions })}
      >
        {members.map(({ referenceId }) => (
          <Option key={referenceId} value={referenceId}>
            {referenceId}
          </Option>
        ))}
      </Dropdown>
    </Field>
  );
}
