import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { common } from '#strings/common';
import { Page } from '../../components/page.tsx';
import { PartFailed } from '../../components/part-failed.tsx';
import { ErrorState } from '../../components/states.tsx';
import { PartNotLoaded } from '../../lib/load-part.ts';
import { reloadOnce } from '../../lib/reload-once.ts';

/** A page that did not come or threw: what is known of it, and another try. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const isReplaced = error instanceof PartNotLoaded && error.isReplaced;
  useEffect(() => {
    if (isReplaced) reloadOnce();
  }, [isReplaced]);

  function again(): void {
    reset();
    void router.invalidate();
  }

  return error instanceof PartNotLoaded ? (
    <Page title={common.pageNotLoaded}>
      <PartFailed error={error} onRetry={again} />
    </Page>
  ) : (
    <Page title={common.nobodyKnows}>
      <ErrorState error={error} what={common.pageNotShown} onRetry={again} />
    </Page>
  );
}
