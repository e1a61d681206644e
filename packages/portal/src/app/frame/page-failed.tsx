import type { ErrorComponentProps } from '@tanstack/react-router';
import { common } from '#strings/common';
import { Page } from '../../components/page.tsx';
import { ErrorState } from '../../components/states.tsx';

/** A page that threw: what it said, and another try. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  return (
    <Page title={common.nobodyKnows}>
      <ErrorState error={error} onRetry={reset} />
    </Page>
  );
}
