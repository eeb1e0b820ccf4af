/** Automatic scores that a checkpoint may carry, in the order in which they are shown. */
export const MACHINE_SCORES = [
  'frechet',
  'frechetInfinity',
  'kid',
  'inceptionScore',
  'precision',
  'recall',
  'density',
  'coverage',
  'memorisation',
  'twoSample',
  'classAccuracy',
] as const;
export type MachineScore = (typeof MACHINE_SCORES)[number];

/** True where a higher number means a better forger. */
export const MACHINE_HIGHER_IS_BETTER: Readonly<Record<MachineScore, boolean>> = {
  frechet: false,
  frechetInfinity: false,
  kid: false,
  inceptionScore: true,
  precision: true,
  recall: true,
  density: true,
  coverage: true,
  memorisation: false,
  twoSample: false,
  classAccuracy: true,
};
