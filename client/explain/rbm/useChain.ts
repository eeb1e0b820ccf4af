import { useEffect, useRef, useState } from 'preact/hooks';
import { rngFor } from '../../../shared/random.ts';
import { freeEnergy, gibbsStep, startChain } from './boltzmann.ts';
import type { Biases, ChainState, Filters } from './boltzmann.ts';

/** Energies kept for the curve. */
const KEPT = 120;
/** Radius of the finger's ink, in pixels. */
const INK = 1.3;

/** Of the pictures; pixel i of a chain belongs to channel i modulo channels. */
interface Size {
  readonly width: number;
  readonly channels: number;
}

export interface RunningChain {
  readonly state: ChainState;
  readonly steps: number;
  /** Free energies of the last steps, oldest first: [step, energy]. */
  readonly energies: readonly (readonly [number, number])[];
  readonly step: () => void;
  readonly reset: () => void;
  /** Puts ink about a pixel. */
  readonly ink: (x: number, y: number) => void;
}

/** A chain that lives as long as its page; it goes on where it is when the class changes. */
export function useChain(filters: Filters, biases: Biases, strength: number, shape: Size): RunningChain {
  const [run, setRun] = useState(1);
  const rng = useRef(rngFor('chain', run));
  const [now, setNow] = useState(begun);
  const latest = useRef(now);
  const put = (next: typeof now): void => {
    latest.current = next;
    setNow(next);
  };
  const size = biases.visible.length;
  useEffect(() => {
    // Another machine, with other pixels or units: a chain of the old one means nothing to it.
    if (latest.current.state.v.length !== size || latest.current.state.h.length !== filters.hidden) reset();
  }, [filters, size]);

  /** Pixels as they are on average, and the coins that the hidden units throw on seeing them. */
  function begun() {
    const { v, chances } = startChain(biases, rng.current);
    const { h } = gibbsStep(filters, biases, { v }, strength, rng.current);
    return { state: { v, chances, h }, steps: 0, energies: [] as (readonly [number, number])[] };
  }

  function step(): void {
    const { state, steps, energies } = latest.current;
    const next = gibbsStep(filters, biases, state, strength, rng.current);
    const energy = freeEnergy(filters, biases, next.v);
    put({ state: next, steps: steps + 1, energies: [...energies, [steps + 1, energy] as const].slice(-KEPT) });
  }

  function reset(): void {
    rng.current = rngFor('chain', run + 1);
    setRun(run + 1);
    put(begun());
  }

  function ink(x: number, y: number): void {
    const { state } = latest.current;
    const [v, chances] = [state.v.slice(), state.chances.slice()];
    const near = (i: number): boolean => {
      const pixel = Math.floor(i / shape.channels);
      return Math.hypot((pixel % shape.width) - x + 0.5, Math.floor(pixel / shape.width) - y + 0.5) < INK;
    };
    for (let i = 0; i < v.length; i++) if (near(i)) [v[i], chances[i]] = [1, 1];
    put({ ...latest.current, state: { ...state, v, chances } });
  }

  return { ...now, step, reset, ink };
}
