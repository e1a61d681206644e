import {
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { Add20Regular, Delete20Regular } from '@fluentui/react-icons';
import { assign } from '#strings/assign';
import { Section } from '../../../../components/section.tsx';
import { problemAt } from '../../draft/problem.ts';
import { ConditionsField } from './conditions-field.tsx';
import type { Wizard } from './use-wizard.ts';

const KINDS = ['resourceLocation', 'resourceType', 'resourceWithoutLocation'];

export const useCardStyles = makeStyles({
  list: { display: 'grid', gap: tokens.spacingVerticalM },
  card: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    margin: 0,
    minWidth: 0,
    padding: tokens.spacingHorizontalM,
    display: 'grid',
    gap: tokens.spacingVerticalM,
  },
  head: { display: 'flex', justifyContent: 'space-between', alignItems: 'center' },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
});

/** Which resources the assignment is about. */
export function SelectorsSection({ wizard }: { readonly wizard: Wizard }) {
  const styles = useCardStyles();
  const { draft, change } = wizard;
  const words = assign.selectorsTab;
  const selectors = draft.resourceSelectors;
  return (
    <Section title={words.selectors} hint={words.selectorsHint}>
      <div className={styles.list}>
        {selectors.map((selector, index) => (
          <fieldset
            // biome-ignore lint/suspicious/noArrayIndexKey: selectors have no identity but their place
            key={index}
            className={styles.card}
            aria-label={words.selector(index + 1)}
          >
            <div className={styles.head}>
              <h3 className={styles.title}>{words.selector(index + 1)}</h3>
              <Button
                appearance="subtle"
                icon={<Delete20Regular />}
                aria-label={words.removeSelector(index + 1)}
                onClick={() => change({ resourceSelectors: selectors.filter((_, at) => at !== index) })}
              />
            </div>
            <CardProblem wizard={wizard} field={`resourceSelectors/${index}`} />
            <Field label={words.selectorName}>
              <Input
                value={selector.name}
                onChange={(_, { value }) =>
                  change({
                    resourceSelectors: selectors.map((each, at) =>
                      at === index ? { ...each, name: value } : each,
                    ),
                  })
                }
              />
            </Field>
            <ConditionsField
              kinds={KINDS}
              conditions={selector.selectors}
              references={[]}
              onChange={conditions =>
                change({
                  resourceSelectors: selectors.map((each, at) =>
                    at === index ? { ...each, selectors: conditions } : each,
                  ),
                })
              }
            />
          </fieldset>
        ))}
        <div>
          <Button
            icon={<Add20Regular />}
            onClick={() =>
              change({
                resourceSelectors: [
                  ...selectors,
                  { name: '', selectors: [{ kind: 'resourceLocation', isIn: true, values: [] }] },
                ],
              })
            }
          >
            {words.addSelector}
          </Button>
        </div>
      </div>
    </Section>
  );
}

/** What is wrong with a card, as a whole. */
export function CardProblem({ wizard, field }: { readonly wizard: Wizard; readonly field: string }) {
  const problem = problemAt(wizard.shown, field);
  if (problem === undefined) return null;
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>{problem}</MessageBarBody>
    </MessageBar>
  );
}
