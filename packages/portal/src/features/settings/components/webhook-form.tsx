import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  Spinner,
  Switch,
  Textarea,
  tokens,
} from '@fluentui/react-components';
import { type FormEvent, Suspense, useId, useState } from 'react';
import { common, compliance } from '#strings/common';
import { webhooks as words } from '#strings/webhooks';
import { lazyPart } from '../../../components/lazy-part.tsx';
import { ErrorState } from '../../../components/states.tsx';
import { notify } from '../../../lib/notifications.ts';
import { problemAt } from '../../../lib/problem-at.ts';
import { useGiveFocusBack } from '../../../lib/use-give-focus-back.ts';
import { useCreateWebhook, useSaveWebhook } from '../api/change-webhook.ts';
import { type Webhook, writeWebhook } from '../webhooks/webhook.ts';

const ScopePicker = lazyPart(async () => (await import('../../../components/scope-picker.tsx')).ScopePicker);

/** As the server has it (docs/events.md). */
const NAME = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/i;
/** States that an event may be about. */
const STATES = ['NonCompliant', 'Compliant', 'Exempt', 'Conflict', 'Protected', 'Error', 'Unknown'] as const;

const useStyles = makeStyles({
  form: { display: 'grid', gap: tokens.spacingVerticalM, paddingBottom: tokens.spacingVerticalM },
  choices: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalS,
    border: 'none',
    margin: 0,
    padding: 0,
    minWidth: 0,
  },
  legend: { padding: 0 },
  hint: { width: '100%', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  scope: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  scopeId: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
});

type Draft = {
  readonly name: string;
  readonly endpointUrl: string;
  readonly isEnabled: boolean;
  readonly eventTypes: readonly string[];
  readonly scope: string;
  readonly states: readonly string[];
  readonly assignments: string;
};

/** Makes a webhook, or changes the one that is given. */
export function WebhookForm({
  isOpen,
  webhook,
  onSecret,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly webhook: Webhook | undefined;
  /** The server made a secret for it. */
  onSecret(secret: string): void;
  onClose(): void;
}) {
  const styles = useStyles();
  useGiveFocusBack(isOpen);
  const [draft, setDraft] = useState(() => toDraft(webhook));
  const [isAsked, setIsAsked] = useState(false);
  const [isPicking, setIsPicking] = useState(false);
  const create = useCreateWebhook();
  const save = useSaveWebhook();
  const isBusy = create.isPending || save.isPending;
  const error = create.error ?? save.error;
  const change = (part: Partial<Draft>) => {
    create.reset();
    save.reset();
    setDraft(before => ({ ...before, ...part }));
  };
  const nameProblem = webhook === undefined ? checkName(draft.name) : undefined;
  const urlProblem = /^https:\/\/./i.test(draft.endpointUrl.trim()) ? undefined : words.form.needsUrl;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setIsAsked(true);
    if (nameProblem !== undefined || urlProblem !== undefined) return;
    const body = writeWebhook(toWritten(draft));
    if (webhook === undefined) {
      const secret = await create.mutateAsync({ name: draft.name, body });
      notify({ id: crypto.randomUUID(), title: words.created(draft.name), state: 'done' });
      if (secret !== undefined) onSecret(secret);
    } else {
      await save.mutateAsync({ id: webhook.id, body });
      notify({ id: crypto.randomUUID(), title: words.saved(webhook.name), state: 'done' });
    }
    onClose();
  }

  function problem(pointer: string, own?: string): { readonly validationMessage?: string } {
    const told = (isAsked ? own : undefined) ?? problemAt(error, pointer);
    return told === undefined ? {} : { validationMessage: told };
  }

  return (
    <>
      <Dialog open={isOpen} onOpenChange={(_, { open }) => !open && !isBusy && onClose()}>
        <DialogSurface>
          <form onSubmit={event => void submit(event).catch(() => {})} noValidate>
            <DialogBody>
              <DialogTitle>{webhook === undefined ? words.create : words.editOf(webhook.name)}</DialogTitle>
              <DialogContent className={styles.form}>
                {webhook === undefined && (
                  <Field
                    required
                    label={words.form.name}
                    hint={words.form.nameHint}
                    {...problem('/name', nameProblem)}
                  >
                    <Input value={draft.name} onChange={(_, { value }) => change({ name: value.trim() })} />
                  </Field>
                )}
                <Field
                  required
                  label={words.form.url}
                  hint={words.form.urlHint}
                  {...problem('/properties/endpointUrl', urlProblem)}
                >
                  <Input
                    type="url"
                    placeholder="https://hooks.example.com/sluice"
                    value={draft.endpointUrl}
                    onChange={(_, { value }) => change({ endpointUrl: value })}
                  />
                </Field>
                <Switch
                  label={words.form.enabled}
                  checked={draft.isEnabled}
                  onChange={(_, { checked }) => change({ isEnabled: checked })}
                />
                <Choices
                  label={words.form.events}
                  hint={words.form.eventsHint}
                  options={words.eventTypes.map(value => [value, words.eventType(value)])}
                  chosen={draft.eventTypes}
                  onChange={eventTypes => change({ eventTypes })}
                />
                <Field label={words.form.scope} {...problem('/properties/filter/scope')}>
                  <div className={styles.scope}>
                    <span className={draft.scope === '' ? '' : styles.scopeId}>
                      {draft.scope === '' ? words.form.everywhere : draft.scope}
                    </span>
                    <Button size="small" onClick={() => setIsPicking(true)}>
                      {words.form.chooseScope}
                    </Button>
                    {draft.scope !== '' && (
                      <Button size="small" appearance="subtle" onClick={() => change({ scope: '' })}>
                        {words.form.clearScope}
                      </Button>
                    )}
                  </div>
                </Field>
                <Choices
                  label={words.form.states}
                  hint={words.form.statesHint}
                  options={STATES.map(state => [state, compliance[state]])}
                  chosen={draft.states}
                  onChange={states => change({ states })}
                />
                <Field
                  label={words.form.assignments}
                  hint={words.form.assignmentsHint}
                  {...problem('/properties/filter/assignmentIds')}
                >
                  <Textarea
                    resize="vertical"
                    spellCheck={false}
                    value={draft.assignments}
                    onChange={(_, { value }) => change({ assignments: value })}
                  />
                </Field>
                {error !== null && <ErrorState error={error} />}
              </DialogContent>
              <DialogActions>
                <Button
                  type="submit"
                  appearance="primary"
                  disabled={isBusy}
                  icon={isBusy ? <Spinner size="tiny" /> : null}
                >
                  {webhook === undefined ? words.create : common.save}
                </Button>
                <Button disabled={isBusy} onClick={onClose}>
                  {common.cancel}
                </Button>
              </DialogActions>
            </DialogBody>
          </form>
        </DialogSurface>
      </Dialog>
      {isPicking && (
        <Suspense fallback={null}>
          <ScopePicker
            isOpen
            title={words.form.chooseScope}
            current={draft.scope === '' ? undefined : draft.scope}
            onPick={({ id }) => {
              change({ scope: id });
              setIsPicking(false);
            }}
            onClose={() => setIsPicking(false)}
          />
        </Suspense>
      )}
    </>
  );
}

