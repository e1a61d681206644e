import { type ApiError, apiError, type ErrorCode, type ErrorDetail } from '@sluice/arm/errors';
import type { ShapeProblem } from './shape-place.ts';

/** A refused request, ready to be thrown, with the status of its code. */
export function refuse(code: ErrorCode, message: string, target?: string): ApiError {
  return apiError(code, message, { target });
}

/** 400 for a property, value or verb that a later step brings. */
export function notYet(feature: string, target?: string): ApiError {
  return refuse('FeatureNotSupported', `'${feature}' is not supported yet; leave it out.`, target);
}

/** 400 for a body that does not fit: the first problem in the message, each with its pointer in the details. */
export function refuseProblems(problems: readonly ShapeProblem[]): ApiError {
  const first = problems.find(problem => problem.notYet) ?? problems[0];
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more, see details)` : '';
  const message = first
    ? `The request content is not valid: ${sentence(first)}${more}.`
    : 'The request content is not valid.';
  const details = problems.length > 1 ? problems.map(toDetail) : undefined;
  return apiError(codeOf(first), message, { target: first?.pointer, details });
}

function toDetail(problem: ShapeProblem): ErrorDetail {
  return { code: codeOf(problem), message: sentence(problem), target: problem.pointer };
}

function codeOf(problem: ShapeProblem | undefined): ErrorCode {
  return problem?.notYet ? 'FeatureNotSupported' : 'InvalidRequestContent';
}

function sentence(problem: ShapeProblem): string {
  return `'${problem.pointer || '/'}' ${problem.message}`;
}
