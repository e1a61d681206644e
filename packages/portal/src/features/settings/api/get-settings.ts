import { useQuery } from '@tanstack/react-query';
import { API, arm } from '../../../lib/arm.ts';
import { readSettings } from '../draft/settings.ts';

export const SETTINGS_PATH = '/providers/Sluice.Governance/settings/default';
export const SETTINGS_KEY = ['settings'];

/** The settings as they hold, whether anybody has written some or not. */
export function useSettings() {
  return useQuery({
    queryKey: SETTINGS_KEY,
    queryFn: async () => readSettings((await arm().get(SETTINGS_PATH, API.governance)).body),
    // What is being typed is compared with it.
    refetchOnWindowFocus: false,
  });
}
