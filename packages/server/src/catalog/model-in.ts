/** The canonical id of a model, from that of one of its versions or labels. */
export function modelIn(assetId: string): string {
  return assetId.replace(/\/(versions|labels)\/[^/]*$/, '');
}
