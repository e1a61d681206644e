import { Field, Input, makeStyles, Radio, RadioGroup, SpinButton, tokens } from '@fluentui/react-components';
import { deploy as words } from '#strings/deploy';
import { WorkspacePicker } from '../../../components/workspace-picker.tsx';
import type { Endpoint } from '../../../lib/models/endpoint.ts';
import { shiftTraffic } from '../../../lib/models/shift-traffic.ts';
import { useDeploymentNames } from '../../../lib/models/use-endpoints.ts';
import type { Workspace } from '../../../lib/workspaces.ts';
import type { DraftProblems } from '../draft/check-draft.ts';
import { type Draft, KINDS } from '../draft/draft.ts';
import { EndpointPicker } from './endpoint-picker.tsx';
import { InstanceTypeField } from './instance-type-field.tsx';
import { ModelPicker } from './model-picker.tsx';
import { TagsField } from './tags-field.tsx';

const useStyles = makeStyles({
  form: { display: 'grid', gap: tokens.spacingVerticalL, maxWidth: '600px' },
  number: { maxWidth: '160px' },
});

export type DeployFormProps = {
  readonly draft: Draft;
  readonly problems: DraftProblems;
  readonly workspace: Workspace | undefined;
  /** The endpoint that is chosen, where it is there. */
  readonly endpoint: Endpoint | undefined;
  /** It has just been deployed as it stands. */
  readonly isDone: boolean;
  onChange(change: Partial<Draft>): void;
};

/** What is deployed, and where. */
export function DeployForm({ draft, problems, workspace, endpoint, isDone, onChange }: DeployFormProps) {
  const styles = useStyles();
  const { wrong } = problems;
  const { kind } = draft;
  return (
    <div className={styles.form}>
      <ModelPicker
        value={draft.model}
        workspace={draft.workspace}
        kind={kind}
        problem={wrong.model}
        onChange={model => onChange({ model })}
      />
      <Field
        label={words.workspace}
        required
        hint={workspace === undefined ? '' : words.workspaceHint(workspace.location)}
      >
        <WorkspacePicker
          label={words.workspace}
          value={draft.workspace === '' ? undefined : draft.workspace}
          onChange={id => onChange({ workspace: id ?? '', endpoint: '' })}
        />
      </Field>
      <Field label={words.kind}>
        <RadioGroup
          value={kind}
          onChange={(_, { value }) =>
            onChange({ kind: KINDS.find(each => each === value) ?? 'online', endpoint: '' })
          }
        >
          {KINDS.map(each => (
            <Radio key={each} value={each} label={words.kinds[each]} />
          ))}
        </RadioGroup>
      </Field>
      <EndpointPicker
        value={draft.endpoint}
        workspace={draft.workspace}
        kind={kind}
        problem={wrong.endpoint}
        onChange={name => onChange({ endpoint: name })}
      />
      {kind !== 'serverless' && (
        <>
          <NameField
            draft={draft}
            problem={wrong.name}
            endpoint={isDone ? undefined : endpoint}
            onChange={onChange}
          />
          <InstanceTypeField
            value={draft.instanceType}
            isRequired={kind === 'online'}
            onChange={instanceType => onChange({ instanceType })}
          />
          <Field label={words.instanceCount}>
            <SpinButton
              className={styles.number}
              min={1}
              max={1000}
              value={draft.instanceCount}
              onChange={(_, { value, displayValue }) => {
                const count = value ?? Number(displayValue);
                if (Number.isSafeInteger(count) && count >= 1) onChange({ instanceCount: count });
              }}
            />
          </Field>
        </>
      )}
      {kind === 'online' && <TrafficField draft={draft} endpoint={endpoint} onChange={onChange} />}
      <TagsField value={draft.tags} problem={wrong.tags} onChange={tags => onChange({ tags })} />
    </div>
  );
}

type PartProps = Pick<DeployFormProps, 'draft' | 'endpoint' | 'onChange'>;

function NameField({
  draft,
  endpoint,
  problem,
  onChange,
}: PartProps & { readonly problem: string | undefined }) {
  const { data: names = [] } = useDeploymentNames(endpoint?.id);
  const isTaken = names.some(name => name.toLowerCase() === draft.name.toLowerCase());
  return (
    <Field
      label={words.name}
      required
      {...(problem !== undefined
        ? { validationMessage: problem }
        : isTaken
          ? { validationMessage: words.replaces, validationState: 'warning' as const }
          : {})}
    >
      <Input
        value={draft.name}
        autoComplete="off"
        onChange={(_, { value }) => onChange({ name: value.trim() })}
      />
    </Field>
  );
}

function TrafficField({ draft, endpoint, onChange }: PartProps) {
  const styles = useStyles();
  const { traffic, name } = draft;
  const after =
    traffic === undefined || name === '' ? undefined : shiftTraffic(endpoint?.traffic ?? {}, name, traffic);
  const shares = Object.entries(after ?? {}).map(([each, share]) => words.share(each, share));
  return (
    <Field
      label={words.traffic}
      hint={`${words.trafficHint}${shares.length === 0 ? '' : ` ${words.trafficAfter(shares.join(', '))}`}`}
    >
      <Input
        className={styles.number}
        type="number"
        min={0}
        max={100}
        contentAfter="%"
        value={traffic === undefined ? '' : String(traffic)}
        onChange={(_, { value }) =>
          onChange({
            traffic: value === '' ? undefined : Math.min(100, Math.max(0, Math.round(Number(value)))),
          })
        }
      />
    </Field>
  );
}
