import { Button, Link, makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircle16Regular, DismissCircle16Filled, Warning16Filled } from '@fluentui/react-icons';
import { type RefObject, useCallback, useId, useState } from 'react';
import { drafts as words } from '#strings/drafts';
import type { JsonEditorHandle } from '../../../components/json-editor/json-editor-props.ts';
import { JsonEditor } from '../../../components/json-editor.tsx';
import type { EditorLanguage, EditorProblem } from '../../../lib/json-text/editor-language.ts';

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
    marginBottom: tokens.spacingVerticalXS,
  },
  hint: { margin: 0, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  cursor: {
    margin: `${tokens.spacingVerticalXS} 0`,
    minHeight: '40px',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
  title: { fontFamily: tokens.fontFamilyMonospace },
  status: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, minHeight: '24px' },
  list: {
    listStyle: 'none',
    margin: `${tokens.spacingVerticalXS} 0 0`,
    padding: 0,
    display: 'grid',
    gap: tokens.spacingVerticalXS,
    maxHeight: '180px',
    overflowY: 'auto',
  },
  problem: {
    display: 'flex',
    alignItems: 'start',
    gap: tokens.spacingHorizontalXS,
    overflowWrap: 'anywhere',
  },
  icon: { flexShrink: 0, marginTop: '3px' },
  error: { color: tokens.colorStatusDangerForeground1 },
  warning: { color: tokens.colorStatusWarningForeground3 },
  good: { color: tokens.colorStatusSuccessForeground1 },
});

export type EditorPaneProps = {
  readonly text: string;
  onChange(text: string): void;
  onPasted(text: string): void;
  readonly language: EditorLanguage | undefined;
  /** What the server said of the text as it is. */
  readonly serverProblems: readonly EditorProblem[];
  readonly editor: RefObject<JsonEditorHandle | null>;
};

/** The JSON of a definition with what is wrong in it, and what the word at the cursor means. */
export function EditorPane({ text, onChange, onPasted, language, serverProblems, editor }: EditorPaneProps) {
  const styles = useStyles();
  const hintId = useId();
  const [problems, setProblems] = useState<readonly EditorProblem[]>([]);
  const [offset, setOffset] = useState(0);
  const help = language?.explain?.(text, offset);
  return (
    <div>
      <div className={styles.head}>
        <p id={hintId} className={styles.hint}>
          {words.jsonHint}
        </p>
        <Button size="small" onClick={() => editor.current?.format()}>
          {words.format}
        </Button>
      </div>
      <JsonEditor
        ref={editor}
        label={words.json.policy}
        aria-describedby={hintId}
        value={text}
        height="clamp(320px, 58vh, 760px)"
        onChange={onChange}
        onPasted={onPasted}
        onCursor={setOffset}
        onProblems={setProblems}
        problems={serverProblems}
        {...(language === undefined ? {} : { language })}
      />
      <p className={styles.cursor}>
        {help !== undefined && (
          <>
            {words.atCursor} <strong className={styles.title}>{help.title}</strong> {help.text}
          </>
        )}
      </p>
      <ProblemList
        text={text}
        problems={problems}
        isReading={language === undefined}
        onShow={useCallback((problem: EditorProblem) => editor.current?.reveal(problem), [editor])}
      />
    </div>
  );
}

function ProblemList({
  text,
  problems,
  isReading,
  onShow,
}: {
  readonly text: string;
  readonly problems: readonly EditorProblem[];
  readonly isReading: boolean;
  onShow(problem: EditorProblem): void;
}) {
  const styles = useStyles();
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return (
    <>
      <div role="status" className={styles.status}>
        {isReading ? (
          words.reading
        ) : problems.length === 0 ? (
          <>
            <CheckmarkCircle16Regular className={styles.good} aria-hidden />
            {words.noProblems}
          </>
        ) : (
          words.problems(errors, problems.length - errors)
        )}
      </div>
      {problems.length > 0 && (
        <ul className={styles.list} aria-label={words.problemList}>
          {problems.map(problem => {
            const Icon = problem.severity === 'error' ? DismissCircle16Filled : Warning16Filled;
            return (
              <li key={`${problem.from} ${problem.code} ${problem.message}`} className={styles.problem}>
                <Icon
                  className={`${styles.icon} ${styles[problem.severity]}`}
                  aria-label={words.severity[problem.severity]}
                />
                <span>
                  {problem.message}{' '}
                  <Link as="button" onClick={() => onShow(problem)}>
                    {words.line(lineOf(text, problem.from))}
                  </Link>
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
