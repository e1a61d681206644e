import { Button, Dropdown, Field, makeStyles, Option, tokens } from '@fluentui/react-components';
import { Add16Regular, Delete20Regular } from '@fluentui/react-icons';
import { assign } from '#strings/assign';
import type { Selector } from '../../../../lib/policy/assignment.ts';
import type { Suggestion } from '../../../../lib/suggestions.ts';
import { useSuggestions } from '../../api/use-suggestions.ts';
import { Tokens } from '../editors/tokens-editor.tsx';

const useStyles = makeStyles({
  list: { display: 'grid', gap: tokens.spacingVerticalM },
  condition: {
    border: 'none',
    margin: 0,
    padding: `0 0 0 ${tokens.spacingHorizontalM}`,
    borderLeft: `2px solid ${tokens.colorNeutralStroke2}`,
    minWidth: 0,
    display: 'grid',
    gap: tokens.spacingVerticalS,
  },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 130px auto',
    gap: tokens.spacingHorizontalS,
    alignItems: 'end',
  },
  short: { minWidth: 0 },
});

/** The one value of a condition on resources without a location. */
const WITHOUT_LOCATION = 'subscriptionLevelResources';

export type ConditionsFieldProps = {
  /** What may be looked at. */
  readonly kinds: readonly string[];
  readonly conditions: readonly Selector[];
  /** Reference ids of the initiative's members. */
  readonly references: readonly Suggestion[];
  onChange(conditions: readonly Selector[]): void;
};

/** Conditions that must all hold, one of each kind. */
export function ConditionsField({ kinds, conditions, references, onChange }: ConditionsFieldProps) {
  const styles = useStyles();
  const words = assign.selectorsTab;
  const left = kinds.filter(kind => !conditions.some(each => each.kind === kind));
  const [first] = left;
  const replace = (index: number, next: Partial<Selector>) =>
    onChange(conditions.map((each, at) => (at === index ? { ...each, ...next } : each)));
  return (
    <div className={styles.list}>
      {conditions.map((condition, index) => (
        <fieldset key={condition.kind} className={styles.condition} aria-label={words.condition(index + 1)}>
          <div className={styles.row}>
            <Field label={words.conditionKind} className={styles.short}>
              <Dropdown
                style={{ minWidth: 0 }}
                value={words.conditionKinds[condition.kind] ?? condition.kind}
                selectedOptions={[condition.kind]}
                onOptionSelect={(_, { optionValue = condition.kind }) =>
                  replace(index, { kind: optionValue, values: valuesAtFirst(optionValue) })
                }
              >
                {[condition.kind, ...left].map(kind => (
                  <Option key={kind} value={kind}>
                    {words.conditionKinds[kind] ?? kind}
                  </Option>
                ))}
              </Dropdown>
            </Field>
            <Field label={words.isIn} className={styles.short}>
              <Dropdown
                style={{ minWidth: 0 }}
                value={condition.isIn ? words.isOneOf : words.isNoneOf}
                selectedOptions={[condition.isIn ? 'in' : 'notIn']}
                onOptionSelect={(_, { optionValue }) => replace(index, { isIn: optionValue === 'in' })}
              >
                <Option value="in">{words.isOneOf}</Option>
                <Option value="notIn">{words.isNoneOf}</Option>
              </Dropdown>
            </Field>
            <Button
              appearance="subtle"
              icon={<Delete20Regular />}
              aria-label={words.removeCondition(index + 1)}
              onClick={() => onChange(conditions.filter((_, at) => at !== index))}
            />
          </div>
          {condition.kind !== 'resourceWithoutLocation' && (
            <ConditionValues
              condition={condition}
              references={references}
              onChange={values => replace(index, { values })}
            />
          )}
        </fieldset>
      ))}
      {first !== undefined && (
        <div>
          <Button
            size="small"
            icon={<Add16Regular />}
            onClick={() =>
              onChange([...conditions, { kind: first, isIn: true, values: valuesAtFirst(first) }])
            }
          >
            {words.addCondition}
          </Button>
        </div>
      )}
    </div>
  );
}

function ConditionValues({
  condition: { kind, values },
  references,
  onChange,
}: {
  readonly condition: Selector;
  readonly references: readonly Suggestion[];
  onChange(values: readonly string[]): void;
}) {
  const words = assign.selectorsTab;
  const found = useSuggestions(
    kind === 'resourceLocation' ? 'location' : kind === 'resourceType' ? 'resourceType' : undefined,
  );
  return (
    <Field label={words.conditionValues}>
      {control => (
        <Tokens
          label={words.conditionKinds[kind] ?? kind}
          values={values}
          suggestions={kind === 'policyDefinitionReferenceId' ? references : found}
          control={control}
          onChange={onChange}
        />
      )}
    </Field>
  );
}

function valuesAtFirst(kind: string): readonly string[] {
  return kind === 'resourceWithoutLocation' ? [WITHOUT_LOCATION] : [];
}
