import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import { assign } from '#strings/assign';
import { JsonView } from '../../../../components/json-view.tsx';
import { API } from '../../../../lib/arm.ts';
import { useUrlState } from '../../../../lib/url-state.ts';
import { azSnippet } from '../../snippets/az.ts';
import { restSnippet } from '../../snippets/rest.ts';
import { terraformSnippet } from '../../snippets/terraform.ts';
import { CodeText } from './code-text.tsx';
import type { Wizard } from './use-wizard.ts';

const useStyles = makeStyles({
  hint: { margin: `${tokens.spacingVerticalS} 0`, color: tokens.colorNeutralForeground2 },
});

const FORMATS = ['json', 'az', 'terraform', 'rest'] as const;
type Format = (typeof FORMATS)[number];

/** The assignment as code to copy: the body, and the commands that write it. */
export function CodeView({ wizard: { draft, body } }: { readonly wizard: Wizard }) {
  const styles = useStyles();
  const id = useId();
  const [{ code }, change] = useUrlState<'code'>();
  const format = FORMATS.find(each => each === code) ?? 'json';
  const written = { scope: draft.scope, name: draft.name, body };
  const texts: Readonly<Record<Exclude<Format, 'json'>, () => string>> = {
    az: () => azSnippet(written, location.origin, API.policy),
    terraform: () => terraformSnippet(written),
    rest: () => restSnippet(written, location.origin, API.policy),
  };
  const words = assign.reviewTab;
  return (
    <>
      <TabList
        size="small"
        aria-label={words.code}
        selectedValue={format}
        onTabSelect={(_, { value }) =>
          change({ code: value === 'json' ? undefined : String(value) }, { replace: true })
        }
      >
        {FORMATS.map(each => (
          <Tab key={each} id={`${id}-${each}`} value={each}>
            {words.formats[each]}
          </Tab>
        ))}
      </TabList>
      <div role="tabpanel" aria-labelledby={`${id}-${format}`}>
        <p className={styles.hint}>{words.codeHints[format]}</p>
        {format === 'json' ? (
          <JsonView value={body} label={words.formats.json} />
        ) : (
          <CodeText text={texts[format]()} label={words.formats[format]} />
        )}
      </div>
    </>
  );
}
