import { makeStyles, tokens } from '@fluentui/react-components';
import { Suspense } from 'react';
import type { JsonEditorProps } from './json-editor/json-editor-props.ts';
import { lazyPart } from './lazy-part.tsx';
import { LoadingLines } from './states.tsx';

const CodeMirror = lazyPart(async () => (await import('./json-editor/code-mirror.tsx')).default);

const useStyles = makeStyles({
  waiting: {
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    padding: tokens.spacingHorizontalM,
    overflow: 'hidden',
    boxSizing: 'border-box',
  },
});

/** An editor of JSON: colours, folding, search, problems where they are, completion and help. Its code is loaded when it is first shown. Tab leaves it. */
export function JsonEditor(props: JsonEditorProps) {
  const styles = useStyles();
  return (
    <Suspense
      fallback={
        <div className={styles.waiting} style={{ height: props.height ?? '320px' }}>
          <LoadingLines lines={6} />
        </div>
      }
    >
      <CodeMirror {...props} />
    </Suspense>
  );
}
