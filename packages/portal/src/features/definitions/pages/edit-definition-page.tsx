import { lazy, Suspense } from 'react';
import { DraftStart } from '../../../components/draft-start.tsx';
import { STARTING_PROPERTIES } from '../starting-rule.ts';

const DefinitionEditor = lazy(() => import('../components/definition-editor.tsx'));

export default function EditDefinitionPage() {
  return (
    <DraftStart kind="policy" start={STARTING_PROPERTIES}>
      {(begun, waiting) => (
        <Suspense fallback={waiting}>
          <DefinitionEditor key={begun.draftKey} begun={begun} />
        </Suspense>
      )}
    </DraftStart>
  );
}
