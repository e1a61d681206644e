/** Where the details do not say, or say what cannot be read. */
const DEFAULT_SECONDS = 600;
const LONGEST_SECONDS = 360 * 60;

/**
 * How many seconds after a request an IfNotExists effect looks again; undefined: it acts on a failed provisioning only. What was computed
 * and is no delay counts as the default of ten minutes, a longer one than six hours as six hours (our choice).
 * Source: Azure Policy documentation, "auditIfNotExists", evaluationDelay.
 */
export function evaluationDelay(text: string): number | undefined {
  switch (text.toLowerCase()) {
    // Provisioning is done, and has succeeded, when a write commits here.
    case 'afterprovisioning':
    case 'afterprovisioningsuccess':
      return 0;
    case 'afterprovisioningfailure':
      return undefined;
    default:
      return durationSeconds(text) ?? DEFAULT_SECONDS;
  }
}

function durationSeconds(text: string): number | undefined {
  const parts = /^PT(?=\d)(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?(?:(?<seconds>\d+)S)?$/i.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const of = (name: string) => Number(parts[name] ?? 0);
  return Math.min(of('hours') * 3600 + of('minutes') * 60 + of('seconds'), LONGEST_SECONDS);
}
