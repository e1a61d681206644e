/**
 * What we do with a case that the shared README tells not to match blindly:
 * `theirs`: what the case says; `refused`: the definition cannot be saved, with that code; `effect`, `noMatch`: what
 * judging gives; `value`, `fails`: what the function gives.
 */
export type Ours =
  | 'theirs'
  | 'noMatch'
  | 'fails'
  | { readonly refused: string }
  | { readonly effect: string }
  | { readonly value: string };

export type Decision = {
  readonly quirk:
    | 'contradicts-docs'
    | 'regorus-extension'
    | 'regorus-limit'
    | 'unspecified'
    | 'authoring-invalid';
  /** Ids of the cases; a `*` at the end stands for all that begin so. */
  readonly cases: readonly string[];
  readonly ours: Ours;
  readonly because: string;
};

/** One decision for each case of quirks.json; every case has exactly one. */
export const DECISIONS: readonly Decision[] = [
  {
    quirk: 'contradicts-docs',
    cases: [
      'eval/implicit_allof/allof_missing_array_is_false',
      'eval/implicit_allof/allof_doubly_nested_inner_missing',
    ],
    ours: { effect: 'deny' },
    because: 'documented: a missing array selects an empty collection, and a condition over none of it holds',
  },
  {
    quirk: 'contradicts-docs',
    cases: ['functions/ipRangeContains/*'],
    ours: 'fails',
    because: 'documented: an invalid range or address makes the evaluation fail',
  },
  {
    quirk: 'contradicts-docs',
    cases: ['eval/count/current_zero_arg_nested_innermost', 'parser/count/current_zero_arg_nested_innermost'],
    ours: 'theirs',
    because:
      'documented for a count that is in no other; inside one it can only mean the innermost, and refuses nobody',
  },
  {
    quirk: 'contradicts-docs',
    cases: [
      'eval/deep_nesting/coercion_greaterOrEquals_string_number',
      'eval/deep_nesting/coercion_lessOrEquals_string_number',
      'eval/type_coercion/coercion_string_number_greater',
      'eval/type_coercion/coercion_string_number_less',
    ],
    ours: 'theirs',
    because:
      'no operator fails on odd types; a text that spells a number has an order with a number, as it equals one',
  },
  {
    quirk: 'regorus-extension',
    cases: [
      'eval/azure_policies/storage_require_min_api_version_*',
      'eval/azure_policies/sql_deny_old_api_version*',
      'eval/azure_policies/vm_old_api_with_encryption_denied',
      'eval/azure_policies/vm_new_api_with_encryption_compliant',
      'eval/azure_policies/keyvault_require_recent_api_version_*',
      'eval/azure_policies/webapp_old_api_tls_denied',
      'eval/azure_policies/webapp_new_api_tls_skip',
    ],
    ours: { refused: 'field/unknown' },
    because: 'there is no field apiVersion; requestContext().apiVersion gives it',
  },
  {
    quirk: 'regorus-extension',
    cases: ['eval/fields/field_bracket_notation_*', 'eval/fields/field_array_index_*', 'parser/fields/*'],
    ours: { refused: 'field/unknown' },
    because: 'a field is built in, a tag or an alias; none has keys or indexes in brackets',
  },
  {
    quirk: 'regorus-extension',
    cases: ['eval/expressions/expr_unary_minus_float', 'parser/expressions/expr_unary_minus_float'],
    ours: 'theirs',
    because: 'a fraction in an expression can mean only itself',
  },
  {
    quirk: 'regorus-extension',
    cases: ['eval/template_functions_datetime_ip/dateTime*'],
    ours: { refused: 'function/not-in-rules' },
    because: 'documented: these functions belong to deployment templates',
  },
  {
    quirk: 'regorus-extension',
    cases: ['functions/dateTimeAdd/*', 'functions/dateTimeFromEpoch/*', 'functions/dateTimeToEpoch/*'],
    ours: 'fails',
    because: 'rules do not have these functions',
  },
  {
    quirk: 'regorus-limit',
    cases: [
      'eval/e2e_activitylog_capture_all_regions/*',
      'eval/e2e_servicebus_diagnostic_logs/*',
      'eval/e2e_sql_server_auditing/*',
    ],
    ours: 'theirs',
    because: 'cases from elsewhere may name an alias without a catalogue: its name is taken for the path',
  },
  {
    quirk: 'regorus-limit',
    cases: ['eval/parse_errors/guid_compile_error', 'eval/parse_errors/uniquestring_compile_error'],
    ours: 'noMatch',
    because: 'rules have both functions, and built-in definitions use one of them',
  },
  {
    quirk: 'unspecified',
    cases: ['eval/casing/*', 'functions/indexOf/index_of_unicode_case_fold'],
    ours: 'theirs',
    because: 'texts are compared by full case folding: ß is ss, a ligature its letters',
  },
  {
    quirk: 'unspecified',
    cases: [
      'eval/complex_policies/trivial_allOf_empty',
      'eval/logical_combinators/allOf_empty_array',
      'parser/logical_combinators/allOf_empty_array',
    ],
    ours: 'theirs',
    because: 'an allOf of nothing holds',
  },
  {
    quirk: 'unspecified',
    cases: ['eval/operators/like_question_mark'],
    ours: 'noMatch',
    because: 'the question mark is a letter in match and itself in like',
  },
  {
    quirk: 'unspecified',
    cases: ['parser/operators/like_question_mark'],
    ours: 'theirs',
    because: 'a pattern with a question mark is one all the same',
  },
  {
    quirk: 'unspecified',
    cases: ['eval/versioned_normalization/*'],
    ours: 'theirs',
    because: 'every * of a pattern is a wildcard; more than one is warned of',
  },
  {
    quirk: 'unspecified',
    cases: ['eval/parse_errors/concat_zero_args_is_valid'],
    ours: 'theirs',
    because: 'nothing joined is the empty text',
  },
  {
    quirk: 'unspecified',
    cases: [
      'eval/template_functions/fn_int_from_float_string',
      'eval/template_functions/fn_bool_from_1_string',
      'functions/array/array_from_null',
      'functions/bool/*',
      'functions/int/*',
      'functions/split/split_empty_delimiter',
    ],
    ours: 'theirs',
    because: 'the conversion has one plausible meaning, and this is it',
  },
  {
    quirk: 'unspecified',
    cases: ['functions/empty/*'],
    ours: 'fails',
    because: 'a number or a boolean is neither empty nor not: more likely a mistake of the author',
  },
  {
    quirk: 'unspecified',
    cases: ['functions/string/string_from_bool_true'],
    ours: { value: 'True' },
    because: 'templates write booleans as .NET does',
  },
  {
    quirk: 'unspecified',
    cases: ['functions/string/string_from_bool_false'],
    ours: { value: 'False' },
    because: 'templates write booleans as .NET does',
  },
  {
    quirk: 'unspecified',
    cases: ['functions/string/string_from_null'],
    ours: { value: '' },
    because: 'templates write null as nothing',
  },
  {
    quirk: 'unspecified',
    cases: ['functions/join/join_with_booleans'],
    ours: { value: 'True|False' },
    because: 'join writes a member as string() does',
  },
  {
    quirk: 'unspecified',
    cases: ['functions/join/join_with_null'],
    ours: { value: 'a,,b' },
    because: 'join writes a member as string() does',
  },
  {
    quirk: 'authoring-invalid',
    cases: [
      'eval/effect_details/modify_no_details',
      'eval/effect_details/append_bare_effect_no_details',
      'eval/effect_details/modify_bare_effect_no_details',
    ],
    ours: { refused: 'details/missing' },
    because: 'modify and append need details',
  },
  {
    quirk: 'authoring-invalid',
    cases: ['eval/modifiable_check/modify_properties_path_ok'],
    ours: { refused: 'field/unknown' },
    because: 'modify takes tags, identity, location and modifiable aliases, not paths',
  },
];

/**
 * normalization.json pins how one peer rewrites resources before it judges them; we judge them as they are. What can be
 * compared: an alias reads from the resource what the peer has at the alias's short name. Cases without anything to read:
 */
export const NOTHING_TO_READ: Readonly<Record<string, string>> = {
  'a value that is no object': 'only objects are ever judged: the API refuses anything else',
  'no alias of its type':
    'without an alias nothing but the built-in fields can be read, and these stay where they are',
  'the inner form is not given': 'the case only says that the peer can undo its rewriting',
};

/** Aliases that we read otherwise, with the reason. */
export const READ_OTHERWISE: ReadonlyMap<string, string> = new Map([
  [
    'normalization/denormalize_aliases/collision safe key test/resource/type',
    'the alias is of properties.type; the type of the resource has its own field and is not in its way',
  ],
]);
