import { Suspense } from 'react';
import { DraftStart } from '../../../components/draft-start.tsx';
import { lazyPart } from '../../../components/lazy-part.tsx';
import { STARTING_PROPERTIES } from '../starting-rule.ts';

const DefinitionEditor = lazyPart(async () => (await import('../components/definition-editor.tsx')).default);

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
