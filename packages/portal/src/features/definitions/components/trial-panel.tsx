import { Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import type { JsonObject } from '@sluice/arm/protocol';
import { useMemo } from 'react';
import { trial as words } from '#strings/trial';
import { ErrorState } from '../../../components/states.tsx';
import { readParameters } from '../../../lib/policy/parameters.ts';
import { useDebounced } from '../../../lib/use-debounced.ts';
import { useTrial } from '../api/evaluate.ts';
import type { Outcome, TriedOn } from '../trial/trial.ts';
import { parameterOf, type TrialRequest } from '../trial/trial.ts';
import { type TrialState, triedOn } from '../trial/trial-state.ts';
import { ParameterValues } from './parameter-values.tsx';
import { ResourceField } from './resource-field.tsx';
import { TrialResult } from './trial-result.tsx';

const REST_MS = 400;

const useStyles = makeStyles({
  fields: { display: 'grid', gap: tokens.spacingVerticalS },
  result: { marginTop: tokens.spacingVerticalL },
  heading: { margin: `0 0 ${tokens.spacingVerticalXS}`, fontSize: tokens.fontSizeBase300 },
  quiet: { color: tokens.colorNeutralForeground2 },
});

export type TrialPanelProps = {
  readonly trial: TrialState;
  /** The definition as it would be sent; undefined while its JSON cannot be read. */
  readonly properties: JsonObject | undefined;
  /** Where it would be assigned. */
  readonly scope: string;
  onChange(trial: TrialState): void;
  onKeep(on: TriedOn, outcome: Outcome): void;
};

/** Tries the definition as it stands, with each change anew: on what, with which values, and what the server says of it. */
export function TrialPanel({ trial, properties, scope, onChange, onKeep }: TrialPanelProps) {
  const styles = useStyles();
  const { parameters: values, withAssignments } = trial;
  const parameters = useMemo(() => readParameters(properties ?? {}), [properties]);
  const on = useMemo(() => triedOn(trial), [trial]);
  // What is not declared (any more) is not given.
  const given = Object.fromEntries(
    Object.entries(values).filter(([name]) => parameters.some(each => each.name === name)),
  );
  const request: TrialRequest | undefined =
    properties === undefined || on === undefined
      ? undefined
      : { scope, definition: properties, parameters: given, on, withAssignments };
  const text = JSON.stringify(request ?? null);
  const rested = useDebounced(text, REST_MS);
  const asked = useMemo(() => (JSON.parse(rested) as TrialRequest | null) ?? undefined, [rested]);
  const answer = useTrial(request === undefined ? undefined : asked);
  const isJudging = request !== undefined && (text !== rested || answer.isFetching);
  const problems = new Map(
    (answer.data?.problems ?? []).flatMap(problem => {
      const name = parameterOf(problem);
      return name === undefined ? [] : [[name.toLowerCase(), problem.message] as const];
    }),
  );
  return (
    <>
      <div className={styles.fields}>
        <ResourceField trial={trial} scope={scope} onChange={changes => onChange({ ...trial, ...changes })} />
        <div>
          <h3 className={styles.heading}>{words.parameters}</h3>
          <ParameterValues
            parameters={parameters}
            values={values}
            problems={problems}
            onChange={next => onChange({ ...trial, parameters: next })}
          />
        </div>
        <Checkbox
          label={words.withAssignments}
          checked={withAssignments}
          onChange={(_, { checked }) => onChange({ ...trial, withAssignments: checked === true })}
        />
      </div>
      <div className={styles.result}>
        {properties === undefined ? (
          <p className={styles.quiet}>{words.brokenJson}</p>
        ) : on === undefined ? (
          <p className={styles.quiet}>
            {trial.kind === 'given' && trial.resourceText.trim() !== '' ? words.brokenResource : words.choose}
          </p>
        ) : answer.error !== null && !isJudging ? (
          <ErrorState error={answer.error} what={words.failed} onRetry={() => void answer.refetch()} />
        ) : answer.data === undefined ? (
          <p className={styles.quiet}>{words.judging}</p>
        ) : (
          <TrialResult
            trial={answer.data}
            isJudging={isJudging}
            withAssignments={withAssignments}
            onKeep={() => answer.data?.judged !== undefined && onKeep(on, answer.data.judged.outcome)}
          />
        )}
      </div>
    </>
  );
}
