import { Button, Dropdown, Field, makeStyles, Option, tokens } from '@fluentui/react-components';
import { Add20Regular, Delete20Regular } from '@fluentui/react-icons';
import { assign } from '#strings/assign';
import { Section } from '../../../../components/section.tsx';
import { SuggestedText } from '../../../../components/suggested-text.tsx';
import type { Override } from '../../../../lib/policy/assignment.ts';
import type { Suggestion } from '../../../../lib/suggestions.ts';
import { versionChoices } from '../../draft/version-choices.ts';
import { ConditionsField } from './conditions-field.tsx';
import { memberWords } from './messages-section.tsx';
import { CardProblem, useCardStyles } from './selectors-section.tsx';
import type { Wizard } from './use-wizard.ts';

const useStyles = makeStyles({ quiet: { margin: 0, color: tokens.colorNeutralForeground2 } });

/** Effects that an override may choose, where a definition does not say which it can have. */
const EFFECTS = ['Audit', 'Deny', 'Disabled', 'AuditIfNotExists', 'DeployIfNotExists', 'Modify'];

/** What the assignment does otherwise for some resources or policies. */
export function OverridesSection({ wizard }: { readonly wizard: Wizard }) {
  const styles = useStyles();
  const cards = useCardStyles();
  const { draft, change, members, versions } = wizard;
  const words = assign.selectorsTab;
  const { overrides } = draft;
  const references: readonly Suggestion[] = members.map(({ referenceId, definitionId }) => ({
    value: referenceId,
    detail: memberWords(wizard, referenceId, definitionId),
  }));
  const kinds = [...(references.length > 0 ? ['policyDefinitionReferenceId'] : []), 'resourceLocation'];
  const replace = (index: number, next: Partial<Override>) =>
    change({ overrides: overrides.map((each, at) => (at === index ? { ...each, ...next } : each)) });
  const suggestions = {
    policyEffect: effectsOf(wizard).map(value => ({ value })),
    definitionVersion: versionChoices(versions).map(value => ({ value })),
  };
  return (
    <Section title={words.overrides} hint={words.overridesHint}>
      <div className={cards.list}>
        {overrides.map((override, index) => {
          const isEffect = override.kind === 'policyEffect';
          return (
            <fieldset
              // biome-ignore lint/suspicious/noArrayIndexKey: overrides have no identity but their place, which counts
              key={index}
              className={cards.card}
              aria-label={words.override(index + 1)}
            >
              <div className={cards.head}>
                <h3 className={cards.title}>{words.override(index + 1)}</h3>
                <Button
                  appearance="subtle"
                  icon={<Delete20Regular />}
                  aria-label={words.removeOverride(index + 1)}
                  onClick={() => change({ overrides: overrides.filter((_, at) => at !== index) })}
                />
              </div>
              <CardProblem wizard={wizard} field={`overrides/${index}`} />
              <Field label={words.overrideKind}>
                <Dropdown
                  value={isEffect ? words.overrideKinds.policyEffect : words.overrideKinds.definitionVersion}
                  selectedOptions={[override.kind]}
                  onOptionSelect={(_, { optionValue = override.kind }) =>
                    replace(index, { kind: optionValue, value: '' })
                  }
                >
                  <Option value="policyEffect">{words.overrideKinds.policyEffect}</Option>
                  <Option value="definitionVersion">{words.overrideKinds.definitionVersion}</Option>
                </Dropdown>
              </Field>
              <Field label={isEffect ? words.overrideEffect : words.overrideVersion} required>
                {control => (
                  <SuggestedText
                    control={control}
                    value={override.value}
                    suggestions={isEffect ? suggestions.policyEffect : suggestions.definitionVersion}
                    onChange={value => replace(index, { value })}
                  />
                )}
              </Field>
              <Field label={words.conditions}>
                {() => (
                  <>
                    {override.selectors.length === 0 && <p className={styles.quiet}>{words.everywhere}</p>}
                    <ConditionsField
                      kinds={kinds}
                      conditions={override.selectors}
                      references={references}
                      onChange={selectors => replace(index, { selectors })}
                    />
                  </>
                )}
              </Field>
            </fieldset>
          );
        })}
        <div>
          <Button
            icon={<Add20Regular />}
            onClick={() =>
              change({ overrides: [...overrides, { kind: 'policyEffect', value: '', selectors: [] }] })
            }
          >
            {words.addOverride}
          </Button>
        </div>
      </div>
    </Section>
  );
}

function effectsOf({ definition, memberDefinitions }: Wizard): readonly string[] {
  const effects = [definition, ...memberDefinitions].flatMap(each => each?.effects ?? []);
  return effects.length === 0 ? EFFECTS : [...new Set(effects)];
}
