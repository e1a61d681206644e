import { Button, Field, makeStyles, tokens } from '@fluentui/react-components';
import { Suspense } from 'react';
import { assign } from '#strings/assign';
import { assignments } from '#strings/assignments';
import { EffectBadge } from '../../../../components/effect-badge.tsx';
import { lazyPart } from '../../../../components/lazy-part.tsx';
import { ErrorState } from '../../../../components/states.tsx';
import { nameOfId } from '../../../../lib/format/id.ts';
import { useDialog } from '../../../../lib/use-dialog.ts';
import { withDefinition } from '../../draft/draft-changes.ts';
import { messageOf } from './message-of.ts';
import type { Wizard } from './use-wizard.ts';

const DefinitionPicker = lazyPart(
  async () => (await import('../../../../components/definition-picker.tsx')).DefinitionPicker,
);

const useStyles = makeStyles({
  chosen: { display: 'grid', gap: tokens.spacingVerticalXS, justifyItems: 'start' },
  name: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  facts: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    color: tokens.colorNeutralForeground2,
  },
  none: { color: tokens.colorNeutralForeground3 },
});

/** What is assigned: a policy or an initiative. */
export function DefinitionField({ wizard }: { readonly wizard: Wizard }) {
  const styles = useStyles();
  const picker = useDialog();
  const { draft, change, definition, definitionError } = wizard;
  const words = assign.basics;
  const isChosen = draft.definitionId !== '';
  return (
    <>
      <Field
        label={words.definition}
        hint={words.definitionHint}
        required
        {...messageOf(wizard, 'definition')}
      >
        {control => (
          <div className={styles.chosen}>
            {isChosen ? (
              <>
                <span className={styles.name}>{definition?.displayName ?? nameOfId(draft.definitionId)}</span>
                {definition !== undefined && (
                  <span className={styles.facts}>
                    {assignments.types[definition.kind]}
                    {definition.category !== undefined && <span>{definition.category}</span>}
                    {definition.effects.map(effect => (
                      <EffectBadge key={effect} effect={effect} />
                    ))}
                  </span>
                )}
              </>
            ) : (
              <span className={styles.none}>{words.noDefinition}</span>
            )}
            <Button
              {...('aria-describedby' in control ? { 'aria-describedby': control['aria-describedby'] } : {})}
              onClick={picker.open}
            >
              {isChosen ? words.changeDefinition : words.chooseDefinition}
            </Button>
          </div>
        )}
      </Field>
      {isChosen && definition === undefined && definitionError !== null && definitionError !== undefined && (
        <ErrorState error={definitionError} what={assign.problems.definitionGone} />
      )}
      {picker.times > 0 && (
        <Suspense fallback={null}>
          <DefinitionPicker
            isOpen={picker.isOpen}
            scopeId={draft.scope}
            current={isChosen ? draft.definitionId : undefined}
            onClose={picker.close}
            onPick={([picked]) => {
              picker.close();
              if (picked !== undefined) change(withDefinition(draft, picked));
            }}
          />
        </Suspense>
      )}
    </>
  );
}
