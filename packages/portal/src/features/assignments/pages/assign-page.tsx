import { useState } from 'react';
import { assign } from '#strings/assign';
import { assignments } from '#strings/assignments';
import { Page } from '../../../components/page.tsx';
import { LoadingLines, QueryView } from '../../../components/states.tsx';
import { session } from '../../../lib/arm.ts';
import type { Assignment } from '../../../lib/policy/assignment.ts';
import { useAssignment } from '../../../lib/policy/use-assignment.ts';
import { useScope } from '../../../lib/scope.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { useWizard, type WizardMode } from '../components/wizard/use-wizard.ts';
import { WizardView } from '../components/wizard/wizard-view.tsx';
import { type Draft, draftOf, duplicateOf, EMPTY_DRAFT } from '../draft/draft.ts';

/** Assigns a policy or an initiative; edits an assignment (`edit`), or makes another one like it (`from`). */
export default function AssignPage() {
  const [{ edit, from, definition = '', scope: at }] = useUrlState<
    'edit' | 'from' | 'definition' | 'scope'
  >();
  const scope = useScope();
  const other = useAssignment(edit ?? from);
  const mode: WizardMode = edit !== undefined ? 'edit' : from !== undefined ? 'duplicate' : 'new';
  const crumbs = [{ label: assign.assignments, to: '/policy/assignments' }];
  const title = titleOf(mode, other.data);
  return (
    <Page title={title} purpose={assign.purpose} crumbs={crumbs}>
      {mode === 'new' ? (
        scope === undefined ? (
          <LoadingLines lines={8} />
        ) : (
          <Begun
            key={`new ${definition}`}
            mode={mode}
            draftKey={keyOf(`new ${definition}`)}
            make={() => ({
              ...EMPTY_DRAFT,
              // Of a resource too, which the portal cannot be at.
              scope: isOfResource(at) ? at : scope.id,
              definitionId: definition,
              assignedBy: session().account.displayName,
            })}
          />
        )
      ) : (
        <QueryView query={other} what={assignments.details.notRead} loading={<LoadingLines lines={8} />}>
          {assignment => (
            <Begun
              key={`${mode} ${assignment.id}`}
              mode={mode}
              draftKey={keyOf(`${mode} ${assignment.id}`)}
              etag={mode === 'edit' ? assignment.etag : undefined}
              make={() =>
                mode === 'edit'
                  ? draftOf(assignment)
                  : {
                      ...duplicateOf(assignment, assign.copyOf(assignment.displayName)),
                      assignedBy: session().account.displayName,
                    }
              }
            />
          )}
        </QueryView>
      )}
    </Page>
  );
}

function isOfResource(id: string | undefined): id is string {
  return id !== undefined && /\/resourceGroups\/[^/]+\/providers\/./i.test(id);
}

/** Drafts are their author's: another person at the same browser begins anew. */
function keyOf(what: string): string {
  return `sluice.assign ${session().account.principalId} ${what}`;
}

function titleOf(mode: WizardMode, assignment: Assignment | undefined): string {
  if (mode === 'new' || assignment === undefined) return assign.titles.new;
  return assign.titles[mode](assignment.displayName);
}

/** The draft begins once: what the server says later of the assignment does not change what is being edited. */
function Begun({
  mode,
  draftKey,
  etag,
  make,
}: {
  readonly mode: WizardMode;
  readonly draftKey: string;
  /** Of the assignment that is edited. */
  readonly etag?: string | undefined;
  make(): Draft;
}) {
  const [begun] = useState(() => ({ initial: make(), etag }));
  return <WizardView wizard={useWizard(mode, draftKey, begun.initial, begun.etag)} />;
}
