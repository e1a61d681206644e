import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { JsonObject, JsonValue } from '@sluice/language';
import { isMap, isSeq, LineCounter, parseDocument } from 'yaml';
import { documentsBelow, isObject, readText } from '../files/read-document.ts';
import { type CaseFile, caseProblem, FILE_KEYS, type LocatedCase } from './case-file.ts';

const SUFFIX = /\.cases\.(?:ya?ml|json)$/i;
const DEFINITION_ENDINGS = ['.json', '.yaml', '.yml'];
const ENDINGS = ['.cases.yaml', '.cases.yml', '.cases.json'];
/** The first line of a case file that is named otherwise: it tells editors which schema it follows. */
const SCHEMA = /^#.*\$schema=\S*(?:definition|decision|operator|function)-case\.json\s*$/m;

/**
 * The case files that a path names, in the order of their paths: itself; those beside a definition; or of a folder all
 * files NAME.cases.yaml (.yml, .json) and those whose first line names the schema of cases.
 */
export function findCaseFiles(path: string): readonly string[] {
  if (!existsSync(path)) throw new Error(`There is no "${path}".`);
  if (statSync(path).isDirectory()) return documentsBelow(path).filter(isCaseFile);
  if (SUFFIX.test(path) || !/\.json$/i.test(path)) return [path];
  const beside = ENDINGS.map(ending => path.replace(/\.json$/i, ending)).filter(each => existsSync(each));
  if (beside.length > 0 || !isCaseList(path)) {
    if (beside.length === 0)
      throw new Error(
        `${path}: there are no cases beside it; expected ${path.replace(/\.json$/i, ENDINGS[0] ?? '')}.`,
      );
    return beside;
  }
  return [path];
}

function isCaseFile(path: string): boolean {
  if (SUFFIX.test(path)) return true;
  if (!/\.ya?ml$/i.test(path)) return false;
  const [firstLine = ''] = readText(path).split('\n', 1);
  return SCHEMA.test(firstLine);
}

/** A JSON file that is named can hold cases itself. */
function isCaseList(path: string): boolean {
  const value: JsonValue = parseDocument(readText(path)).toJS();
  return Array.isArray(value) || (isObject(value) && Array.isArray(value['cases']));
}

/** What a case file says, and the line where each case begins. Throws Error with the file's name for what is no YAML. */
export function readLocated(path: string): {
  readonly root: JsonValue;
  readonly lineOf: (index: number) => number;
} {
  const counter = new LineCounter();
  // YAML holds JSON too, and this parser knows where everything stands.
  const document = parseDocument(readText(path), { lineCounter: counter });
  const [error] = document.errors;
  if (error !== undefined) throw new Error(`${path}: ${error.message}`);
  const root: JsonValue = document.toJS();
  const listed = isMap(document.contents) ? document.get('cases', true) : document.contents;
  const items = isSeq(listed) ? listed.items : [];
  const lineOf = (index: number): number => {
    const item = items[index];
    const range = isMap(item) || isSeq(item) ? item.range : undefined;
    return range ? counter.linePos(range[0]).line : 1;
  };
  return { root, lineOf };
}

/** Reads a case file. Throws Error with the file's name and line for what is no case. */
export function readCaseFile(path: string): CaseFile {
  const { root, lineOf } = readLocated(path);
  const { shared, cases } = partsOf(root, path);
  return {
    path,
    subject: basename(path)
      .replace(SUFFIX, '')
      .replace(/\.\w+$/, ''),
    definitionPath: definitionBeside(path),
    cases: cases.map((given, index): LocatedCase => {
      const whole = isObject(given) ? { ...shared, ...given } : given;
      const problem = caseProblem(whole);
      if (problem !== undefined) throw new Error(`${path}:${lineOf(index)}: ${problem}`);
      return { line: lineOf(index), given: whole as LocatedCase['given'] };
    }),
  };
}

function partsOf(
  root: JsonValue,
  path: string,
): { readonly shared: JsonObject; readonly cases: readonly JsonValue[] } {
  if (Array.isArray(root)) return { shared: {}, cases: root };
  const cases = isObject(root) ? root['cases'] : undefined;
  if (!isObject(root) || !Array.isArray(cases))
    throw new Error(`${path}: expected a list of cases, or an object that has 'cases'.`);
  const unknown = Object.keys(root).find(key => !FILE_KEYS.includes(key));
  if (unknown !== undefined) throw new Error(`${path}: '${unknown}' is none of ${FILE_KEYS.join(', ')}.`);
  const { $schema: _schema, cases: _cases, ...shared } = root;
  return { shared, cases };
}

function definitionBeside(path: string): string | undefined {
  if (!SUFFIX.test(path)) return undefined;
  return DEFINITION_ENDINGS.map(ending => join(dirname(path), basename(path).replace(SUFFIX, ending))).find(
    each => existsSync(each),
  );
}
