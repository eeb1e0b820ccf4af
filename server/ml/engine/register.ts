import { getKernel, getKernelsForBackend, registerKernel, unregisterKernel } from '@tensorflow/tfjs';
import type { NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs';
import { BACKEND_NAME, type RecordingBackend } from './backend.ts';
import { cpuBackend } from './cpu.ts';
import { emitters } from './kernels/index.ts';
import { fromFront, sizeOf } from './onnx/values.ts';
import { resolveShape } from './kernels/shape.ts';
import type { TensorType } from './onnx/graph.ts';
import type { Values } from './session.ts';

type Inputs = Readonly<Record<string, TensorInfo>>;

/** Kernels that only look at the same data in another way. */
const views: Readonly<Record<string, (inputs: Inputs, attrs: object) => [TensorInfo, number[]]>> = {
  Identity: ({ x }) => [x!, x!.shape],
  Reshape: ({ x }, attrs) => [x!, resolveShape((attrs as { shape: number[] }).shape, sizeOf(x!.shape))],
  ExpandDims: ({ input }, attrs) => {
    const at = fromFront((attrs as { dim: number }).dim, input!.shape.length + 1);
    return [input!, [...input!.shape.slice(0, at), 1, ...input!.shape.slice(at)]];
  },
};

/**
 * Registers every kernel the cpu backend knows: recorded where there is an emitter, on the cpu backend where there is
 * none, with one line to `log` the first time.
 */
export function registerKernels(log: (line: string) => void): void {
  const names = new Set([...Object.keys(emitters), ...getKernelsForBackend('cpu').map((k) => k.kernelName)]);
  const warned = new Set<string>();
  for (const kernelName of names) {
    const recorded = kernelName in emitters;
    const view = views[kernelName];
    if (getKernel(kernelName, BACKEND_NAME)) unregisterKernel(kernelName, BACKEND_NAME); // of an engine before this one
    registerKernel({
      kernelName,
      backendName: BACKEND_NAME,
      kernelFunc: ({ inputs, attrs, backend }) => {
        const ours = backend as RecordingBackend;
        const given = inputs as Inputs;
        if (view) return ours.alias(...view(given, attrs ?? {}));
        const result = recorded ? ours.record(kernelName, given, attrs ?? {}) : null;
        if (result) return result;
        if (!warned.has(kernelName)) {
          warned.add(kernelName);
          log(`${kernelName} has no native form for this case and runs on the slower cpu backend.`);
        }
        return onCpu(kernelName, given, attrs, ours);
      },
    });
  }
}

/** Reads the inputs, computes on TensorFlow.js's cpu backend and writes the results back. */
function onCpu(kernelName: string, inputs: Inputs, attrs: unknown, ours: RecordingBackend): TensorInfo | TensorInfo[] {
  const kernel = getKernel(kernelName, 'cpu');
  const cpu = cpuBackend();
  if (!kernel)
    throw new Error(`Expected a kernel TensorFlow.js has, got ${kernelName}: write the operation with others.`);
  const lent: TensorInfo[] = [];
  const copies = Array.isArray(inputs) ? ([] as unknown as NamedTensorInfoMap) : ({} as NamedTensorInfoMap);
  for (const [name, info] of Object.entries(inputs)) {
    if (!info) continue;
    const { dataId, shape, dtype } = info;
    const copy = { dataId: cpu.write(ours.readSync(dataId), shape, dtype), shape, dtype };
    copies[name] = copy;
    lent.push(copy);
  }
  const result = kernel.kernelFunc({ inputs: copies, attrs: attrs as never, backend: cpu });
  const results = [result].flat();
  const outputs = results.map(({ dataId, shape, dtype }) => {
    const values = (cpu.readSync(dataId) as Values).slice();
    return { dataId: ours.write(values, shape, dtype as TensorType), shape, dtype };
  });
  for (const { dataId } of [...results, ...lent]) cpu.disposeData(dataId, true);
  return Array.isArray(result) ? outputs : outputs[0]!;
}
