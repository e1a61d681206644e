/** How policy definitions and assignments may be called. Source: Azure's naming rules for resources of Microsoft.Authorization. */
export const POLICY_NAME = {
  test: /^[^<>*%&:\\?/\p{Cc}]{0,63}[^<>*%&:\\?/\p{Cc}. ]$/u,
  says: 'at most 64 characters, none of < > * % & : \\ ? / and no control character, no dot or space at the end',
} as const;
