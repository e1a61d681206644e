import { lazy, Suspense } from 'react';
import { DraftStart } from '../../../components/draft-start.tsx';

const InitiativeEditor = lazy(() => import('../components/initiative-editor.tsx'));

const NOTHING = { policyDefinitions: [], parameters: {} };

export default function EditInitiativePage() {
  return (
    <DraftStart kind="initiative" start={NOTHING}>
      {(begun, waiting) => (
        <Suspense fallback={waiting}>
          <InitiativeEditor key={begun.draftKey} begun={begun} />
        </Suspense>
      )}
    </DraftStart>
  );
}
