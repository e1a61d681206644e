import type { JsonObject } from '@sluice/arm/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { API, arm } from '../../../lib/arm.ts';
import { numberAt, objectAt, textAt } from '../../../lib/json.ts';
import { WEBHOOKS_KEY, WEBHOOKS_PATH } from './get-webhooks.ts';

/** Whatever is done to a webhook; the list is read anew when the server has taken it. */
function useChange<Input, Answer>(change: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: WEBHOOKS_KEY }),
  });
}

/** Makes a webhook, never over one of the same name. Resolves to the secret that was made for it, which is shown this once. */
export function useCreateWebhook() {
  return useChange(async ({ name, body }: { readonly name: string; readonly body: JsonObject }) => {
    const answer = await arm().put(`${WEBHOOKS_PATH}/${name}`, API.governance, body, {
      headers: { 'if-none-match': '*' },
    });
    return textAt(objectAt(answer.body, 'properties'), 'secret');
  });
}

/** Replaces what a webhook is; its secret stays. */
export function useSaveWebhook() {
  return useChange(({ id, body }: { readonly id: string; readonly body: JsonObject }) =>
    arm().put(id, API.governance, body, { headers: { 'if-match': '*' } }),
  );
}

export function useEnableWebhook() {
  return useChange(({ id, isEnabled }: { readonly id: string; readonly isEnabled: boolean }) =>
    arm().patch(id, API.governance, { properties: { enabled: isEnabled } }),
  );
}

export function useDeleteWebhook() {
  return useChange((id: string) => arm().delete(id, API.governance));
}

/** Resolves to the new secret, which is shown this once. */
export function useRotateSecret() {
  return useChange(async (id: string) =>
    textAt((await arm().act(`${id}/rotateSecret`, API.governance, {})).body, 'secret'),
  );
}

/** Puts dead letters back in line: those named, or all. Resolves to how many. */
export function useRedeliver() {
  return useChange(async ({ id, names }: { readonly id: string; readonly names?: readonly string[] }) => {
    const answer = await arm().act(
      `${id}/redeliver`,
      API.governance,
      names === undefined ? {} : { ids: names },
    );
    return numberAt(answer.body, 'redelivered') ?? 0;
  });
}
