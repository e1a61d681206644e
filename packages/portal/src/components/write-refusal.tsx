import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { unsaved } from '#strings/unsaved';
import { isUnexpected } from '../lib/expected.ts';
import { ErrorState } from './states.tsx';

/** Why something was not saved. What somebody else has changed meanwhile can be overwritten all the same, or taken as it is now. */
export function WriteRefusal({
  error,
  what,
  isNew,
  onAnyway,
  onReload,
}: {
  readonly error: unknown;
  /** What did not happen. */
  readonly what: string;
  readonly isNew: boolean;
  onAnyway(): void;
  /** Gives the changes up and begins with what is stored now. */
  readonly onReload?: () => void;
}) {
  if (!isUnexpected(error)) return <ErrorState error={error} what={what} />;
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>{isNew ? unsaved.exists : unsaved.changedMeanwhile}</MessageBarBody>
      {!isNew && (
        <MessageBarActions>
          <Button size="small" onClick={onAnyway}>
            {unsaved.saveAnyway}
          </Button>
          {onReload !== undefined && (
            <Button size="small" onClick={onReload}>
              {unsaved.reload}
            </Button>
          )}
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
