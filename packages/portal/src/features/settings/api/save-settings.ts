import type { JsonObject } from '@sluice/arm/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { API, arm } from '../../../lib/arm.ts';
import { readSettings } from '../draft/settings.ts';
import { SETTINGS_KEY, SETTINGS_PATH } from './get-settings.ts';

/** Changes some settings. Resolves to the revision since which they are in force. */
export function useSaveSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (patch: JsonObject) => arm().patch(SETTINGS_PATH, API.governance, patch),
    onSuccess: ({ body }) => client.setQueryData(SETTINGS_KEY, readSettings(body)),
  });
}
