import { Combobox, Field, Option } from '@fluentui/react-components';
import { deploy as words } from '#strings/deploy';
import { TypedCounts } from '../../../components/typed-counts.tsx';
import { useDeployments } from '../../../lib/models/use-deployments.ts';
import { DEFAULT_INSTANCE_TYPE } from '../draft/draft.ts';

/** The size of the machines: any text, with those offered that other deployments have. */
export function InstanceTypeField({
  value,
  isRequired,
  onChange,
}: {
  readonly value: string;
  readonly isRequired: boolean;
  onChange(instanceType: string): void;
}) {
  const { data } = useDeployments({ scope: '' });
  const used =
    data?.pages.flatMap(({ items }) => items.flatMap(({ instanceType }) => instanceType ?? [])) ?? [];
  const known = [...new Set([DEFAULT_INSTANCE_TYPE, ...used])].sort();
  return (
    <Field label={words.instanceType} hint={words.instanceTypeHint} required={isRequired}>
      <Combobox
        freeform
        disableAutoFocus
        value={value}
        selectedOptions={[value]}
        onChange={event => onChange(event.target.value.trim())}
        onOptionSelect={(_, { optionValue }) => optionValue !== undefined && onChange(optionValue)}
      >
        <TypedCounts text={value} />
        {known.map(each => (
          <Option key={each} value={each}>
            {each}
          </Option>
        ))}
      </Combobox>
    </Field>
  );
}
