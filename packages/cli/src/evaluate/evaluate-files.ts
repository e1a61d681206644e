import type { JsonObject } from '@sluice/language';
import { inOwnText } from '../check/in-own-text.ts';
import { definitionOf, readDefinition } from '../files/read-definition.ts';
import { documentsBelow, readObject, readParameters, readResources } from '../files/read-document.ts';
import { readVocabulary } from '../files/read-vocabulary.ts';
import { diagnosticText } from '../report/diagnostic-text.ts';
import { type Judged, toJson, toText } from '../report/verdict-text.ts';
import { inputOf, utcNowOf } from './case-context.ts';
import { contextOfId } from './context-of-id.ts';
import { gatherFiles } from './gather-files.ts';
import { judgeResource } from './judge-resource.ts';
import { type PreparedRule, prepareRule } from './prepare-rule.ts';
import { relatedTo } from './related-to.ts';

export type EvaluateOptions = {
  readonly parameters?: string;
  readonly context?: string;
  readonly related: readonly string[];
  readonly aliases: readonly string[];
  readonly apiVersion?: string;
  readonly now?: string;
  readonly rawPaths: boolean;
  readonly output: 'text' | 'json';
};

/** Judges the resources of files and prints what came out. Gives the exit code; throws for a file that cannot be read. */
export function evaluateFiles(
  definition: string,
  resources: readonly string[],
  options: EvaluateOptions,
): number {
  const files = gatherFiles({ definition, resources, ...options });
  if (files.resources.length === 0)
    throw new Error('Name a resource to judge. See "sluice evaluate --help".');
  const parameters = files.parameters === undefined ? {} : readParameters(files.parameters);
  const source = readDefinition(files.definition);
  const whole = definitionOf(source, parameters);
  const rule = prepareRule({
    definition: whole,
    parameters,
    vocabulary: readVocabulary(files.aliases),
    reading: options.rawPaths ? 'lenient' : 'strict',
  });
  const found = 'stage' in rule ? rule.diagnostics : rule.warnings;
  for (const diagnostic of inOwnText(source, whole, found))
    console.error(diagnosticText(files.definition, diagnostic));
  if ('stage' in rule) {
    if (rule.diagnostics.length === 0) console.error(`${files.definition} error ${rule.message}`);
    return 1;
  }
  const context = files.context === undefined ? undefined : readObject(files.context);
  const related = files.related.flatMap(readResources);
  const now = options.now ?? utcNowOf(new Date());
  const judged = files.resources
    .flatMap(documentsBelow)
    .flatMap(file => readResources(file).map(resource => ({ file, resource })))
    .map(({ file, resource }) => {
      const world = { resource, context: context ?? contextOfId(resource), apiVersion: options.apiVersion };
      return { file, resource, ...judge(rule, inputOf(world, now), related) };
    });
  if (options.output === 'json') console.log(JSON.stringify(judged.map(toJson), undefined, 2));
  else console.log(judged.map(toText).join('\n\n'));
  return judged.some(({ verdict }) => verdict.kind === 'error') ? 1 : 0;
}

function judge(
  rule: PreparedRule,
  input: ReturnType<typeof inputOf>,
  related: readonly JsonObject[],
): Pick<Judged, 'verdict' | 'trace' | 'applies'> {
  const found = related.length === 0 ? [] : relatedTo(rule.program.details, related);
  return {
    verdict: judgeResource(rule, input, found),
    trace: rule.program.explain(input),
    applies: rule.program.applies(input),
  };
}
