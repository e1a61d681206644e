import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useBlocker, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { common } from '#strings/common';
import { exemptions as words } from '#strings/exemptions';
import { ImpactView } from '../../../components/impact/impact-view.tsx';
import { Page } from '../../../components/page.tsx';
import { Section } from '../../../components/section.tsx';
import { ErrorState, QueryView } from '../../../components/states.tsx';
import { notify } from '../../../lib/notifications.ts';
import type { Exemption } from '../../../lib/policy/exemption.ts';
import type { Change } from '../../../lib/policy/preview.ts';
import { useAssignments } from '../../../lib/policy/use-assignment.ts';
import { useExemption } from '../../../lib/policy/use-exemptions.ts';
import { usePreview } from '../../../lib/policy/use-preview.ts';
import { useMayDo } from '../../../lib/roles.ts';
import { useScopeTree } from '../../../lib/scope.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { putExemption } from '../api/put-exemption.ts';
import { ExemptionForm } from '../components/exemption-form.tsx';
import { RequestText } from '../components/request-text.tsx';
import { checkDraft, type Draft, draftOf, idOf, nameFrom, toBody } from '../draft/draft.ts';

const CRUMBS = [{ label: words.title, to: '/policy/exemptions' }];
const WRITE = 'Microsoft.Authorization/policyExemptions/write';
/** Long enough that typing a word previews once. */
const PAUSE_MS = 600;

const useStyles = makeStyles({
  actions: { display: 'flex', gap: tokens.spacingHorizontalS, margin: `${tokens.spacingVerticalL} 0` },
});

/** Creates an exemption, filled in from the address where somebody was refused; or edits one. */
export default function EditExemptionPage() {
  const [{ id, assignment, resource, reason, expires }] = useUrlState<
    'id' | 'assignment' | 'resource' | 'reason' | 'expires'
  >();
  const query = useExemption(id);
  if (id === undefined) {
    const displayName = '';
    return (
      <Editor
        title={words.form.createTitle}
        initial={{
          assignmentId: assignment ?? '',
          scope: resource ?? '',
          referenceIds: [],
          category: 'Waiver',
          displayName,
          name: nameFrom(displayName),
          reason: reason ?? '',
          expires: expires ?? '',
        }}
      />
    );
  }
  if (query.data === undefined)
    return (
      <Page title={words.edit} crumbs={CRUMBS}>
        <QueryView query={query} what={words.details.notRead}>
          {() => null}
        </QueryView>
      </Page>
    );
  return (
    <Editor
      key={id}
      title={words.form.editTitle(query.data.displayName)}
      initial={draftOf(query.data)}
      edited={query.data}
    />
  );
}

function Editor({
  title,
  initial,
  edited,
}: {
  readonly title: string;
  readonly initial: Draft;
  readonly edited?: Exemption;
}) {
  const styles = useStyles();
  const navigate = useNavigate();
  const { data: tree } = useScopeTree();
  const assignments = useAssignments(tree?.[0]?.id);
  const mayDo = useMayDo();
  const [draft, setDraft] = useState(initial);
  const [isAsked, setIsAsked] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const problems = checkDraft(draft, new Date());
  const isComplete = Object.keys(problems).length === 0;
  const isChanged = JSON.stringify(draft) !== JSON.stringify(initial);
  useBlocker({
    shouldBlockFn: () => isChanged && !isBusy && !window.confirm(words.form.leaving),
    enableBeforeUnload: () => isChanged && !isBusy,
  });

  async function save(): Promise<void> {
    setIsAsked(true);
    if (!isComplete) return;
    setIsBusy(true);
    setError(undefined);
    try {
      const { exemption, revision } = await putExemption(
        edited?.id ?? idOf(draft),
        toBody(draft, edited),
        edited === undefined,
      );
      notify({
        id: `written ${exemption.id} ${revision ?? ''}`,
        title: (edited === undefined ? words.form.created : words.form.saved)(exemption.displayName),
        state: 'done',
      });
      void navigate({
        to: '/policy/exemptions/details',
        search: { id: exemption.id, ...(revision === undefined ? {} : { revision }) },
        ignoreBlocker: true,
      } as never);
    } catch (reason) {
      setError(reason);
      setIsBusy(false);
    }
  }

  return (
    <Page title={title} purpose={words.form.purpose} crumbs={CRUMBS}>
      <ExemptionForm
        draft={draft}
        onChange={changes => setDraft(before => ({ ...before, ...changes }))}
        problems={isAsked ? problems : {}}
        assignments={assignments.data ?? []}
        isEdit={edited !== undefined}
      />
      <div className={styles.actions}>
        <Button
          appearance="primary"
          disabled={isBusy}
          icon={isBusy ? <Spinner size="tiny" /> : null}
          onClick={() => void save()}
        >
          {edited === undefined ? words.create : common.save}
        </Button>
        <Button onClick={() => history.back()}>{common.cancel}</Button>
      </div>
      {error !== undefined && <ErrorState error={error} />}
      {mayDo !== undefined && !mayDo(WRITE) && <RequestText draft={draft} />}
      {isComplete && (mayDo?.(WRITE) ?? false) && (
        <Section title={words.form.impact}>
          <Impact draft={draft} {...(edited === undefined ? {} : { edited })} />
        </Section>
      )}
    </Page>
  );
}

function Impact({ draft, edited }: { readonly draft: Draft; readonly edited?: Exemption }) {
  const text = JSON.stringify(toBody(draft, edited));
  const [asked, setAsked] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const change: Change = { operation: 'put', resource: JSON.parse(asked) };
  const preview = usePreview(edited?.id ?? idOf(draft), change);
  return <ImpactView preview={preview} running={words.form.impactRunning} />;
}
