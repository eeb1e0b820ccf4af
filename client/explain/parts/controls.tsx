import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Words } from '../../../shared/protocol/http.ts';
import { say } from '../words.ts';

interface RangeProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly onChange: (value: number) => void;
  /** The value in words; the number itself unless given. */
  readonly shown?: string;
  /** What the ends mean. */
  readonly ends?: readonly [string, string];
  readonly disabled?: boolean;
}

/** A number to slide, with its value in words. */
export function Range({ label, value, min, max, step = 1, onChange, shown, ends, disabled = false }: RangeProps) {
  const id = useId();
  return (
    <div class="range">
      <label class="range__label" for={id}>
        {label}
      </label>
      <output class="range__value figures" for={id}>
        {shown ?? value}
      </output>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        disabled={disabled}
        aria-valuetext={shown}
        onInput={(event) => onChange(Number(event.currentTarget.value))}
      />
      {ends && (
        <span class="range__ends" aria-hidden="true">
          <span>{ends[0]}</span>
          <span>{ends[1]}</span>
        </span>
      )}
    </div>
  );
}

const words = {
  step: { en: 'One step', ko: '한 단계' },
  play: { en: 'Run', ko: '계속' },
  pause: { en: 'Pause', ko: '멈춤' },
  reset: { en: 'Start over', ko: '처음부터' },
} satisfies Record<string, Words>;

interface StepperProps {
  /** One step; `false` ends a run. */
  readonly onStep: () => boolean | void;
  readonly onReset?: () => void;
  /** Between the steps of a run, ms. */
  readonly everyMs?: number;
  /** In place of 'One step'. */
  readonly stepWords?: string;
  readonly done?: boolean;
}

/** One step, run, pause, start over. */
export function Stepper({ onStep, onReset, everyMs = 300, stepWords, done = false }: StepperProps) {
  const [running, setRunning] = useState(false);
  const step = useRef(onStep);
  step.current = onStep;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => step.current() === false && setRunning(false), everyMs);
    return () => clearInterval(timer);
  }, [running, everyMs]);
  useEffect(() => {
    if (done) setRunning(false);
  }, [done]);
  return (
    <div class="row">
      <button type="button" class="button" disabled={running || done} onClick={() => void onStep()}>
        {stepWords ?? say(words.step)}
      </button>
      <button
        type="button"
        class="button button--quiet"
        disabled={done && !running}
        onClick={() => setRunning((now) => !now)}
      >
        {say(running ? words.pause : words.play)}
      </button>
      {onReset && (
        <button type="button" class="button button--quiet" onClick={() => (setRunning(false), onReset())}>
          {say(words.reset)}
        </button>
      )}
    </div>
  );
}

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** Beside the bar. */
  readonly shown: string;
  /** Colour of the bar: `brass` unless given. */
  readonly kind?: 'brass' | 'genuine' | 'forgery' | 'quiet';
}

/** Bars from one edge, on one scale. @param most what fills the whole width; the largest value unless given */
export function Bars({
  bars,
  most,
  label,
}: {
  readonly bars: readonly Bar[];
  readonly most?: number;
  readonly label: string;
}) {
  const full = Math.max(most ?? 0, ...bars.map((bar) => bar.value), 1e-12);
  return (
    <dl class="bars" aria-label={label}>
      {bars.map((bar) => (
        <div class="bars__one" key={bar.label}>
          <dt>{bar.label}</dt>
          <dd>
            <span class="bars__track">
              <span
                class={`bars__bar bars__bar--${bar.kind ?? 'brass'}`}
                style={{ width: `${(Math.max(0, bar.value) / full) * 100}%` }}
              />
            </span>
            <span class="bars__value figures">{bar.shown}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A number that matters, with its name. */
export function Fact({
  name,
  children,
  note,
}: {
  readonly name: string;
  readonly children: ComponentChildren;
  readonly note?: string;
}) {
  return (
    <p class="fact">
      <span class="fact__name">{name}</span>
      <span class="fact__value figures">{children}</span>
      {note && <span class="fact__note">{note}</span>}
    </p>
  );
}
