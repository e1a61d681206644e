import {
  Button,
  Field,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  Select,
  Spinner,
  tokens,
} from '@fluentui/react-components';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { common } from '#strings/common';
import { remediation } from '#strings/remediation';
import { DetailsPanel } from '../../../components/details-panel.tsx';
import { EffectBadge } from '../../../components/effect-badge.tsx';
import { Facts } from '../../../components/facts.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { EmptyState, ErrorState, QueryView } from '../../../components/states.tsx';
import { useDisplayNames } from '../../../lib/display-names.ts';
import { nameOfId, scopeOfId } from '../../../lib/format/id.ts';
import { number } from '../../../lib/format/number.ts';
import { notify } from '../../../lib/notifications.ts';
import { useAssignment } from '../../../lib/policy/use-assignment.ts';
import { type ScopeNode, useScopeTree } from '../../../lib/scope.ts';
import { useLocations } from '../api/get-locations.ts';
import { type RemediablePolicy, useRemediablePolicies } from '../api/get-policies.ts';
import { putTask } from '../api/write-task.ts';
import { checkDraft, idOfDraft, newDraft, type TaskProblems, toProperties } from '../task-draft.ts';
import { canRemediateAt, scopeToBeginWith } from '../task-scope.ts';
import { TaskForm } from './task-form.tsx';

const words = remediation.form;

const useStyles = makeStyles({
  body: { display: 'grid', gap: tokens.spacingVerticalL, marginTop: tokens.spacingVerticalM },
  intro: { margin: 0, color: tokens.colorNeutralForeground2 },
  buttons: { display: 'flex', gap: tokens.spacingHorizontalS },
});

/** Asks for a remediation of an assignment, at a scope that is at or below it. */
export function CreatePanel({
  scope,
  assignmentId,
  referenceId,
  onReference,
  onClose,
}: {
  /** The scope that the portal is at. */
  readonly scope: ScopeNode;
  readonly assignmentId: string;
  /** The member of the initiative that is asked for; undefined: the one with most to do. */
  readonly referenceId: string | undefined;
  onReference(referenceId: string): void;
  onClose(): void;
}) {
  const policies = useRemediablePolicies(scope.id);
  const tree = useScopeTree();
  const nameOf = useDisplayNames([assignmentId, ...(policies.data ?? []).map(each => each.definitionId)]);
  return (
    <DetailsPanel title={words.title(nameOf(assignmentId))} onClose={onClose}>
      <QueryView query={policies} what={remediation.unreadable}>
        {all => {
          const own = all.filter(each => each.assignmentId.toLowerCase() === assignmentId.toLowerCase());
          const policy = own.find(each => each.referenceId === referenceId) ?? own[0];
          if (policy === undefined)
            return <EmptyState title={words.notRemediable} hint={words.notRemediableHint} />;
          return (
            <QueryView query={tree}>
              {nodes => (
                <Editor
                  key={`${policy.assignmentId} ${policy.referenceId ?? ''}`}
                  policy={policy}
                  members={own}
                  tree={nodes}
                  scope={scope}
                  nameOf={nameOf}
                  onReference={onReference}
                  onClose={onClose}
                />
              )}
            </QueryView>
          );
        }}
      </QueryView>
    </DetailsPanel>
  );
}

function Editor({
  policy,
  members,
  tree,
  scope,
  nameOf,
  onReference,
  onClose,
}: {
  readonly policy: RemediablePolicy;
  /** All policies of the assignment that have something to do. */
  readonly members: readonly RemediablePolicy[];
  readonly tree: readonly ScopeNode[];
  readonly scope: ScopeNode;
  nameOf(id: string): string;
  onReference(referenceId: string): void;
  onClose(): void;
}) {
  const styles = useStyles();
  const navigate = useNavigate();
  const { assignmentId, definitionId, referenceId, effect, resources } = policy;
  const assignedAt = scopeOfId(assignmentId);
  const [draft, setDraft] = useState(() =>
    newDraft(scopeToBeginWith(tree, scope, assignedAt), nameOfId(assignmentId), new Date()),
  );
  const [problems, setProblems] = useState<TaskProblems>({});
  const [refusal, setRefusal] = useState<unknown>();
  const [isBusy, setIsBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (Object.keys(problems).length > 0)
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problems]);
  const { data: locations = [] } = useLocations(draft.scope, assignmentId, referenceId);
  const { data: assignment } = useAssignment(assignmentId);

  async function create(event: FormEvent): Promise<void> {
    event.preventDefault();
    const found = checkDraft(draft);
    setProblems(found);
    setRefusal(undefined);
    if (Object.keys(found).length > 0) return;
    setIsBusy(true);
    try {
      const task = await putTask(idOfDraft(draft), toProperties(draft, assignmentId, referenceId));
      const link = `/policy/remediation/details?id=${encodeURIComponent(task.id)}`;
      notify({ id: task.id, title: words.created(task.name), state: 'done', link });
      const to = '/policy/remediation/details';
      // In the place of the panel: the way back does not lead to what would make another one.
      await navigate({ to, search: { id: task.id }, replace: true } as never);
    } catch (error) {
      setRefusal(error);
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <form ref={form} className={styles.body} onSubmit={event => void create(event)} noValidate>
      <p className={styles.intro}>{words.intro}</p>
      <Facts
        facts={[
          [
            remediation.policy,
            <PortalLink key="policy" to="/policy/definitions/details" search={{ id: definitionId }}>
              {nameOf(definitionId)}
            </PortalLink>,
          ],
          [remediation.effect, <EffectBadge key="effect" effect={effect} />],
          [remediation.toRemediate, number(resources)],
        ]}
      />
      {assignment?.identity.kind === 'none' && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{words.noIdentity}</MessageBarTitle>
            {words.noIdentityHint}
          </MessageBarBody>
        </MessageBar>
      )}
      {members.length > 1 && (
        <Field label={words.member}>
          <Select value={referenceId ?? ''} onChange={(_, { value }) => onReference(value)}>
            {members.map(each => (
              <option key={each.referenceId ?? ''} value={each.referenceId ?? ''}>
                {nameOf(each.definitionId)}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <TaskForm
        draft={draft}
        problems={problems}
        refusal={refusal}
        locations={locations}
        allowsScope={node => canRemediateAt(tree, node, assignedAt)}
        onChange={changes => setDraft(before => ({ ...before, ...changes }))}
      />
      {refusal !== undefined && <ErrorState error={refusal} what={words.failed} />}
      <div className={styles.buttons}>
        <Button
          type="submit"
          appearance="primary"
          disabled={isBusy}
          icon={isBusy ? <Spinner size="tiny" /> : null}
        >
          {words.create}
        </Button>
        <Button disabled={isBusy} onClick={onClose}>
          {common.cancel}
        </Button>
      </div>
    </form>
  );
}
