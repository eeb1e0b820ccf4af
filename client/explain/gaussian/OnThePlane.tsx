import { useMemo, useState } from 'preact/hooks';
import { rngFor } from '../../../shared/random.ts';
import { formatFixed } from '../../i18n/numbers.ts';
import { Choices } from '../../ui/Field.tsx';
import { Bench } from '../parts/Bench.tsx';
import { Fact } from '../parts/controls.tsx';
import { Ellipse, Plane } from '../parts/Plane.tsx';
import type { Point } from '../parts/Plane.tsx';
import { say } from '../words.ts';
import { fitNormal, logDensity } from './normal2d.ts';
import { words } from './words.ts';

const EXTENT = { x: [-3, 3], y: [-3, 3] } as const;
/** More would only crowd the plane. */
const MOST_POINTS = 40;

type Preset = 'cloud' | 'clumps' | 'ring';

function pointsOf(preset: Preset): Point[] {
  const rng = rngFor(3, 'plane', preset);
  const at = (i: number): Point => {
    if (preset === 'ring') {
      const angle = (i / 14) * 2 * Math.PI;
      return { x: 1.7 * Math.cos(angle) + 0.08 * rng.normal(), y: 1.7 * Math.sin(angle) + 0.08 * rng.normal() };
    }
    const [u, v] = [rng.normal(), rng.normal()];
    if (preset === 'cloud') return { x: 0.9 * u, y: 0.55 * u + 0.45 * v };
    const side = i % 2 === 0 ? 1 : -1;
    return { x: side * 1.5 + 0.25 * u, y: side * 1.2 + 0.25 * v };
  };
  return Array.from({ length: 14 }, (_, i) => at(i));
}

/** Points to drag, and the Gaussian that fits them best. */
export function OnThePlane() {
  const [preset, setPreset] = useState<Preset>('cloud');
  const [points, setPoints] = useState(() => pointsOf('cloud'));
  const normal = useMemo(() => fitNormal(points), [points]);
  const log = useMemo(() => logDensity(normal), [normal]);
  const field = useMemo(() => {
    const top = log(...normal.mean);
    return (x: number, y: number) => Math.exp(log(x, y) - top);
  }, [normal]);
  const perPoint = points.reduce((sum, { x, y }) => sum + log(x, y), 0) / points.length;
  const [xx, xy, yy] = normal.covariance;
  return (
    <Bench
      part={0}
      line={say(words.planeLine)}
      stage={
        <Plane
          extent={EXTENT}
          label={say(words.planeLabel)}
          field={field}
          handles={points.map((point, i) => ({ ...point, id: String(i), label: say(words.point, { n: i + 1 }) }))}
          onMove={(id, to) => setPoints((before) => before.map((point, i) => (String(i) === id ? to : point)))}
          onPress={(at) => setPoints((before) => (before.length < MOST_POINTS ? [...before, at] : before))}
        >
          {(scale) => <Ellipse scale={scale} {...normal} />}
        </Plane>
      }
      controls={
        <>
          <Choices
            label={say(words.presets)}
            hint={say(words.add)}
            value={preset}
            onChange={(value) => (setPreset(value), setPoints(pointsOf(value)))}
            options={(['cloud', 'clumps', 'ring'] as const).map((value) => ({ value, label: say(words[value]) }))}
          />
          <Fact name={say(words.likelihood)} note={say(words.nats)}>
            {formatFixed(perPoint, 2)}
          </Fact>
          <div class="facts">
            <Fact name={say(words.mean)}>
              {formatFixed(normal.mean[0], 2)}, {formatFixed(normal.mean[1], 2)}
            </Fact>
            <Fact name={say(words.covariance)}>
              <span class="gaussian__matrix">
                {[xx, xy, xy, yy].map((value, i) => (
                  <span key={i}>{formatFixed(value, 2)}</span>
                ))}
              </span>
            </Fact>
          </div>
        </>
      }
    />
  );
}
