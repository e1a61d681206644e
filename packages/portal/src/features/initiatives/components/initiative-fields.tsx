import { Button, Field, Input, makeStyles, Textarea, tokens } from '@fluentui/react-components';
import { lazy, Suspense, useState } from 'react';
import { initiatives } from '#strings/initiatives';
import { useScopeNames } from '../../../lib/scope.ts';
import type { InitiativeDraft } from '../draft/initiative-draft.ts';
import { nameFrom } from '../draft/name-from.ts';

const ScopePicker = lazy(async () => ({
  default: (await import('../../../components/scope-picker.tsx')).ScopePicker,
}));

const words = initiatives.form;

const useStyles = makeStyles({
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(300px, 100%), 1fr))',
    gap: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    alignItems: 'start',
    maxWidth: '1200px',
  },
});

/** What an initiative says beside its policies. */
export function InitiativeFields({
  draft,
  isStored,
  onChange,
}: {
  readonly draft: InitiativeDraft;
  /** Name and place of what is stored already cannot be changed. */
  readonly isStored: boolean;
  onChange(changes: Partial<InitiativeDraft>): void;
}) {
  const styles = useStyles();
  const nameOfScope = useScopeNames();
  const [isPicking, setIsPicking] = useState(false);
  return (
    <div className={styles.fields}>
      <Field label={words.displayName} required>
        <Input
          value={draft.displayName}
          maxLength={128}
          onChange={(_, { value }) =>
            onChange({
              displayName: value,
              // The name follows for as long as nobody has written another one.
              ...(!isStored && draft.name === nameFrom(draft.displayName) ? { name: nameFrom(value) } : {}),
            })
          }
        />
      </Field>
      <Field label={words.name} hint={words.nameHint} required>
        <Input
          value={draft.name}
          readOnly={isStored}
          onChange={(_, { value }) => onChange({ name: value })}
        />
      </Field>
      <Field label={words.storedAt} hint={isStored ? words.storedAtFixed : words.storedAtHint} required>
        <Input
          readOnly
          value={draft.storedAt === '' ? '' : nameOfScope(draft.storedAt)}
          title={draft.storedAt}
          contentAfter={
            isStored ? null : (
              <Button size="small" appearance="transparent" onClick={() => setIsPicking(true)}>
                {words.choosePlace}
              </Button>
            )
          }
        />
      </Field>
      <Field label={words.category}>
        <Input value={draft.category} onChange={(_, { value }) => onChange({ category: value })} />
      </Field>
      <Field label={words.version} hint={words.versionHint}>
        <Input
          value={draft.version}
          placeholder="1.0.0"
          onChange={(_, { value }) => onChange({ version: value.trim() })}
        />
      </Field>
      <Field label={words.description}>
        <Textarea
          value={draft.description}
          rows={2}
          resize="vertical"
          onChange={(_, { value }) => onChange({ description: value })}
        />
      </Field>
      {isPicking && (
        <Suspense fallback={null}>
          <ScopePicker
            isOpen
            title={words.choosePlace}
            current={draft.storedAt}
            allows={({ kind }) => kind !== 'resourceGroup'}
            onClose={() => setIsPicking(false)}
            onPick={({ id }) => {
              setIsPicking(false);
              onChange({ storedAt: id });
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
