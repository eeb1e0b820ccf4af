import { useEffect, useRef, useState } from 'preact/hooks';
import type { Display } from '../../shared/domain/judgment.ts';
import { t } from '../i18n/index.ts';
import { play } from '../sound/sounds.ts';
import { surePercent } from '../store/screen.ts';
import { AWAY_PX, DRAG_PX, RESTING, STOPS, pFakeOf, placeOf, slide, stopOf } from '../store/slider.ts';
import type { SliderEvent, SliderState } from '../store/slider.ts';
import type { SliderScale } from './words.ts';

interface SliderProps {
  /** What the ends mean, in words. */
  readonly scale: SliderScale;
  /** Called once, with the stop's P(fake). */
  readonly onCommit: (pFake: number, input: Display['input']) => void;
  /** What was said: the slider is closed and shows it. */
  readonly said: number | null;
}

/** One gesture of one thumb: which side, and how sure. */
export function Slider({ scale, onCommit, said }: SliderProps) {
  const [state, setState] = useState<SliderState>(RESTING);
  const track = useRef<HTMLDivElement>(null);
  const now = useRef(state);
  const press = useRef<{ readonly id: number; readonly x: number; moved: boolean } | null>(null);
  const done = useRef(false);
  const locked = said !== null;

  function send(event: SliderEvent, input: Display['input']): void {
    if (locked || done.current) return;
    const before = now.current.stop;
    const { state: next, commit } = slide(now.current, event);
    now.current = next;
    setState(next);
    if (commit !== null) {
      done.current = true;
      navigator.vibrate?.(24);
      onCommit(pFakeOf(commit), input);
    } else if (next.stop !== before && next.stop !== null) {
      navigator.vibrate?.(6);
      play('tick');
    }
  }

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      const target = event.target as HTMLElement | null;
      const elsewhere = target?.closest('button, a, input, select, textarea');
      if (/^[1-6]$/.test(event.key)) send({ type: 'digit', stop: Number(event.key) - 1 }, 'keyboard');
      else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight')
        send({ type: 'step', by: event.key === 'ArrowLeft' ? -1 : 1 }, 'keyboard');
      else if (event.key === 'Enter' && !elsewhere) send({ type: 'enter' }, 'keyboard');
      else if (event.key === 'Escape') send({ type: 'cancel' }, 'keyboard');
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });

  const placeOnTrack = (x: number): number => {
    const box = track.current!.getBoundingClientRect();
    return (x - box.left) / box.width;
  };
  const input = (event: PointerEvent): Display['input'] =>
    event.pointerType === 'touch' || event.pointerType === 'pen' ? event.pointerType : 'mouse';

  const shown: SliderState =
    said === null ? state : { at: placeOf(stopOf(said) ?? 0), stop: stopOf(said), dragging: false };
  const side = shown.stop === null ? 'none' : shown.stop < STOPS / 2 ? 'real' : 'fake';
  const words = shown.stop === null ? scale.unsure : scale.words(shown.stop);
  const sure = shown.stop === null ? '' : t('play.confidence.sure', { sure: surePercent(pFakeOf(shown.stop)) });
  const hint = locked
    ? ''
    : state.dragging
      ? t(state.stop === null ? 'play.slider.back' : 'play.slider.release')
      : t(state.stop === null ? 'play.slider.how' : 'play.slider.again');

  return (
    <div
      class={`slider slider--${side}${scale.plain ? ' slider--plain' : ''}${locked ? ' slider--locked' : ''}${state.dragging ? ' slider--dragging' : ''}`}
    >
      <p class="slider__words" aria-live="polite">
        <strong>{words}</strong>
        {sure && <span class="slider__sure figures">{sure}</span>}
      </p>
      <div
        class="slider__reach"
        role="slider"
        tabIndex={locked ? -1 : 0}
        aria-label={scale.label}
        aria-valuemin={1}
        aria-valuemax={STOPS}
        aria-valuenow={shown.stop === null ? (STOPS + 1) / 2 : shown.stop + 1}
        aria-valuetext={`${words} ${sure}`.trim()}
        aria-disabled={locked}
        onPointerDown={(event) => {
          if (locked || !event.isPrimary || event.button !== 0) return;
          press.current = { id: event.pointerId, x: event.clientX, moved: false };
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          const held = press.current;
          if (held === null || held.id !== event.pointerId) return;
          if (!held.moved && Math.abs(event.clientX - held.x) < DRAG_PX) return;
          held.moved = true;
          send({ type: 'drag', at: placeOnTrack(event.clientX) }, input(event));
        }}
        onPointerUp={(event) => {
          const held = press.current;
          if (held === null || held.id !== event.pointerId) return;
          press.current = null;
          const box = track.current!.getBoundingClientRect();
          const away = event.clientY < box.top - AWAY_PX || event.clientY > box.bottom + AWAY_PX;
          if (held.moved) send({ type: 'drop', away }, input(event));
          else send({ type: 'press', at: placeOnTrack(event.clientX) }, input(event));
        }}
        onPointerCancel={() => {
          press.current = null;
          send({ type: 'cancel' }, 'touch');
        }}
      >
        <div class="slider__track" ref={track}>
          {Array.from({ length: STOPS }, (_, stop) => (
            <span
              key={stop}
              class={`slider__stop${stop === shown.stop ? ' slider__stop--on' : ''}`}
              style={{ left: `${placeOf(stop) * 100}%` }}
            />
          ))}
          <span class="slider__thumb" style={{ left: `${shown.at * 100}%` }} />
        </div>
      </div>
      <div class="slider__sides">
        {(['real', 'fake'] as const).map((each) => (
          <button
            key={each}
            type="button"
            class={`slider__side slider__side--${each}`}
            disabled={locked}
            aria-pressed={side === each}
            onClick={(event) =>
              send(
                { type: 'side', side: each },
                event.detail === 0 ? 'keyboard' : matchMedia('(pointer: coarse)').matches ? 'touch' : 'mouse',
              )
            }
          >
            {!scale.plain && <span class={`sign sign--${each}`} aria-hidden="true" />}
            {scale.sides[each === 'real' ? 0 : 1]}
          </button>
        ))}
      </div>
      {!locked && (
        <p class="slider__hint">
          {hint} <span class="slider__keys">{t('play.slider.keys')}</span>
        </p>
      )}
    </div>
  );
}
