import { decodeToken, encodeToken } from '@sluice/arm/protocol';
import type { RuleResult } from '@sluice/engine/model';
import type { CatalogVersion } from '@sluice/providers/models';
import type { ModelNumbers } from '../../catalog/model-to-wire.ts';
import {
  compareMarks,
  isModelMark,
  type ModelMark,
  type ModelSort,
  markOf,
  readModelSort,
} from '../../catalog/sort-models.ts';

/** A model of the catalog and the rules that refuse it. */
export type JudgedModel = { readonly model: CatalogVersion; readonly refusals: readonly RuleResult[] };

export function isAllowed({ refusals }: Pick<JudgedModel, 'refusals'>): boolean {
  return refusals.length === 0;
}

/** The orders of the catalog, or by verdict: first what may be deployed, each half by name. Plain JSON. */
export type DeployableSort = ModelSort | { readonly by: 'verdict'; readonly descending: boolean };

/** Where a list has got to: allowed (0) or refused (1) where that is what it goes by, and the place in the catalog's order. Plain JSON. */
export type DeployableMark = readonly [rank: number, mark: ModelMark];

const BY_NAME: ModelSort = { by: 'name', descending: false };

/** `verdict desc`, or what the catalog is sorted by; undefined for what is no order. */
export function readDeployableSort(text: string): DeployableSort | undefined {
  const [, direction] = /^\s*verdict(?:\s+(asc|desc))?\s*$/i.exec(text) ?? [];
  if (direction !== undefined || /^\s*verdict\s*$/i.test(text))
    return { by: 'verdict', descending: direction?.toLowerCase() === 'desc' };
  return readModelSort(text);
}

/** The place of a model in a list; without an order that is its asset id. */
export function markOfJudged(
  judged: JudgedModel,
  numbers: ModelNumbers,
  sort: DeployableSort | undefined,
): DeployableMark {
  const { model } = judged;
  if (sort === undefined) return [0, [null, '', model.assetId]];
  if (sort.by !== 'verdict') return [0, markOf({ model, numbers }, sort)];
  return [isAllowed(judged) ? 0 : 1, markOf({ model, numbers }, BY_NAME)];
}

/** Which of two places comes first. */
export function compareJudged(
  one: DeployableMark,
  other: DeployableMark,
  sort: DeployableSort | undefined,
): number {
  if (sort?.by !== 'verdict') return compareMarks(one[1], other[1], sort ?? BY_NAME);
  return (one[0] - other[0]) * (sort.descending ? -1 : 1) || compareMarks(one[1], other[1], BY_NAME);
}

/** A place as the token of the next page. */
export function writeMark(mark: DeployableMark, sort: DeployableSort | undefined): string {
  return encodeToken([sort?.by ?? '', sort?.descending ?? false, [...mark]]);
}

/** What `writeMark` made in the same order; undefined for anything else. */
export function readMark(token: string, sort: DeployableSort | undefined): DeployableMark | undefined {
  const value = decodeToken(token);
  if (!Array.isArray(value)) return undefined;
  const [by, descending, mark] = value;
  if (by !== (sort?.by ?? '') || descending !== (sort?.descending ?? false) || !Array.isArray(mark))
    return undefined;
  const [rank, place] = mark;
  return typeof rank === 'number' && isModelMark(place) ? [rank, place] : undefined;
}
