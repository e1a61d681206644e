/** The last name of a resource id. */
export function nameOfId(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** Start and end of what is too long for its place, which is what tells ids apart. */
export function middleTruncated(text: string, most = 48): string {
  if (text.length <= most) return text;
  const side = Math.floor((most - 1) / 2);
  return `${text.slice(0, side)}…${text.slice(-side)}`;
}

/** The scope that an extension resource (a policy object, a lock) stands at; '' for the tenant. */
export function scopeOfId(id: string): string {
  return id.slice(0, Math.max(0, id.toLowerCase().lastIndexOf('/providers/')));
}
