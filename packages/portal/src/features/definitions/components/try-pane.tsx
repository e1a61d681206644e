import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import type { JsonObject } from '@sluice/arm/protocol';
import { trial as words } from '#strings/trial';
import { wholePath } from '../../../lib/format/resource.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { resourceIdOf, type TestCase, type TrialState } from '../trial/trial-state.ts';
import { useKeptTrial } from '../trial/use-kept-trial.ts';
import { TestsPanel } from './tests-panel.tsx';
import { TrialPanel } from './trial-panel.tsx';

const useStyles = makeStyles({ tabs: { marginBottom: tokens.spacingVerticalM } });

/** Beside the editor: the definition tried as it stands, and its tests. */
export function TryPane({
  draftKey,
  properties,
  scope,
}: {
  readonly draftKey: string;
  readonly properties: JsonObject | undefined;
  readonly scope: string;
}) {
  const styles = useStyles();
  const [{ pane }, change] = useUrlState<'pane'>();
  const [{ trial, cases }, keep] = useKeptTrial(draftKey);
  const isTests = pane === 'tests';
  return (
    <section aria-label={words.tabs}>
      <TabList
        className={styles.tabs}
        aria-label={words.tabs}
        selectedValue={isTests ? 'tests' : 'try'}
        onTabSelect={(_, { value }) => change({ pane: value === 'tests' ? 'tests' : undefined })}
      >
        <Tab value="try">{words.tryIt}</Tab>
        <Tab value="tests">{words.tests(cases.length)}</Tab>
      </TabList>
      {isTests ? (
        <TestsPanel
          cases={cases}
          properties={properties}
          scope={scope}
          onChange={next => keep({ cases: next })}
          onOpen={test => {
            keep({ trial: trialOf(test, trial) });
            change({ pane: undefined });
          }}
        />
      ) : (
        <TrialPanel
          trial={trial}
          properties={properties}
          scope={scope}
          onChange={next => keep({ trial: next })}
          onKeep={(on, expected) =>
            keep({
              cases: [
                ...cases,
                {
                  id: crypto.randomUUID(),
                  name: wholePath(resourceIdOf(on)),
                  on,
                  parameters: trial.parameters,
                  expected,
                },
              ],
            })
          }
        />
      )}
    </section>
  );
}

function trialOf({ on, parameters }: TestCase, before: TrialState): TrialState {
  if ('resourceId' in on) return { ...before, kind: 'stored', resourceId: on.resourceId, parameters };
  return { ...before, kind: 'given', resourceText: JSON.stringify(on.resource, null, 2), parameters };
}
