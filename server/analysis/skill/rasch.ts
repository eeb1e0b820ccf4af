import { choleskyOf, inverseOf, SingularMatrix } from '../numeric/linear.ts';
import { gaussHermite } from '../numeric/quadrature.ts';

/** One answer to one item. */
export interface RaschRow {
  readonly person: string;
  readonly item: string;
  readonly correct: boolean;
}

export interface RaschItem {
  readonly item: string;
  readonly n: number;
  /** Share correct. */
  readonly share: number;
  /** Intercept b of logit P(correct) = b + a z; null for an item that all or none got right. */
  readonly easiness: number | null;
  readonly se: number | null;
  /** -b / a */
  readonly difficulty: number | null;
}

export interface RaschFit {
  readonly items: readonly RaschItem[];
  /** a, common to all items: the spread of persons in logits. */
  readonly discrimination: number;
  readonly discriminationSe: number | null;
  readonly logLikelihood: number;
  readonly persons: number;
  /** Expected skill of each person given the answers, in standard deviations. */
  readonly skills: ReadonlyMap<string, number>;
}

/** A pattern of answers and how many persons gave it. */
interface Pattern {
  readonly items: Int32Array;
  readonly correct: Uint8Array;
  readonly persons: string[];
}

const NODES = 61;
/** Observed information costs persons x items^2; beyond this many items there are no standard errors. */
const MOST_ITEMS = 200;

/**
 * The Rasch model by marginal maximum likelihood: logit P(correct) = b_item + a z, z ~ N(0, 1) over persons, one a for all
 * items (Thissen 1982), integrals by Gauss-Hermite quadrature. EM (Bock & Aitkin 1981) sped up by extrapolation that is taken
 * back where the likelihood would fall. Answers may be missing.
 */
export function fitRasch(rows: readonly RaschRow[]): RaschFit {
  const names = [...new Set(rows.map(({ item }) => item))].sort(naturally);
  const tallies = new Map(names.map((name) => [name, { n: 0, right: 0 }]));
  for (const { item, correct } of rows) {
    const tally = tallies.get(item)!;
    tally.n++;
    if (correct) tally.right++;
  }
  const informative = names.filter((name) => tallies.get(name)!.right % tallies.get(name)!.n !== 0);
  const patterns = patternsOf(rows, new Map(informative.map((name, i) => [name, i])));
  const fit = new Marginal(patterns, informative.length);
  const theta = fit.maximise(Float64Array.from(informative, (name) => logitOf(tallies.get(name)!)));
  const errors = fit.errors(theta);
  const a = theta[informative.length]!;
  return {
    items: names.map((item): RaschItem => {
      const { n, right } = tallies.get(item)!;
      const i = informative.indexOf(item);
      const easiness = i < 0 ? null : theta[i]!;
      return {
        item,
        n,
        share: right / n,
        easiness,
        se: i < 0 ? null : (errors?.[i] ?? null),
        difficulty: easiness === null || a === 0 ? null : -easiness / a,
      };
    }),
    discrimination: a,
    discriminationSe: errors?.[informative.length] ?? null,
    logLikelihood: fit.expect(theta).logLikelihood,
    persons: new Set(rows.map(({ person }) => person)).size,
    skills: fit.skills(theta),
  };
}

const logitOf = ({ n, right }: { n: number; right: number }): number => Math.log(right / (n - right));

const naturally = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

function patternsOf(rows: readonly RaschRow[], numbers: ReadonlyMap<string, number>): Pattern[] {
  const persons = new Map<string, [number, number][]>();
  for (const { person, item, correct } of rows) {
    const i = numbers.get(item);
    const answers = persons.get(person) ?? [];
    if (answers.length === 0) persons.set(person, answers);
    if (i !== undefined) answers.push([i, correct ? 1 : 0]);
  }
  const patterns = new Map<string, Pattern>();
  for (const [person, answers] of persons) {
    answers.sort(([a], [b]) => a - b);
    const key = answers.join(' ');
    const known = patterns.get(key);
    if (known) known.persons.push(person);
    else
      patterns.set(key, {
        items: Int32Array.from(answers, ([i]) => i),
        correct: Uint8Array.from(answers, ([, right]) => right),
        persons: [person],
      });
  }
  return [...patterns.values()];
}

