import {
  Button,
  Field,
  Input,
  makeStyles,
  Radio,
  RadioGroup,
  Spinner,
  Textarea,
  tokens,
} from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { settings as words } from '#strings/settings';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { Section } from '../../../components/section.tsx';
import { ErrorState } from '../../../components/states.tsx';
import { notify } from '../../../lib/notifications.ts';
import { problemAt } from '../../../lib/problem-at.ts';
import { useSaveSettings } from '../api/save-settings.ts';
import { changesOf, type Draft, shortened, toDraft } from '../draft/draft.ts';
import {
  CATALOG_CHOICES,
  type Choice,
  RETENTIONS,
  readSettings,
  type Settings,
  TARGET_LISTS,
} from '../draft/settings.ts';

const useStyles = makeStyles({
  form: { maxWidth: '600px' },
  fields: { display: 'grid', gap: tokens.spacingVerticalM },
  days: { maxWidth: '180px' },
  limits: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(220px, 100%), 1fr))',
    alignItems: 'end',
    gap: tokens.spacingVerticalM,
  },
  actions: {
    position: 'sticky',
    bottom: 0,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    marginTop: tokens.spacingVerticalXL,
    padding: `${tokens.spacingVerticalM} 0`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** All settings in one form. Only what was changed is sent. */
export function SettingsForm({
  settings,
  isReadOnly,
}: {
  readonly settings: Settings;
  readonly isReadOnly: boolean;
}) {
  const styles = useStyles();
  const [draft, setDraft] = useState(() => toDraft(settings));
  const [isShown, setIsShown] = useState(false);
  const [isConfirming, setIsConfirming] = useState(false);
  const save = useSaveSettings();
  const { patch, problems } = changesOf(draft, settings);
  const sooner = shortened(draft, settings);

  function change<Group extends keyof Draft>(group: Group, values: Partial<Draft[Group]>): void {
    save.reset();
    setDraft(before => ({ ...before, [group]: { ...before[group], ...values } }));
  }

  async function send(): Promise<void> {
    if (patch === undefined) return;
    const answer = await save.mutateAsync(patch);
    const revision = answer.header('x-sluice-revision');
    setDraft(toDraft(readSettings(answer.body)));
    setIsShown(false);
    notify({
      id: crypto.randomUUID(),
      title: words.saved,
      state: 'done',
      link: '/manage/settings',
      ...(revision === undefined ? {} : { detail: words.inForce(revision) }),
    });
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    setIsShown(true);
    if (problems.size > 0) return;
    if (sooner.length > 0) setIsConfirming(true);
    else void send().catch(() => {});
  }

  /** What is wrong at a place: as far as it can be told here, and then what the server says. */
  function problem(pointer: string): { readonly validationMessage?: string } {
    const own = isShown ? problems.get(pointer) : undefined;
    if (own !== undefined) return { validationMessage: own === 'days' ? words.badDays : words.badLimit };
    const told = problemAt(save.error, pointer);
    return told === undefined ? {} : { validationMessage: told };
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Section title={words.catalog} hint={words.catalogHint}>
        <div className={styles.fields}>
          {CATALOG_CHOICES.map(name => (
            <Field key={name} label={words.choices[name].label} {...problem(`/properties/catalog/${name}`)}>
              <RadioGroup
                layout="horizontal"
                disabled={isReadOnly}
                value={draft.catalog[name]}
                onChange={(_, { value }) => change('catalog', { [name]: value as Choice })}
              >
                <Radio value="allow" label={words.choices[name].allow} />
                <Radio value="refuse" label={words.choices[name].refuse} />
              </RadioGroup>
            </Field>
          ))}
        </div>
      </Section>
      <Section title={words.retention} hint={words.retentionHint}>
        <div className={styles.fields}>
          {RETENTIONS.map(name => (
            <Field key={name} label={words.retentions[name]} {...problem(`/properties/retention/${name}`)}>
              <Input
                className={styles.days}
                inputMode="numeric"
                placeholder={words.forEver}
                contentAfter={words.days}
                readOnly={isReadOnly}
                value={draft.retention[name]}
                onChange={(_, { value }) => change('retention', { [name]: value })}
              />
            </Field>
          ))}
        </div>
      </Section>
      <Section title={words.targets} hint={words.targetsHint}>
        <div className={styles.fields}>
          {TARGET_LISTS.map(name => (
            <Field
              key={name}
              label={words.targetLists[name].label}
              hint={words.targetLists[name].hint}
              {...problem(`/properties/webhooks/${name}`)}
            >
              <Textarea
                resize="vertical"
                spellCheck={false}
                readOnly={isReadOnly}
                value={draft.webhooks[name]}
                onChange={(_, { value }) => change('webhooks', { [name]: value })}
              />
            </Field>
          ))}
        </div>
      </Section>
      <Section title={words.limits} hint={words.limitsHint}>
        <div className={styles.limits}>
          {Object.keys(settings.limits).map(name => (
            <Field key={name} label={words.limit(name)} {...problem(`/properties/limits/${name}`)}>
              <Input
                inputMode="numeric"
                readOnly={isReadOnly}
                value={draft.limits[name] ?? ''}
                onChange={(_, { value }) => change('limits', { [name]: value })}
              />
            </Field>
          ))}
        </div>
      </Section>
      {save.isError && <ErrorState error={save.error} />}
      {!isReadOnly && (
        <div className={styles.actions}>
          <Button
            type="submit"
            appearance="primary"
            disabled={patch === undefined || save.isPending}
            icon={save.isPending ? <Spinner size="tiny" /> : null}
          >
            {words.save}
          </Button>
          <Button
            disabled={patch === undefined || save.isPending}
            onClick={() => {
              save.reset();
              setIsShown(false);
              setDraft(toDraft(settings));
            }}
          >
            {words.discard}
          </Button>
          <span role="status" className={styles.quiet}>
            {isShown && problems.size > 0 ? words.problems : patch === undefined ? words.unchanged : ''}
          </span>
        </div>
      )}
      <ConfirmDialog
        isOpen={isConfirming}
        title={words.shortenTitle}
        action={words.save}
        onConfirm={send}
        onClose={() => setIsConfirming(false)}
      >
        {sooner.map(name => (
          <p key={name}>{words.shortenMeans(words.retentions[name], draft.retention[name].trim())}</p>
        ))}
      </ConfirmDialog>
    </form>
  );
}
