import { useState } from 'react';
import { deploy as words } from '#strings/deploy';
import { describeError } from '../../../components/states.tsx';
import { nameOfId } from '../../../lib/format/id.ts';
import { notify } from '../../../lib/notifications.ts';
import { deploy, type Order, type Outcome, type Step, stepsOf } from '../api/deploy.ts';

/** Sends a deployment and tells behind the bell how it goes: it may take a while, wherever the reader is by then. */
export function useDeploy(): {
  readonly isBusy: boolean;
  readonly outcome: Outcome | undefined;
  send(order: Order): Promise<Outcome>;
  forget(): void;
} {
  const [isBusy, setIsBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  return {
    isBusy,
    outcome,
    forget: () => setOutcome(undefined),
    async send(order) {
      setIsBusy(true);
      setOutcome(undefined);
      const id = `deploy-${crypto.randomUUID()}`;
      const name = nameOfId(order.plan.deploymentId);
      const steps = stepsOf(order);
      const ended = await deploy(order, step =>
        notify({
          id,
          title: stepWords(step, order),
          state: 'running',
          progress: steps.indexOf(step) / steps.length,
        }),
      );
      notify({ id, ...endWords(ended, name) });
      setOutcome(ended);
      setIsBusy(false);
      return ended;
    },
  };
}

function stepWords(step: Step, { plan }: Order): string {
  if (step === 'endpoint') return words.steps.endpoint(nameOfId(plan.endpointId ?? ''));
  return step === 'traffic' ? words.steps.traffic : words.steps.deployment(nameOfId(plan.deploymentId));
}

function endWords(outcome: Outcome, name: string) {
  switch (outcome.kind) {
    case 'done':
      return {
        title: words.done(name),
        state: 'done',
        link: `/deployments/details?${new URLSearchParams({ id: outcome.deploymentId })}`,
      } as const;
    case 'refused':
      return {
        title: words.refusedTitle(name),
        state: 'failed',
        link: `/audit/decision?${new URLSearchParams({ id: outcome.decision })}`,
      } as const;
    case 'failed':
      return {
        title: words.failed(name),
        detail: describeError(outcome.error).message,
        state: 'failed',
      } as const;
  }
}