interface Expected {
  readonly logLikelihood: number;
  /** Expected answers and right answers at each node. [items, nodes] */
  readonly n: Float64Array;
  readonly right: Float64Array;
}

class Marginal {
  readonly #patterns: readonly Pattern[];
  readonly #items: number;
  readonly #z: Float64Array;
  readonly #logWeights: Float64Array;

  constructor(patterns: readonly Pattern[], items: number) {
    this.#patterns = patterns;
    this.#items = items;
    const { nodes, weights } = gaussHermite(NODES);
    this.#z = nodes;
    this.#logWeights = weights.map(Math.log);
  }

  /** @param start easiness [items] @returns easiness, then discrimination [items + 1] */
  maximise(start: Float64Array): Float64Array {
    let theta: Float64Array = Float64Array.from([...start, 1]);
    let now = this.expect(theta);
    for (let round = 0; round < 2000; round++) {
      const once = this.#step(theta, now);
      const twice = this.#step(once, this.expect(once));
      const change = Math.max(...twice.map((value, i) => Math.abs(value - once[i]!)));
      if (change < 1e-10) return twice;
      // SQUAREM (Varadhan & Roland 2008), third step length.
      let r2 = 0;
      let v2 = 0;
      const v = twice.map((value, i) => value - 2 * once[i]! + theta[i]!);
      for (let i = 0; i < v.length; i++) {
        r2 += (once[i]! - theta[i]!) ** 2;
        v2 += v[i]! ** 2;
      }
      const length = v2 === 0 ? -1 : Math.min(-1, -Math.sqrt(r2 / v2));
      const far = theta.map((value, i) => value - 2 * length * (once[i]! - value) + length * length * v[i]!);
      const there = far.every(Number.isFinite) ? this.expect(far) : null;
      const safe = this.expect(twice);
      [theta, now] = there && there.logLikelihood >= safe.logLikelihood ? [far, there] : [twice, safe];
    }
    return theta;
  }

