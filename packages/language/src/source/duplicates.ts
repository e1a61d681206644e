import type { JsonNode } from './json-node.ts';
import { type Place, placeBelow, type Report } from './report.ts';

/** Reports every member whose name, ignoring case, an earlier member of the same object has: which one counts would be a guess. */
export function reportDuplicates(node: JsonNode, place: Place, report: Report): void {
  if (node.kind === 'array') {
    for (const [index, item] of node.items.entries())
      reportDuplicates(item, placeBelow(place, index, item), report);
  }
  if (node.kind !== 'object') return;
  const seen = new Map<string, string>();
  for (const member of node.members) {
    const at = placeBelow(place, member.name, member);
    const earlier = seen.get(member.name.toLowerCase());
    if (earlier !== undefined) {
      const spelt = earlier === member.name ? '' : ` (as '${earlier}')`;
      report.error(
        'json/duplicate-key',
        `'${member.name}' is here twice${spelt}. Names are compared ignoring case; keep one.`,
        at,
      );
    }
    seen.set(member.name.toLowerCase(), member.name);
    reportDuplicates(member.value, placeBelow(place, member.name, member.value), report);
  }
}
