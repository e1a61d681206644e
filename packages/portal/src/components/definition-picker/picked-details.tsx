import { makeStyles, tokens } from '@fluentui/react-components';
import { definitions as words } from '#strings/definitions';
import { objectAt } from '../../lib/json.ts';
import type { DefinitionSummary } from '../../lib/policy/definition-summary.ts';
import { type Definition, useDefinition } from '../../lib/policy/use-definition.ts';
import { EffectBadge } from '../effect-badge.tsx';
import { IdText } from '../id-text.tsx';
import { JsonView } from '../json-view.tsx';
import { ParameterList } from '../parameter-list.tsx';
import { QueryView } from '../states.tsx';

const useStyles = makeStyles({
  pane: {
    overflowY: 'auto',
    minHeight: 0,
    padding: `0 ${tokens.spacingHorizontalS}`,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  title: { fontSize: tokens.fontSizeBase400, margin: 0, overflowWrap: 'anywhere' },
  heading: {
    fontSize: tokens.fontSizeBase300,
    margin: `${tokens.spacingVerticalM} 0 ${tokens.spacingVerticalXS}`,
  },
  facts: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalXS,
    margin: `${tokens.spacingVerticalXS} 0`,
  },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** What the definition that is picked does: its description, effects, parameters and rule. */
export function PickedDetails({ definition }: { readonly definition: DefinitionSummary | undefined }) {
  const styles = useStyles();
  const details = useDefinition(definition?.id);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className={styles.pane} aria-label={words.picker.details} tabIndex={0}>
      {definition === undefined ? (
        <p className={styles.quiet}>{words.picker.chooseOne}</p>
      ) : (
        <>
          <h3 className={styles.title}>{definition.displayName}</h3>
          <div className={styles.facts}>
            {definition.effects.map(effect => (
              <EffectBadge key={effect} effect={effect} />
            ))}
          </div>
          <p>{definition.description || <span className={styles.quiet}>{words.noDescription}</span>}</p>
          <IdText id={definition.id} label={definition.displayName} most={60} />
          <QueryView query={details}>{full => <Full definition={full} />}</QueryView>
        </>
      )}
    </section>
  );
}

function Full({ definition }: { readonly definition: Definition }) {
  const styles = useStyles();
  const isPolicy = definition.kind === 'policy';
  return (
    <>
      <h4 className={styles.heading}>{words.parameters}</h4>
      <ParameterList parameters={definition.parameters} />
      <h4 className={styles.heading}>{isPolicy ? words.rule : words.members}</h4>
      <JsonView
        label={isPolicy ? words.rule : words.members}
        maxHeight="none"
        value={
          isPolicy
            ? objectAt(definition.properties, 'policyRule')
            : (definition.properties['policyDefinitions'] ?? [])
        }
      />
    </>
  );
}
