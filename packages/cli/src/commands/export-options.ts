import { parseScopeId, type ScopeId, TENANT } from '@sluice/arm/ids';
import { EXPORT_FORMATS, toTime } from '@sluice/server';
import { InvalidArgumentError, Option } from 'commander';

/** `--format`, as every export has it. */
export function formatOption(): Option {
  return new Option('--format <format>', 'how').choices(EXPORT_FORMATS).default('ndjson');
}

/** `--output`, as every export has it. */
export function outputOption(): Option {
  return new Option('--output <file>', 'where to (default: standard output)');
}

/** `--scope`, as exports of compliance have it. */
export function scopeOption(): Option {
  return new Option('--scope <id>', 'of what is at and below it, or of a policy object')
    .argParser(readScope)
    .default(TENANT, 'everything');
}

/** A time of an option. */
export function readTime(text: string): string {
  const time = toTime(text);
  if (time === undefined) throw new InvalidArgumentError('It is no time such as 2026-01-31T08:00:00Z.');
  return time;
}

function readScope(text: string): ScopeId {
  const scope = parseScopeId(text);
  if (scope === undefined)
    throw new InvalidArgumentError('It is no id such as /subscriptions/{id}/resourceGroups/{name}.');
  return scope;
}
