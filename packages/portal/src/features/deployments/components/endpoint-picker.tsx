import { Combobox, Field, Option } from '@fluentui/react-components';
import { deploy as words } from '#strings/deploy';
import { TypedCounts } from '../../../components/typed-counts.tsx';
import type { EndpointKind } from '../../../lib/models/model-query.ts';
import { useEndpoints } from '../../../lib/models/use-endpoints.ts';
import { matchesWords } from '../../../lib/words.ts';

const MOST = 50;

/** Picks an endpoint of the workspace, or takes the name of a new one as it is typed. */
export function EndpointPicker({
  value,
  workspace,
  kind,
  problem,
  onChange,
}: {
  readonly value: string;
  readonly workspace: string;
  readonly kind: EndpointKind;
  readonly problem: string | undefined;
  onChange(name: string): void;
}) {
  const { data: endpoints, isLoading } = useEndpoints(workspace, kind);
  const isThere = endpoints?.some(({ name }) => name.toLowerCase() === value.toLowerCase()) === true;
  const found = endpoints?.filter(({ name }) => isThere || matchesWords(value, name)) ?? [];
  return (
    <Field
      label={words.endpoint}
      required
      hint={hintOf(value, kind, isThere, endpoints !== undefined)}
      {...(problem === undefined ? {} : { validationMessage: problem })}
    >
      <Combobox
        freeform
        disableAutoFocus
        disabled={workspace === ''}
        placeholder={endpoints?.length === 0 ? words.noEndpoints : ''}
        value={value}
        selectedOptions={isThere ? [value] : []}
        onChange={event => onChange(event.target.value.trim())}
        onOptionSelect={(_, { optionValue }) => optionValue !== undefined && onChange(optionValue)}
      >
        <TypedCounts text={value} />
        {found.slice(0, MOST).map(({ name }) => (
          <Option key={name} value={name}>
            {name}
          </Option>
        ))}
        {found.length === 0 && !isLoading && (
          <Option disabled value="" text="">
            {words.noEndpoints}
          </Option>
        )}
      </Combobox>
    </Field>
  );
}

function hintOf(name: string, kind: EndpointKind, isThere: boolean, isKnown: boolean): string {
  if (name === '' || !isKnown) return words.endpointHint;
  if (!isThere) return words.newEndpoint(name);
  return kind === 'serverless' ? words.replacesEndpoint : words.oldEndpoint;
}