  /** Posterior of each pattern over the nodes, and what it expects. */
  expect(theta: Float64Array): Expected {
    const [items, nodes] = [this.#items, this.#z.length];
    const n = new Float64Array(items * nodes);
    const right = new Float64Array(items * nodes);
    let logLikelihood = 0;
    this.#eachPosterior(theta, (pattern, posterior, log) => {
      const count = pattern.persons.length;
      logLikelihood += count * log;
      pattern.items.forEach((i, at) => {
        for (let q = 0; q < nodes; q++) {
          n[i * nodes + q]! += count * posterior[q]!;
          if (pattern.correct[at]) right[i * nodes + q]! += count * posterior[q]!;
        }
      });
    });
    return { logLikelihood, n, right };
  }

  #eachPosterior(theta: Float64Array, see: (pattern: Pattern, posterior: Float64Array, log: number) => void): void {
    const [items, nodes] = [this.#items, this.#z.length];
    const logRight = new Float64Array(items * nodes);
    const logWrong = new Float64Array(items * nodes);
    for (let i = 0; i < items; i++)
      for (let q = 0; q < nodes; q++) {
        const eta = theta[i]! + theta[items]! * this.#z[q]!;
        const soft = Math.max(0, eta) + Math.log1p(Math.exp(-Math.abs(eta)));
        logRight[i * nodes + q] = eta - soft;
        logWrong[i * nodes + q] = -soft;
      }
    for (const pattern of this.#patterns) {
      const logs = this.#logWeights.slice();
      pattern.items.forEach((i, at) => {
        const from = pattern.correct[at] ? logRight : logWrong;
        for (let q = 0; q < nodes; q++) logs[q]! += from[i * nodes + q]!;
      });
      const peak = logs.reduce((a, b) => Math.max(a, b));
      const posterior = logs.map((log) => Math.exp(log - peak));
      const total = posterior.reduce((a, b) => a + b, 0);
      see(
        pattern,
        posterior.map((weight) => weight / total),
        peak + Math.log(total),
      );
    }
  }

  /** One Newton step of the expected complete likelihood: arrow-shaped, items meet only through the common a. */
  #step(theta: Float64Array, { n, right }: Expected): Float64Array {
    const [items, nodes] = [this.#items, this.#z.length];
    const a = theta[items]!;
    const slopes = new Float64Array(items);
    const curves = new Float64Array(items);
    const crosses = new Float64Array(items);
    let slope = 0;
    let curve = 0;
    for (let i = 0; i < items; i++)
      for (let q = 0; q < nodes; q++) {
        const z = this.#z[q]!;
        const p = 1 / (1 + Math.exp(-(theta[i]! + a * z)));
        const miss = right[i * nodes + q]! - n[i * nodes + q]! * p;
        const weight = n[i * nodes + q]! * p * (1 - p);
        slopes[i]! += miss;
        curves[i]! += weight;
        crosses[i]! += weight * z;
        slope += miss * z;
        curve += weight * z * z;
      }
    for (let i = 0; i < items; i++) {
      slope -= (crosses[i]! / curves[i]!) * slopes[i]!;
      curve -= crosses[i]! ** 2 / curves[i]!;
    }
    const move = limited(slope / curve);
    const next = theta.slice();
    next[items] = Math.max(0, a + move);
    for (let i = 0; i < items; i++) next[i]! += limited((slopes[i]! - crosses[i]! * move) / curves[i]!);
    return next;
  }

  /** Standard errors from the observed information (Louis 1982); null where it has none. [items + 1] */
  errors(theta: Float64Array): Float64Array | null {
    const items = this.#items;
    const size = items + 1;
    if (items > MOST_ITEMS || items === 0) return null;
    const information = new Float64Array(size * size);
    const a = theta[items]!;
    this.#eachPosterior(theta, (pattern, posterior) => {
      const count = pattern.persons.length;
      const mean = new Float64Array(size);
      const s = new Float64Array(size);
      const add = (weight: number, vector: Float64Array): void => {
        for (const i of [...pattern.items, items])
          for (const j of [...pattern.items, items]) information[i * size + j]! += weight * vector[i]! * vector[j]!;
      };
      for (let q = 0; q < posterior.length; q++) {
        if (posterior[q]! < 1e-12) continue;
        const z = this.#z[q]!;
        s.fill(0);
        pattern.items.forEach((i, at) => {
          const p = 1 / (1 + Math.exp(-(theta[i]! + a * z)));
          const weight = count * posterior[q]! * p * (1 - p);
          s[i] = pattern.correct[at]! - p;
          s[items]! += s[i]! * z;
          information[i * size + i]! += weight;
          information[i * size + items]! += weight * z;
          information[items * size + i]! += weight * z;
          information[items * size + items]! += weight * z * z;
        });
        for (let i = 0; i < size; i++) mean[i]! += posterior[q]! * s[i]!;
        add(-count * posterior[q]!, s);
      }
      add(count, mean);
    });
    try {
      choleskyOf(information, size);
      const inverse = inverseOf(information, size);
      return Float64Array.from({ length: size }, (_, i) => Math.sqrt(inverse[i * size + i]!));
    } catch (error) {
      if (error instanceof SingularMatrix) return null;
      throw error;
    }
  }

  skills(theta: Float64Array): Map<string, number> {
    const skills = new Map<string, number>();
    this.#eachPosterior(theta, ({ persons }, posterior) => {
      const mean = posterior.reduce((sum, weight, q) => sum + weight * this.#z[q]!, 0);
      for (const person of persons) skills.set(person, mean);
    });
    return skills;
  }
}

const limited = (step: number): number => Math.max(-2, Math.min(2, step));
