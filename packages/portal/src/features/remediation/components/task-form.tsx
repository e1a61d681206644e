import {
  Button,
  Checkbox,
  Dropdown,
  Field,
  Input,
  makeStyles,
  Option,
  SpinButton,
  type SpinButtonOnChangeData,
  Textarea,
  tokens,
} from '@fluentui/react-components';
import { Suspense, useState } from 'react';
import { remediation } from '#strings/remediation';
import { lazyPart } from '../../../components/lazy-part.tsx';
import { number } from '../../../lib/format/number.ts';
import { problemAt } from '../../../lib/problem-at.ts';
import { type ScopeNode, useScopeNames, useScopeTree } from '../../../lib/scope.ts';
import { MOST, type TaskDraft, type TaskProblem, type TaskProblems } from '../task-draft.ts';

const words = remediation.form;

const ScopePicker = lazyPart(async () => (await import('../../../components/scope-picker.tsx')).ScopePicker);

const useStyles = makeStyles({
  form: { display: 'grid', gap: tokens.spacingVerticalL },
  scope: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  numbers: {
    display: 'grid',
    gap: tokens.spacingHorizontalL,
    alignItems: 'start',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(200px, 100%), 1fr))',
  },
});

/** The fields of a task. */
export function TaskForm({
  draft,
  problems,
  refusal,
  locations,
  allowsScope,
  onChange,
}: {
  readonly draft: TaskDraft;
  readonly problems: TaskProblems;
  /** What the server said no with, if it did. */
  readonly refusal: unknown;
  /** Where there are resources to remediate. */
  readonly locations: readonly string[];
  allowsScope(node: ScopeNode): boolean;
  onChange(changes: Partial<TaskDraft>): void;
}) {
  const styles = useStyles();
  const nameOfScope = useScopeNames();
  const { data: tree } = useScopeTree();
  const [isPicking, setIsPicking] = useState(false);
  const isGroup =
    tree?.find(({ id }) => id.toLowerCase() === draft.scope.toLowerCase())?.kind === 'managementGroup';
  const said = (problem: TaskProblem | undefined, pointer: string) => {
    const message = problem === undefined ? problemAt(refusal, pointer) : problemWords(problem);
    return message === undefined ? {} : { validationMessage: message };
  };
  return (
    <div className={styles.form}>
      <Field label={words.name} required hint={words.nameHint} {...said(problems.name, '/name')}>
        <Input value={draft.name} onChange={(_, { value }) => onChange({ name: value })} autoComplete="off" />
      </Field>
      <Field label={words.scope} hint={words.scopeHint}>
        <div className={styles.scope}>
          <span title={draft.scope}>{nameOfScope(draft.scope)}</span>
          <Button size="small" onClick={() => setIsPicking(true)}>
            {words.changeScope}
          </Button>
        </div>
      </Field>
      <Field
        label={words.locations}
        hint={words.locationsHint}
        {...said(undefined, '/properties/filters/locations')}
      >
        <Dropdown
          multiselect
          value={draft.locations.join(', ')}
          placeholder={words.allLocations}
          selectedOptions={[...draft.locations]}
          onOptionSelect={(_, { selectedOptions }) => onChange({ locations: selectedOptions })}
        >
          {locations.map(each => (
            <Option key={each}>{each}</Option>
          ))}
        </Dropdown>
      </Field>
      <Field
        label={words.resources}
        hint={words.resourcesHint}
        {...said(problems.resources, '/properties/filters/resourceIds')}
      >
        <Textarea
          rows={3}
          value={draft.resources}
          onChange={(_, { value }) => onChange({ resources: value })}
        />
      </Field>
      <Field hint={words.reEvaluateHint} {...said(undefined, '/properties/resourceDiscoveryMode')}>
        <Checkbox
          label={words.reEvaluate}
          disabled={isGroup}
          checked={draft.reEvaluates && !isGroup}
          onChange={(_, { checked }) => onChange({ reEvaluates: checked === true })}
        />
      </Field>
      <div className={styles.numbers}>
        <Field
          label={words.count}
          hint={words.countHint}
          {...said(problems.resourceCount, '/properties/resourceCount')}
        >
          <SpinButton
            value={numberOf(draft.resourceCount)}
            displayValue={draft.resourceCount}
            min={1}
            max={MOST.resourceCount}
            onChange={(_, data) => onChange({ resourceCount: spun(data) })}
          />
        </Field>
        <Field
          label={words.parallel}
          hint={words.parallelHint}
          {...said(problems.parallelDeployments, '/properties/parallelDeployments')}
        >
          <SpinButton
            value={numberOf(draft.parallelDeployments)}
            displayValue={draft.parallelDeployments}
            min={1}
            max={MOST.parallelDeployments}
            onChange={(_, data) => onChange({ parallelDeployments: spun(data) })}
          />
        </Field>
        <Field
          label={words.threshold}
          hint={words.thresholdHint}
          {...said(problems.failureThreshold, '/properties/failureThreshold')}
        >
          <Input
            inputMode="decimal"
            value={draft.failureThreshold}
            onChange={(_, { value }) => onChange({ failureThreshold: value })}
          />
        </Field>
      </div>
      {isPicking && (
        <Suspense fallback={null}>
          <ScopePicker
            isOpen
            title={words.pickScope}
            current={draft.scope}
            allows={allowsScope}
            onClose={() => setIsPicking(false)}
            onPick={({ id }) => {
              setIsPicking(false);
              onChange({ scope: id });
            }}
          />
        </Suspense>
      )}
    </div>
  );
}

function problemWords(problem: TaskProblem): string {
  switch (problem.kind) {
    case 'name':
      return words.needsName;
    case 'resource':
      return words.badResource(problem.line);
    case 'number':
      return words.badNumber('1', number(problem.most));
    case 'percent':
      return words.badPercent;
  }
}

/** What is typed stands as it is; what is spun is a number. */
function spun({ value, displayValue }: SpinButtonOnChangeData): string {
  return displayValue ?? (value === null || value === undefined ? '' : String(value));
}

function numberOf(text: string): number | null {
  const value = Number(text);
  return text.trim() === '' || Number.isNaN(value) ? null : value;
}
