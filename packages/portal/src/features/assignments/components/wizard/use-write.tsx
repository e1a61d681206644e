import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { assign } from '#strings/assign';
import { WriteRefusal } from '../../../../components/write-refusal.tsx';
import { type Expected, expectedOf } from '../../../../lib/expected.ts';
import { notify } from '../../../../lib/notifications.ts';
import { assignmentKey } from '../../../../lib/policy/use-assignment.ts';
import { queryClient } from '../../../../lib/query-client.ts';
import { putAssignment } from '../../api/put-assignment.ts';
import type { Wizard } from './use-wizard.ts';

/** Writes the draft, and goes to the page of what was written. */
export function useWrite(wizard: Wizard): {
  run(): void;
  readonly isBusy: boolean;
  /** It was written: there is nothing to lose any more. */
  readonly isDone: boolean;
  /** Why it was not written. */
  readonly notice: ReactNode;
} {
  const navigate = useNavigate();
  const [state, setState] = useState<'idle' | 'busy' | 'done'>('idle');
  const [error, setError] = useState<unknown>();
  const { mode, id, body, draft, etag, forget } = wizard;
  const isNew = mode !== 'edit';

  async function run(expected: Expected = expectedOf(isNew, etag)): Promise<void> {
    setState('busy');
    setError(undefined);
    try {
      const { assignment, revision, warnings } = await putAssignment(id, body, expected);
      setState('done');
      forget();
      const search = {
        id: assignment.id,
        ...(revision === undefined ? {} : { revision }),
      };
      notify({
        id: `assigned ${assignment.id}`,
        title: isNew ? assign.created(draft.displayName) : assign.saved(draft.displayName),
        state: 'done',
        detail: [
          ...(revision === undefined ? [] : [`${assign.inForce(revision)}.`]),
          ...warnings.map(({ message }) => message),
        ].join(' '),
        link: `/policy/assignments/details?id=${encodeURIComponent(assignment.id)}`,
      });
      const to = '/policy/assignments/details';
      // In the place of the wizard: the way back leads to where it was opened, not to a draft that is done.
      void navigate({ to, search, replace: true, ignoreBlocker: true } as never);
    } catch (reason) {
      setError(reason);
      setState('idle');
    }
  }

  return {
    run: () => void run(),
    isBusy: state === 'busy',
    isDone: state === 'done',
    notice:
      error === undefined ? null : (
        <WriteRefusal
          error={error}
          what={isNew ? assign.notCreated : assign.notSaved}
          isNew={isNew}
          onAnyway={() => void run('anything')}
          onReload={() => {
            forget();
            void queryClient.resetQueries({ queryKey: assignmentKey(id) });
          }}
        />
      ),
  };
}
