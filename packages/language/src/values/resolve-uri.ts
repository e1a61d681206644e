type Uri = {
  readonly scheme: string | undefined;
  readonly authority: string | undefined;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
};

/** `{scheme}:` `//{authority}` `{path}` `?{query}` `#{fragment}`: RFC 3986, appendix B. Takes any text. */
const PARTS =
  /^(?:(?<scheme>[a-z][a-z0-9+.-]*):)?(?:\/\/(?<authority>[^/?#]*))?(?<path>[^?#]*)(?<query>\?[^#]*)?(?<fragment>#.*)?$/is;

/** A reference seen from a base, as RFC 3986 section 5.2 has it; undefined when the base is no absolute URI. */
export function resolveUri(base: string, reference: string): string | undefined {
  const from = parse(base);
  const to = parse(reference);
  if (from.scheme === undefined) return undefined;
  return print(to.scheme === undefined ? relativeTo(from, to) : { ...to, path: removeDots(to.path) });
}

function relativeTo(base: Uri, to: Uri): Uri {
  const { scheme } = base;
  if (to.authority !== undefined) return { ...to, scheme, path: removeDots(to.path) };
  const { authority } = base;
  if (to.path === '')
    return { ...base, query: to.query === '' ? base.query : to.query, fragment: to.fragment };
  const path = to.path.startsWith('/') ? to.path : mergePaths(base, to.path);
  return { scheme, authority, path: removeDots(path), query: to.query, fragment: to.fragment };
}

function mergePaths(base: Uri, path: string): string {
  if (base.authority !== undefined && base.path === '') return `/${path}`;
  return base.path.slice(0, base.path.lastIndexOf('/') + 1) + path;
}

function removeDots(path: string): string {
  const kept: string[] = [];
  const segments = path.split('/');
  const last = segments.at(-1);
  for (const segment of segments) {
    if (segment === '..') {
      if (kept.length > 1) kept.pop();
    } else if (segment !== '.') kept.push(segment);
  }
  if (last === '.' || last === '..') kept.push('');
  return kept.join('/');
}

function parse(text: string): Uri {
  const parts = PARTS.exec(text)?.groups ?? {};
  return {
    scheme: parts['scheme'],
    authority: parts['authority'],
    path: parts['path'] ?? '',
    query: parts['query'] ?? '',
    fragment: parts['fragment'] ?? '',
  };
}

function print({ scheme, authority, path, query, fragment }: Uri): string {
  return `${scheme}:${authority === undefined ? '' : `//${authority}`}${path}${query}${fragment}`;
}
