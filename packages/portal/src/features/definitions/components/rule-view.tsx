import {
  Link,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { definitions } from '#strings/definitions';
import type { JsonEditorHandle } from '../../../components/json-editor/json-editor-props.ts';
import { JsonEditor } from '../../../components/json-editor.tsx';
import type { EditorProblem } from '../../../lib/json-text/editor-language.ts';
import { draftOf } from '../../../lib/policy/draft/draft.ts';
import type { Definition } from '../../../lib/policy/use-definition.ts';
import { createPolicyLanguage } from '../language/create-policy-language.ts';
import { usePolicyNames } from '../language/use-policy-names.ts';

const words = definitions.details;

const useStyles = makeStyles({
  messages: { marginBottom: tokens.spacingVerticalM },
  list: { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: tokens.spacingVerticalXS },
});

/** The JSON of a definition to be read, with help on each word, and what the linter says of it. */
export default function RuleView({ definition }: { readonly definition: Definition }) {
  const styles = useStyles();
  const editor = useRef<JsonEditorHandle>(null);
  const [problems, setProblems] = useState<readonly EditorProblem[]>([]);
  const draft = useMemo(() => draftOf('policy', definition.properties), [definition]);
  const names = usePolicyNames(useDeferredValue(draft.text));
  const language = useMemo(
    () => names && createPolicyLanguage({ ...draft, policyType: definition.policyType }, names),
    [draft, definition.policyType, names],
  );
  return (
    <>
      {problems.length > 0 && (
        <MessageBar intent="warning" layout="multiline" className={styles.messages}>
          <MessageBarBody>
            <MessageBarTitle>{words.warnings(problems.length)}</MessageBarTitle>
            <ul className={styles.list}>
              {problems.map(problem => (
                <li key={`${problem.from} ${problem.code} ${problem.message}`}>
                  {problem.message}{' '}
                  <Link as="button" onClick={() => editor.current?.reveal(problem)}>
                    {words.showInRule}
                  </Link>
                </li>
              ))}
            </ul>
          </MessageBarBody>
        </MessageBar>
      )}
      <JsonEditor
        ref={editor}
        label={words.json}
        value={draft.text}
        height="min(640px, 70vh)"
        onProblems={setProblems}
        {...(language === undefined ? {} : { language })}
      />
    </>
  );
}
