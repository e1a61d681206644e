import { type RefObject, useEffect, useState } from 'react';

/** How wide an element is, in pixels, kept up to date; `first` until it is known. */
export function useWidth(element: RefObject<Element | null>, first: number): number {
  const [width, setWidth] = useState(first);
  useEffect(() => {
    const observed = element.current;
    if (observed === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined && entry.contentRect.width > 0) setWidth(entry.contentRect.width);
    });
    observer.observe(observed);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
