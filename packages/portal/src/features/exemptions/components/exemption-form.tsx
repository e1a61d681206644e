import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { ApiError } from '@sluice/arm/client';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { exemptions } from '#strings/exemptions';
import { ImpactTable } from '../../../components/impact/impact-table.tsx';
import { Warnings } from '../../../components/impact/warnings.tsx';
import { Section } from '../../../components/section.tsx';
import { ErrorState, LoadingLines } from '../../../components/states.tsx';
import { UnsavedChanges } from '../../../components/unsaved-changes.tsx';
import { WriteRefusal } from '../../../components/write-refusal.tsx';
import { type Expected, expectedOf } from '../../../lib/expected.ts';
import { number } from '../../../lib/format/number.ts';
import { notify } from '../../../lib/notifications.ts';
import { useAssignment } from '../../../lib/policy/use-assignment.ts';
import { exemptionKey } from '../../../lib/policy/use-exemptions.ts';
import { queryClient } from '../../../lib/query-client.ts';
import { putExemption } from '../api/write-exemption.ts';
import { endpointOf } from '../form/endpoint-of.ts';
import type { Form } from '../form/form.ts';
import { AssignmentField } from './assignment-field.tsx';
import { ExemptedField } from './exempted-field.tsx';
import { ExpiryField } from './expiry-field.tsx';
import { MembersField } from './members-field.tsx';
import { NotThereYet } from './not-there-yet.tsx';
import { RequestPanel } from './request-panel.tsx';
import { CategoryField, TextFields } from './text-fields.tsx';
import { type ExemptionForm as State, useExemptionForm } from './use-exemption-form.ts';

const useStyles = makeStyles({
  form: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalL,
    maxWidth: '600px',
  },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2 },
  busy: { justifyContent: 'start' },
  impact: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalM },
});

/** Makes or edits an exemption; asks for one where the reader may not. */
export function ExemptionForm({
  initial,
  isNew,
  etag,
  listScope,
}: {
  readonly initial: Form;
  readonly isNew: boolean;
  /** Of the exemption that is edited. */
  readonly etag?: string | undefined;
  /** Where assignments are chosen from. */
  readonly listScope: string;
}) {
  const styles = useStyles();
  const navigate = useNavigate();
  const state = useExemptionForm(initial, isNew);
  const { form, forbidden, problems } = state;
  const assignment = useAssignment(form.assignmentId);
  const [phase, setPhase] = useState<'idle' | 'busy' | 'done'>('idle');
  const [begunWith] = useState(etag);
  const [error, setError] = useState<unknown>();
  const words = exemptions.edit;

  async function write(expected: Expected = expectedOf(isNew, begunWith)): Promise<void> {
    state.showProblems();
    if (Object.keys(problems).length > 0) return;
    setPhase('busy');
    setError(undefined);
    try {
      const { exemption, revision } = await putExemption(state.id, state.body, expected);
      setPhase('done');
      notify({
        id: `exempted ${exemption.id}`,
        title: isNew ? words.created(exemption.displayName) : words.saved(exemption.displayName),
        state: 'done',
        ...(revision === undefined ? {} : { detail: exemptions.details.inForce(revision) }),
        link: `/policy/exemptions/details?id=${encodeURIComponent(exemption.id)}`,
      });
      const search = { id: exemption.id, ...(revision === undefined ? {} : { revision }) };
      const to = '/policy/exemptions/details';
      // In the place of the form: the way back does not lead to what would make another one.
      void navigate({ to, search, replace: true, ignoreBlocker: true } as never);
    } catch (reason) {
      setError(reason);
      setPhase('idle');
    }
  }

  return (
    <>
      <UnsavedChanges isDirty={state.isDirty && phase !== 'done'} />
      <form
        className={styles.form}
        noValidate
        onSubmit={event => {
          event.preventDefault();
          void write();
        }}
      >
        <AssignmentField state={state} assignment={assignment.data} listScope={listScope} />
        <ExemptedField state={state} assignment={assignment.data} />
        {assignment.data?.isInitiative === true && (
          <MembersField state={state} definitionId={assignment.data.definitionId} />
        )}
        <CategoryField state={state} />
        <TextFields state={state} />
        <ExpiryField state={state} />
        {forbidden !== undefined && (
          <RequestPanel state={state} assignment={assignment.data} refusal={forbidden} />
        )}
        {error !== undefined && (
          <WriteRefusal
            error={error}
            what={isNew ? words.notCreated : words.notSaved}
            isNew={isNew}
            onAnyway={() => void write('anything')}
            onReload={() => void queryClient.resetQueries({ queryKey: exemptionKey(state.id) })}
          />
        )}
        <div className={styles.buttons}>
          <Button
            type="submit"
            appearance="primary"
            disabled={phase === 'busy' || forbidden !== undefined}
            icon={phase === 'busy' ? <Spinner size="tiny" /> : null}
          >
            {isNew ? words.create : words.save}
          </Button>
          <Button
            disabled={phase === 'busy'}
            onClick={() =>
              void navigate(
                (isNew
                  ? { to: '/policy/exemptions', search: {} }
                  : { to: '/policy/exemptions/details', search: { id: state.id } }) as never,
              )
            }
          >
            {words.cancel}
          </Button>
        </div>
      </form>
      {forbidden === undefined && (
        <Section title={words.impact}>
          <Impact state={state} />
        </Section>
      )}
    </>
  );
}

function Impact({ state }: { readonly state: State }) {
  const { form, preview, problems } = state;
  const styles = useStyles();
  const words = exemptions.edit;
  if (Object.keys(problems).length > 0) return <p className={styles.quiet}>{words.impactNeeds}</p>;
  const first = preview.pages?.[0];
  if (first === undefined)
    return preview.isRunning || preview.error === null ? (
      <div role="status">
        <Spinner className={styles.busy} size="tiny" labelPosition="after" label={words.impactRunning} />
        <LoadingLines lines={3} />
      </div>
    ) : isNotFound(preview.error) && endpointOf(form.scope) !== undefined ? (
      <NotThereYet state={state} />
    ) : (
      <ErrorState error={preview.error} onRetry={preview.refetch} />
    );
  const { newlyCompliant } = first.counts;
  return (
    <div className={styles.impact}>
      <p role="status" className={styles.quiet}>
        {newlyCompliant === 0
          ? words.changesNothing
          : newlyCompliant === 1
            ? words.becomesExemptOne
            : words.becomesExempt(words.results(number(newlyCompliant)))}
      </p>
      <Warnings warnings={first.warnings} />
      <ImpactTable preview={preview} />
    </div>
  );
}

function isNotFound(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}
