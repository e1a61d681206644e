import type { JsonObject } from '@sluice/language';
import { arrayAt, objectAt } from '../../json-value.ts';

/** Where events may be sent, as the tenant's settings say: names with an optional port, `*.` before one for everything below it. */
export type WebhookTargets = {
  readonly allowedHosts: readonly string[];
  /** The same, and what they lead to may be an address of a private network. */
  readonly allowedPrivateHosts: readonly string[];
};

/** Nobody can have the server call anything before somebody has thought of it. */
export const NO_TARGETS: WebhookTargets = { allowedHosts: [], allowedPrivateHosts: [] };

const HTTPS_PORT = 443;
const NAME = '[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*';
const ADDRESS = '\\[[0-9a-f:.]+\\]';
const PATTERN = new RegExp(`^((?:\\*\\.)?${NAME}|${ADDRESS})(?::(\\d{1,5}))?$`, 'i');
/** No user, no password, no fragment, nothing that two parsers could read in two ways. */
const ENDPOINT = new RegExp(`^https://(${NAME}|${ADDRESS})(?::(\\d{1,5}))?(?:[/?][!-"$-\\[\\]-~]*)?$`, 'i');

/** The host (lower case) and port that a text of the form `https://host[:port][/path]` names; undefined for any other text. */
export function readEndpoint(url: string): { readonly host: string; readonly port: number } | undefined {
  return read(ENDPOINT, url);
}

/** Whether a text is an entry of the allow-lists. */
export function isTargetPattern(text: string): boolean {
  return read(PATTERN, text) !== undefined;
}

/** The lists of the settings (their `properties`). */
export function webhookTargets(settings: JsonObject | undefined): WebhookTargets {
  const webhooks = objectAt(settings, 'webhooks');
  const texts = (name: string) =>
    arrayAt(webhooks, name).filter((each): each is string => typeof each === 'string');
  return { allowedHosts: texts('allowedHosts'), allowedPrivateHosts: texts('allowedPrivateHosts') };
}

/** `public`: every address that the host has must be one of the internet. Undefined: nothing may be sent there. */
export function targetReach(
  { allowedHosts, allowedPrivateHosts }: WebhookTargets,
  target: { readonly host: string; readonly port: number },
): 'public' | 'any' | undefined {
  const names = (pattern: string) => fits(pattern, target);
  if (allowedPrivateHosts.some(names)) return 'any';
  return allowedHosts.some(names) ? 'public' : undefined;
}

function fits(pattern: string, { host, port }: { readonly host: string; readonly port: number }): boolean {
  const allowed = read(PATTERN, pattern);
  if (allowed === undefined || allowed.port !== port) return false;
  return allowed.host.startsWith('*.') ? host.endsWith(allowed.host.slice(1)) : host === allowed.host;
}

function read(form: RegExp, text: string): { readonly host: string; readonly port: number } | undefined {
  const [, host, digits] = form.exec(text) ?? [];
  const port = digits === undefined ? HTTPS_PORT : Number(digits);
  return host === undefined || port < 1 || port > 65_535 ? undefined : { host: host.toLowerCase(), port };
}
