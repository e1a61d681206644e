/**
 * Limits of one template. The first five are Azure's; `depth` bounds the JSON, `planned` all resources of a template
 * and those nested in it together, `work` the steps of one expansion, `calls` functions of a template in one another.
 */
export const TEMPLATE_LIMITS = {
  resources: 800,
  parameters: 256,
  variables: 256,
  outputs: 64,
  copies: 800,
  depth: 128,
  planned: 5000,
  work: 20_000_000,
  calls: 32,
} as const;
