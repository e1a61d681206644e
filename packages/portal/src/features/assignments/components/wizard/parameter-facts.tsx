import { makeStyles, tokens } from '@fluentui/react-components';
import type { JsonValue } from '@sluice/arm/protocol';
import { assign } from '#strings/assign';
import { Facts } from '../../../../components/facts.tsx';
import type { PolicyParameter } from '../../../../lib/policy/parameters.ts';
import { valueWords } from '../parameters-glance.tsx';

const useStyles = makeStyles({
  facts: { display: 'grid', gap: tokens.spacingVerticalS, overflowWrap: 'anywhere' },
  text: { margin: 0 },
});

/** What the definition says of a parameter. */
export function ParameterFacts({ parameter }: { readonly parameter: PolicyParameter }) {
  const styles = useStyles();
  const { description, name, type, defaultValue, allowedValues, isDeprecated } = parameter;
  const words = assign.parameters.fact;
  return (
    <div className={styles.facts}>
      <p className={styles.text}>{description ?? assign.parameters.noDescription}</p>
      <Facts
        layout="beside"
        facts={[
          [words.name, name],
          [words.type, type],
          [words.default, defaultWords(defaultValue)],
          [words.allowed, allowedValues.length === 0 ? undefined : allowedValues.map(valueWords).join(', ')],
          [words.deprecated, isDeprecated ? words.deprecated : undefined],
        ]}
      />
    </div>
  );
}

function defaultWords(value: JsonValue | undefined): string {
  const words = assign.parameters.fact;
  if (value === undefined) return words.noDefault;
  if (value === '') return words.emptyText;
  return Array.isArray(value) && value.length === 0 ? words.emptyList : valueWords(value);
}
