import { Button, Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { assign } from '#strings/assign';
import { EmptyState, LoadingLines } from '../../../../components/states.tsx';
import { useUrlState } from '../../../../lib/url-state.ts';
import { withEntry } from '../../draft/draft-changes.ts';
import { problemAt } from '../../draft/problem.ts';
import { needsReview } from '../../parameters/check-entry.ts';
import { ParameterField } from './parameter-field.tsx';
import type { Wizard } from './use-wizard.ts';

const useStyles = makeStyles({
  form: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalXL,
    maxWidth: '600px',
  },
  hidden: { margin: 0, color: tokens.colorNeutralForeground2, paddingLeft: '32px' },
});

/** The parameters of the definition, those first that somebody must look at. */
export function ParametersTab({ wizard }: { readonly wizard: Wizard }) {
  const styles = useStyles();
  const id = useId();
  const { draft, change, definition, hints } = wizard;
  const [{ all: isAll }, changeUrl] = useUrlState<'all'>();
  const isShort = isAll === undefined;
  // Once it is shown a parameter stays, whatever is given for it: what is being edited does not go away under the hand.
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  if (draft.definitionId === '')
    return (
      <EmptyState
        title={assign.parameters.chooseFirst}
        action={<Button onClick={() => wizard.goTo('basics')}>{assign.parameters.toBasics}</Button>}
      />
    );
  if (definition === undefined) return <LoadingLines lines={8} />;
  const all = definition.parameters;
  const needed = all.filter(
    parameter =>
      seen.has(parameter.name) ||
      needsReview(
        parameter,
        draft.parameters[parameter.name],
        problemAt(wizard.shown, `parameters/${parameter.name}`) !== undefined,
      ),
  );
  const shown = isShort ? needed : all;
  if (all.length === 0) return <EmptyState title={assign.parameters.none} />;
  return (
    <div className={styles.form}>
      <div>
        <Checkbox
          label={assign.parameters.onlyReview}
          checked={isShort}
          aria-describedby={id}
          onChange={(_, { checked }) => {
            setSeen(new Set());
            changeUrl({ all: checked === true ? undefined : 'yes' }, { replace: true });
          }}
        />
        <p id={id} role="status" className={styles.hidden}>
          {assign.parameters.hidden(all.length - shown.length)}
        </p>
      </div>
      {shown.length === 0 && <p className={styles.hidden}>{assign.parameters.noneToReview}</p>}
      {shown.map(parameter => (
        <ParameterField
          key={`${definition.id} ${parameter.name}`}
          parameter={parameter}
          hints={hints}
          entry={draft.parameters[parameter.name]}
          problem={problemAt(wizard.shown, `parameters/${parameter.name}`)}
          onChange={entry => {
            setSeen(before => new Set([...before, parameter.name]));
            change(withEntry(draft, parameter.name, entry));
          }}
        />
      ))}
    </div>
  );
}
