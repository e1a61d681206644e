import { common } from '#strings/common';
import type { PartNotLoaded } from '../lib/load-part.ts';
import { ErrorState } from './states.tsx';

/** A part of the portal that did not come: why that may be, and another try. */
export function PartFailed({ error, onRetry }: { readonly error: PartNotLoaded; onRetry(): void }) {
  const { isReplaced } = error;
  return (
    <ErrorState
      error={error}
      what={isReplaced ? common.newVersion : common.isServerThere}
      onRetry={isReplaced ? () => location.reload() : onRetry}
    />
  );
}