function Choices({
  label,
  hint,
  options,
  chosen,
  onChange,
}: {
  readonly label: string;
  readonly hint: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly chosen: readonly string[];
  onChange(chosen: readonly string[]): void;
}) {
  const styles = useStyles();
  const hintId = useId();
  return (
    <fieldset className={styles.choices} aria-describedby={hintId}>
      <legend className={styles.legend}>{label}</legend>
      {options.map(([value, text]) => (
        <Checkbox
          key={value}
          label={text}
          checked={chosen.includes(value)}
          onChange={(_, { checked }) =>
            onChange(checked === true ? [...chosen, value] : chosen.filter(each => each !== value))
          }
        />
      ))}
      <div id={hintId} className={styles.hint}>
        {hint}
      </div>
    </fieldset>
  );
}

function toDraft(webhook: Webhook | undefined): Draft {
  return {
    name: webhook?.name ?? '',
    endpointUrl: webhook?.endpointUrl ?? '',
    isEnabled: webhook?.isEnabled ?? true,
    eventTypes: webhook?.eventTypes ?? [],
    scope: webhook?.filter.scope ?? '',
    states: webhook?.filter.complianceStates ?? [],
    assignments: webhook?.filter.assignmentIds.join('\n') ?? '',
  };
}

function toWritten({ endpointUrl, isEnabled, eventTypes, scope, states, assignments }: Draft) {
  return {
    endpointUrl: endpointUrl.trim(),
    isEnabled,
    eventTypes,
    filter: {
      scope,
      complianceStates: states,
      assignmentIds: assignments
        .split('\n')
        .map(line => line.trim())
        .filter(line => line !== ''),
    },
  };
}

function checkName(name: string): string | undefined {
  if (name === '') return words.form.needsName;
  return NAME.test(name) ? undefined : words.form.badName;
}
