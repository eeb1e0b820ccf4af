import { findBackend, type KernelBackend } from '@tensorflow/tfjs';

/** TensorFlow.js's cpu backend, without the banner it prints at first use. */
export function cpuBackend(): KernelBackend {
  const cpu = findBackend('cpu');
  if ('firstUse' in cpu) cpu.firstUse = false;
  return cpu;
}
