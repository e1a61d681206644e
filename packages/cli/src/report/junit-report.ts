import type { RanCase } from '../cases/run-case-files.ts';
import type { CaseRun } from './case-run.ts';
import { detailLines } from './text-report.ts';

/** For build servers: JUnit's XML, a suite for each file. */
export function junitReport({ cases }: CaseRun): string {
  const files = [...new Set(cases.map(each => each.file))];
  const suites = files.map(file =>
    suite(
      file,
      cases.filter(each => each.file === file),
    ),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${counts(cases)}>`,
    ...suites,
    '</testsuites>',
  ].join('\n');
}

function suite(file: string, cases: readonly RanCase[]): string {
  return [
    `  <testsuite name="${escapeXml(file)}"${counts(cases)}>`,
    ...cases.map(testCase),
    '  </testsuite>',
  ].join('\n');
}

function counts(cases: readonly RanCase[]): string {
  const failures = cases.filter(each => each.differences.length > 0).length;
  const seconds = cases.reduce((sum, each) => sum + each.durationMs, 0) / 1_000;
  return ` tests="${cases.length}" failures="${failures}" time="${seconds.toFixed(3)}"`;
}

function testCase(ran: RanCase): string {
  const { file, line, name, durationMs, differences } = ran;
  const attributes = `name="${escapeXml(name)}" classname="${escapeXml(file)}" file="${escapeXml(file)}" line="${line}" time="${(durationMs / 1_000).toFixed(3)}"`;
  if (differences.length === 0) return `    <testcase ${attributes}/>`;
  const message = differences
    .map(({ at, expected, got }) => `${at}: expected ${expected}, got ${got}`)
    .join('; ');
  return [
    `    <testcase ${attributes}>`,
    `      <failure message="${escapeXml(message)}">${escapeXml(detailLines(ran, '').join('\n'))}</failure>`,
    '    </testcase>',
  ].join('\n');
}

/** Text in XML; characters that XML cannot hold at all are replaced. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}
