import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { rootSize } from '../../explain/sheet.ts';

/** The smallest letters, as a share of those that the wall would have: below it the back row reads nothing. */
const SMALLEST = 0.72;

/**
 * Letters of the whole document, and with them all that is measured in them, made smaller until the box is no taller than
 * the element that it scrolls in. They only shrink while the same thing hangs, so that nothing jumps as it is moved.
 * @param hangs What hangs; another begins with the wall's own size.
 * @returns Their size, CSS pixels; null while it is the wall's own.
 */
export function useFitting(box: RefObject<HTMLElement>, hangs: string): number | null {
  const [letters, setLetters] = useState<number | null>(null);
  useLayoutEffect(() => {
    const inside = box.current;
    const around = inside?.parentElement;
    const { style } = document.documentElement;
    if (!inside || !around) return;
    const begin = (): number => {
      style.fontSize = '';
      setLetters(null);
      return rootSize();
    };
    let own = begin();
    let frame = 0;
    const fit = (): void => {
      const size = rootSize();
      if (around.scrollHeight <= around.clientHeight || size <= own * SMALLEST) return;
      // Half of what is too much at a time: not all of the box shrinks with its letters, but most does.
      const half = (size * (1 + around.clientHeight / around.scrollHeight)) / 2;
      const smaller = Math.max(own * SMALLEST, Math.min(half, size - 0.5));
      style.fontSize = `${smaller}px`;
      setLetters(smaller);
      // The next look is after the pictures were drawn anew; a change of letters may leave the box as tall as it was.
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(fit);
    };
    const again = (): void => {
      own = begin();
    };
    const sizes = new ResizeObserver(fit);
    sizes.observe(inside);
    addEventListener('resize', again);
    return () => {
      sizes.disconnect();
      cancelAnimationFrame(frame);
      removeEventListener('resize', again);
      style.fontSize = '';
    };
  }, [hangs]);
  return letters;
}
