import { useMemo, useRef, useState } from 'preact/hooks';
import { formatCount, formatFixed, formatPercent } from '../../i18n/numbers.ts';
import { Choices } from '../../ui/Field.tsx';
import { Bench } from '../parts/Bench.tsx';
import { DigitChoice } from '../parts/DigitChoice.tsx';
import type { PictureData } from '../parts/bytes.ts';
import { Fact, Range, Stepper } from '../parts/controls.tsx';
import { Curve } from '../parts/Curve.tsx';
import { ModelChoice } from '../parts/model.tsx';
import type { ChosenModel } from '../parts/model.tsx';
import { Picture, Pictures, signedColours } from '../parts/Picture.tsx';
import { say } from '../words.ts';
import { fieldOfHidden } from './boltzmann.ts';
import type { Biases, Filters } from './boltzmann.ts';
import './rbm.css';
import { useChain } from './useChain.ts';
import { words } from './words.ts';

interface MachineProps {
  readonly chosen: ChosenModel;
  readonly filters: Filters;
  readonly biases: Biases;
  readonly shape: { readonly height: number; readonly width: number; readonly channels: 1 | 3 };
  readonly label: number;
  readonly onLabel: (label: number) => void;
}

/** Filters shown at once. */
const SHOWN = 24;
/** Hidden units in a row of their picture. */
const ACROSS = 25;

/** A machine with its chain, its hidden units and its filters. */
export function Machine({ chosen, filters, biases, shape, label, onLabel }: MachineProps) {
  const [strength, setStrength] = useState(1);
  const [show, setShow] = useState<'chances' | 'bits'>('chances');
  const [picked, setPicked] = useState(0);
  const chain = useChain(filters, biases, strength, shape);
  const { v, chances, h } = chain.state;
  const drawing = useRef(false);
  const field = useMemo(() => fieldOfHidden(filters, biases, v), [filters, biases, v]);
  const pixels: PictureData = {
    ...shape,
    pixels: show === 'bits' ? v.map((bit) => 255 * bit) : Uint8Array.from(chances, (p) => Math.round(255 * p)),
  };
  const ink = (event: PointerEvent & { currentTarget: HTMLElement }): void => {
    const box = event.currentTarget.getBoundingClientRect();
    chain.ink(
      ((event.clientX - box.left) / box.width) * shape.width,
      ((event.clientY - box.top) / box.height) * shape.height,
    );
  };
  const loudest = (): number[] =>
    Array.from(field, (value, j) => [value, j] as const)
      .sort((a, b) => b[0] - a[0])
      .slice(0, SHOWN)
      .map(([, j]) => j);
  const [units, setUnits] = useState(loudest);
  const shown = units.filter((j) => j < filters.hidden);
  const unit = shown[picked] ?? shown[0] ?? 0;
  return (
    <>
      <Bench
        part={0}
        line={say(words.chainLine, { hidden: formatCount(filters.hidden) })}
        stage={
          <div class="rbm__both">
            <span class="mount">
              <span
                class="rbm__paper"
                onPointerDown={(event) => {
                  if (!event.isPrimary) return;
                  drawing.current = true;
                  event.currentTarget.setPointerCapture(event.pointerId);
                  ink(event);
                }}
                onPointerMove={(event) => drawing.current && ink(event)}
                onPointerUp={() => (drawing.current = false)}
                onPointerCancel={() => (drawing.current = false)}
              >
                <Picture picture={pixels} rem={innerWidth < 640 ? 12.5 : 26} label={say(words.pixels)} />
              </span>
            </span>
            <figure class="rbm__units">
              <Picture picture={unitsPicture(h)} rem={innerWidth < 640 ? 8 : 20} label={say(words.hidden)} />
              <figcaption class="small quiet">{say(words.hidden)}</figcaption>
            </figure>
          </div>
        }
        controls={
          <>
            <ModelChoice {...chosen} />
            <DigitChoice value={label} onChange={onLabel} />
            <Stepper everyMs={90} stepWords={say(words.step)} onStep={chain.step} onReset={chain.reset} />
            <Range
              label={say(words.strength)}
              value={strength}
              min={0.1}
              max={1.6}
              step={0.05}
              shown={formatFixed(strength, 2)}
              ends={[say(words.melted), say(words.frozen)]}
              onChange={setStrength}
            />
            <Choices
              label={say(words.show)}
              value={show}
              onChange={setShow}
              options={(['chances', 'bits'] as const).map((value) => ({ value, label: say(words[value]) }))}
            />
            <div class="facts">
              <Fact name={say(words.steps)}>{formatCount(chain.steps)}</Fact>
              <Fact name={say(words.on)}>{formatCount(h.reduce((sum, bit) => sum + bit, 0))}</Fact>
              <Fact name={say(words.energy)} note={say(words.energyNote)}>
                {formatFixed(chain.energies.at(-1)?.[1] ?? 0, 1)}
              </Fact>
            </div>
            {chain.energies.length > 1 && (
              <Curve
                label={say(words.overTime)}
                xName={say(words.steps)}
                height={150}
                lines={[{ name: say(words.energy), colour: '#c9a45c', points: chain.energies }]}
              />
            )}
          </>
        }
      />
      <Bench
        part={1}
        line={say(words.filtersLine)}
        stage={
          <Pictures
            pictures={shown.map((j) => filterPicture(filters, shape, j))}
            across={6}
            rem={32}
            label={say(words.filter)}
            colours={signedColours}
            picked={picked}
            onPick={setPicked}
          />
        }
        controls={
          <>
            <h3>{say(words.unit, { n: unit + 1 })}</h3>
            <Picture
              picture={filterPicture(filters, shape, unit)}
              rem={12}
              label={say(words.filter)}
              colours={signedColours}
            />
            <div class="facts">
              <Fact name={say(words.bias)}>{formatFixed(biases.hidden[unit] ?? 0, 1)}</Fact>
              <Fact name={say(words.votes)}>{formatFixed((field[unit] ?? 0) - (biases.hidden[unit] ?? 0), 1)}</Fact>
              <Fact name={say(words.chance)}>{formatPercent(1 / (1 + Math.exp(-strength * (field[unit] ?? 0))))}</Fact>
            </div>
            <div class="row">
              <button type="button" class="button button--quiet" onClick={() => (setUnits(loudest()), setPicked(0))}>
                {say(words.refresh)}
              </button>
            </div>
          </>
        }
      />
    </>
  );
}

/** Hidden units in rows, bright where they are on. */
function unitsPicture(h: Uint8Array): PictureData {
  const height = Math.ceil(h.length / ACROSS);
  const pixels = new Uint8Array(height * ACROSS);
  h.forEach((bit, j) => (pixels[j] = bit ? 235 : 45));
  return { pixels, height, width: ACROSS, channels: 1 };
}

/** The weights of a unit, its strongest at full colour. */
function filterPicture({ weights, visible }: Filters, shape: MachineProps['shape'], unit: number): PictureData {
  const own = weights.subarray(unit * visible, (unit + 1) * visible);
  const most = own.reduce((top, weight) => Math.max(top, Math.abs(weight)), 1e-9);
  return { ...shape, pixels: own.map((weight) => 127.5 * (1 + weight / most)) };
}
