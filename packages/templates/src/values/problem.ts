/** Codes of problems. All but those that say so are ARM's. */
export const TEMPLATE_CODES = {
  InvalidTemplate: 'The template, its parameters or an expression in it is wrong.',
  InvalidContentLink: 'The template or its parameters are linked, and nothing is fetched.',
  KeyVaultParameterReferenceNotFound: 'A parameter refers to a secret of a key vault, and there is none.',
  LocationRequired: 'A deployment at a scope without a location names none.',
  ResourceNotFound: 'reference() or a list function reads a resource that does not exist.',
  DeploymentOutputEvaluationFailed: 'An output cannot be evaluated.',
} as const;
export type TemplateCode = keyof typeof TEMPLATE_CODES;

/** One thing that is wrong. `pointer` is the JSON pointer of the place, in the template unless the message says otherwise. */
export type TemplateProblem = {
  readonly code: TemplateCode;
  readonly message: string;
  readonly pointer: string;
};

/** `InvalidTemplate`, in ARM's words. */
export function invalid(pointer: string, message: string): TemplateProblem {
  const place = pointer === '' ? '' : ` at '${pointer}'`;
  return {
    code: 'InvalidTemplate',
    message: `Deployment template validation failed${place}: '${message}'`,
    pointer,
  };
}
