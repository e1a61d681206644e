import { readFileSync } from 'node:fs';
import { DIAGNOSTIC_CODES, EFFECTS, type EffectRecord, FUNCTIONS, OPERATORS } from '@sluice/language';
import { METRICS, type MetricRow } from '../packages/server/src/telemetry/metrics.ts';

const LANGUAGE = new URL('../packages/language/src/', import.meta.url);

/** The pages of docs/reference by file name: what the registries hold, with the doc comment of each entry. */
export function referencePages(): Readonly<Record<string, string>> {
  return {
    'operators.md': page('Condition operators', OPERATORS_INTRO, OPERATORS.map(operator)),
    'functions.md': page('Template functions', FUNCTIONS_INTRO, FUNCTIONS.map(templateFunction)),
    'effects.md': page('Effects', EFFECTS_INTRO, Object.values(EFFECTS).map(effect)),
    'diagnostics.md': page('Diagnostics', DIAGNOSTICS_INTRO, [diagnostics()]),
    'metrics.md': page('Metrics', METRICS_INTRO, [metrics()]),
  };
}

/** The doc comments alone, for whoever explains a rule where it is written: what the portal's editor says. */
export function referenceWords(): Readonly<Record<'operators' | 'functions' | 'effects', Words>> {
  const wordsOf = (folder: string, names: readonly string[]): Words =>
    Object.fromEntries(names.map(name => [name, flowing(docCommentOf(`${folder}/${name}.ts`))]));
  return {
    operators: wordsOf('operators', namesOf(OPERATORS)),
    functions: wordsOf('functions', namesOf(FUNCTIONS)),
    effects: wordsOf('effects', namesOf(Object.values(EFFECTS))),
  };
}

type Words = Readonly<Record<string, string>>;

function namesOf(registered: readonly { readonly name: string }[]): readonly string[] {
  return registered.map(({ name }) => name);
}

/** Without the ends of lines that the width of the source makes. */
function flowing(comment: string): string {
  return comment.replace(/(?<!\n)\n(?!\n)/g, ' ');
}

const OPERATORS_INTRO =
  'What may stand beside `field`, `value` or `count` in a condition. Names ignore case. Each links to its cases: what it answers, edge by edge.';
const FUNCTIONS_INTRO =
  "What an expression of a rule (`[concat('a', 'b')]`) may call. Names ignore case. A text that begins with `[` and is none begins with `[[`.";
const EFFECTS_INTRO =
  'What `then.effect` may be, as a name or as a parameter. Names ignore case. What the server does not act on yet it refuses by name.';
const DIAGNOSTICS_INTRO =
  'What `sluice check` and the API say of a definition. Codes are stable and may be expected in cases (`expect: { diagnostic: operator/unknown }`); messages may change.';

const METRICS_INTRO =
  'What `GET /metrics` shows, in the text format of Prometheus. Every server tells of itself, but for the jobs and scans of the database, which all servers tell alike. [Operations](../operations.md) says who may read it and how it is scraped.';

function page(title: string, intro: string, sections: readonly string[]): string {
  const notice = '<!-- Made from the sources by `npm run reference`; edit the doc comments there. -->';
  return `${[notice, `# ${title}`, intro, ...sections].join('\n\n')}\n`;
}

function operator({ name, operand, opposite }: (typeof OPERATORS)[number]): string {
  const facts = [`Compares with: ${operand}.`, ...(opposite === undefined ? [] : [`Opposite: ${opposite}.`])];
  return section(name, 'operators', facts);
}

function templateFunction({ name, minArgs, maxArgs }: (typeof FUNCTIONS)[number]): string {
  const most = maxArgs === Number.POSITIVE_INFINITY ? 'or more' : `to ${maxArgs}`;
  return section(name, 'functions', [`Arguments: ${minArgs === maxArgs ? minArgs : `${minArgs} ${most}`}.`]);
}

function effect({ name, inArmModes }: EffectRecord): string {
  return section(name, 'effects', [
    inArmModes ? 'In the modes All and Indexed.' : 'In data-plane modes only.',
  ]);
}

function section(
  name: string,
  folder: 'operators' | 'functions' | 'effects',
  facts: readonly string[],
): string {
  const cases = `[Cases](../../conformance/${folder}/${name}.yaml)`;
  return [`## ${name}`, docCommentOf(`${folder}/${name}.ts`), [...facts, cases].join(' ')].join('\n\n');
}

/** The comment that stands right before what the file exports. */
function docCommentOf(path: string): string {
  const source = readFileSync(new URL(path, LANGUAGE), 'utf8');
  const comment = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export const/.exec(source)?.[1];
  if (comment === undefined) throw new Error(`${path}: what it exports has no doc comment.`);
  return comment
    .split('\n')
    .map(line => line.replace(/^\s*\*? ?/, '').trimEnd())
    .join('\n')
    .trim();
}

function diagnostics(): string {
  const rows = Object.entries(DIAGNOSTIC_CODES).map(
    ([code, meaning]) => `| \`${code}\` | ${meaning.replaceAll('|', '\\|')} |`,
  );
  return ['| code | what it says |', '| --- | --- |', ...rows].join('\n');
}

function metrics(): string {
  const rows = Object.entries<MetricRow>(METRICS).map(([name, { kind, unit, labels, description }]) => {
    const shown = labels.map(label => `\`${label}\``).join(', ');
    const type = kind === 'counted' ? 'counter' : kind;
    return `| \`${name}\` | ${type} | ${unit ?? ''} | ${shown} | ${description.replaceAll('|', '\\|')} |`;
  });
  return [
    '| metric | kind | unit | labels | what it says |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
