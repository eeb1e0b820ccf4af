/**
 * A chain that reads a picture from one side to the other: states stand in `bands`, in each of them `shapes`, and a step stays in
 * its band or goes on by at most `reach` bands.
 */
export interface Topology {
  readonly bands: number;
  readonly shapes: number;
  readonly reach: number;
}

export const statesOf = ({ bands, shapes }: Topology): number => bands * shapes;
export const bandOf = ({ shapes }: Topology, state: number): number => Math.floor(state / shapes);

export function isAllowed(topology: Topology, from: number, to: number): boolean {
  const ahead = bandOf(topology, to) - bandOf(topology, from);
  return ahead >= 0 && ahead <= topology.reach;
}

/** Columns of the packed form: the states of the band itself and of `reach` bands after it. */
export const packedWidth = ({ shapes, reach }: Topology): number => (reach + 1) * shapes;

/** The allowed steps of a transition matrix, beside one another: [states, states] to [states, (reach + 1) shapes]. */
export function packSteps(topology: Topology, transitions: Float64Array): Float64Array {
  const states = statesOf(topology);
  const width = packedWidth(topology);
  const packed = new Float64Array(states * width);
  for (let from = 0; from < states; from++) {
    const first = bandOf(topology, from) * topology.shapes;
    for (let c = 0; c < width && first + c < states; c++) {
      packed[from * width + c] = transitions[from * states + first + c]!;
    }
  }
  return packed;
}

/** The inverse of {@link packSteps}. */
export function unpackSteps(topology: Topology, packed: Float64Array): Float64Array {
  const states = statesOf(topology);
  const width = packedWidth(topology);
  const transitions = new Float64Array(states * states);
  for (let from = 0; from < states; from++) {
    const first = bandOf(topology, from) * topology.shapes;
    for (let c = 0; c < width && first + c < states; c++) {
      transitions[from * states + first + c] = packed[from * width + c]!;
    }
  }
  return transitions;
}
