import { useEffect, useRef, useState } from 'preact/hooks';

interface CountUpProps {
  readonly to: number;
  readonly from?: number;
  /** Milliseconds before it starts. */
  readonly delay?: number;
  readonly format: (value: number) => string;
}

const DURATION_MS = 700;

/** Points that count up to where they stand; at once where motion is reduced. */
export function CountUp({ to, from = 0, delay = 0, format }: CountUpProps) {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const [shown, show] = useState(still ? to : from);
  const last = useRef(still ? to : from);
  useEffect(() => {
    if (still) {
      show(to);
      return;
    }
    const begin = last.current;
    const start = performance.now() + delay;
    let frame = requestAnimationFrame(function step(now) {
      const part = Math.min(1, Math.max(0, (now - start) / DURATION_MS));
      const value = Math.round(begin + (to - begin) * (1 - (1 - part) ** 3));
      last.current = value;
      show(value);
      if (part < 1) frame = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(frame);
  }, [to]);
  return <span class="figures">{format(shown)}</span>;
}
