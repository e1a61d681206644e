import { Suspense } from 'react';
import { DraftStart } from '../../../components/draft-start.tsx';
import { lazyPart } from '../../../components/lazy-part.tsx';

const InitiativeEditor = lazyPart(async () => (await import('../components/initiative-editor.tsx')).default);

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
