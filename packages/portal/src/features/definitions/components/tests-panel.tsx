import { Button, Input, makeStyles, mergeClasses, Select, Spinner, tokens } from '@fluentui/react-components';
import {
  CheckmarkCircle16Filled,
  Delete16Regular,
  DismissCircle16Filled,
  Play16Regular,
} from '@fluentui/react-icons';
import type { JsonObject } from '@sluice/arm/protocol';
import { useState } from 'react';
import { trial as words } from '#strings/trial';
import { describeError, EmptyState } from '../../../components/states.tsx';
import { wholePath } from '../../../lib/format/resource.ts';
import { evaluate } from '../api/evaluate.ts';
import { OUTCOMES, type Outcome } from '../trial/trial.ts';
import { resourceIdOf, type TestCase } from '../trial/trial-state.ts';

const useStyles = makeStyles({
  tools: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  list: {
    listStyle: 'none',
    margin: `${tokens.spacingVerticalM} 0 0`,
    padding: 0,
    display: 'grid',
    gap: tokens.spacingVerticalS,
  },
  item: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    padding: tokens.spacingHorizontalS,
    display: 'grid',
    gap: tokens.spacingVerticalXS,
  },
  row: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, minWidth: 0 },
  name: { flex: 1, minWidth: 0 },
  detail: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
  result: {
    display: 'inline-flex',
    alignItems: 'start',
    gap: tokens.spacingHorizontalXS,
    overflowWrap: 'anywhere',
  },
  icon: { flexShrink: 0, marginTop: '2px' },
  good: { color: tokens.colorStatusSuccessForeground1 },
  bad: { color: tokens.colorStatusDangerForeground1 },
});

/** What came of a test: an outcome, or why there is none. */
type Result = { readonly outcome: Outcome } | { readonly problem: string };

export type TestsPanelProps = {
  readonly cases: readonly TestCase[];
  /** The definition as it would be sent; undefined while its JSON cannot be read. */
  readonly properties: JsonObject | undefined;
  readonly scope: string;
  onChange(cases: readonly TestCase[]): void;
  onOpen(test: TestCase): void;
};

/** The tests of a definition: resources with what it is expected to say of each. */
export function TestsPanel({ cases, properties, scope, onChange, onOpen }: TestsPanelProps) {
  const styles = useStyles();
  const [results, setResults] = useState<ReadonlyMap<string, Result>>(new Map());
  const [isRunning, setIsRunning] = useState(false);
  const passed = cases.filter(test => isPassed(test, results.get(test.id))).length;

  async function run(definition: JsonObject): Promise<void> {
    setIsRunning(true);
    setResults(new Map());
    // One after the other: each is told as soon as it is known.
    for (const test of cases) {
      const result = await judge(test, definition, scope);
      setResults(before => new Map([...before, [test.id, result]]));
    }
    setIsRunning(false);
  }

  if (cases.length === 0) return <EmptyState title={words.none} hint={words.noneHint} />;
  return (
    <>
      <div className={styles.tools}>
        <Button
          icon={isRunning ? <Spinner size="tiny" /> : <Play16Regular />}
          disabled={isRunning || properties === undefined}
          onClick={() => properties !== undefined && void run(properties)}
        >
          {isRunning ? words.running : words.runAll}
        </Button>
        <span role="status">
          {properties === undefined
            ? words.brokenJson
            : !isRunning && results.size > 0 && words.results(passed, cases.length)}
        </span>
      </div>
      <ul className={styles.list}>
        {cases.map(test => (
          <li key={test.id} className={styles.item}>
            <div className={styles.row}>
              <Input
                className={styles.name}
                aria-label={words.nameOf(test.name)}
                value={test.name}
                onChange={(_, { value }) => onChange(changed(cases, test.id, { name: value }))}
              />
              <Button
                appearance="subtle"
                icon={<Play16Regular />}
                aria-label={words.open(test.name)}
                title={words.open(test.name)}
                onClick={() => onOpen(test)}
              />
              <Button
                appearance="subtle"
                icon={<Delete16Regular />}
                aria-label={words.remove(test.name)}
                title={words.remove(test.name)}
                onClick={() => onChange(cases.filter(({ id }) => id !== test.id))}
              />
            </div>
            <span className={styles.detail} title={resourceIdOf(test.on)}>
              {wholePath(resourceIdOf(test.on))}
              {Object.entries(test.parameters).map(
                ([name, value]) => ` · ${name} = ${JSON.stringify(value)}`,
              )}
            </span>
            <div className={styles.row}>
              <Select
                size="small"
                aria-label={words.expectedOf(test.name)}
                value={test.expected}
                onChange={(_, { value }) =>
                  onChange(
                    changed(cases, test.id, {
                      expected: OUTCOMES.find(each => each === value) ?? test.expected,
                    }),
                  )
                }
              >
                {OUTCOMES.map(outcome => (
                  <option key={outcome} value={outcome}>
                    {words.outcomes[outcome]}
                  </option>
                ))}
              </Select>
              <ResultText test={test} result={results.get(test.id)} />
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function ResultText({ test, result }: { readonly test: TestCase; readonly result: Result | undefined }) {
  const styles = useStyles();
  if (result === undefined) return <span className={styles.detail}>{words.notRun}</span>;
  const isGood = isPassed(test, result);
  const Icon = isGood ? CheckmarkCircle16Filled : DismissCircle16Filled;
  return (
    <span className={mergeClasses(styles.result, isGood ? styles.good : styles.bad)}>
      <Icon aria-hidden className={styles.icon} />
      {isGood
        ? words.passed
        : 'outcome' in result
          ? words.differs[result.outcome]
          : words.brokeOn(result.problem)}
    </span>
  );
}

function isPassed(test: TestCase, result: Result | undefined): boolean {
  return result !== undefined && 'outcome' in result && result.outcome === test.expected;
}

async function judge({ on, parameters }: TestCase, definition: JsonObject, scope: string): Promise<Result> {
  try {
    const { judged, problems } = await evaluate({
      scope,
      definition,
      parameters,
      on,
      withAssignments: false,
    });
    if (judged !== undefined) return { outcome: judged.outcome };
    return { problem: problems[0]?.message ?? words.outcomes.failed };
  } catch (error) {
    return { problem: describeError(error).message };
  }
}

function changed(cases: readonly TestCase[], id: string, changes: Partial<TestCase>): readonly TestCase[] {
  return cases.map(test => (test.id === id ? { ...test, ...changes } : test));
}
